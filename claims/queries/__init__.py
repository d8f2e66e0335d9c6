"""Reads that span models: what pages show, as finished data."""

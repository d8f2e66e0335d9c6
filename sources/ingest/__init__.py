"""Reads what arrived: read → decode → layout → dates → duplicates → store; only store has the database."""

"""Which known claim or speaker is meant: candidates, then what speaks against them. Pure."""

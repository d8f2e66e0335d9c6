"""Reading what arrived: read → decode → layout → dates → duplicates → store. Only store touches the database."""

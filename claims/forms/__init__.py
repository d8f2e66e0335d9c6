"""Forms of the desk: they check shape and ask back; the services decide."""

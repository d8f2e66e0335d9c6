"""Every write to what is asserted, one file a subject."""

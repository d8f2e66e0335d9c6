"""Every write to what arrived."""

"""What the other room tells this one."""

"""No tables of its own. Django tells only apps that have this module when a migration is over."""

"""An invented archive of any size, for measuring: `manage.py make_large`."""

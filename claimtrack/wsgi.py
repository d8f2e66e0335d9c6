"""The web server's door."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
# No page may hold the database for long: not a costly search, nor a wait for another editor's save. Read by
# libpq, so it binds the web's connections alone; the worker and migrations take the time they need.
os.environ.setdefault(
    "PGOPTIONS",
    "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s",
)

application = get_wsgi_application()

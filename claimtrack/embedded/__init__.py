"""Real servers and the site's own programs for one checkout: what `dev.py` does once .venv stands.

Never imported by the site itself, which knows only DATABASE_URL and REDIS_URL.
"""

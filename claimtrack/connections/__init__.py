"""The database engine of the settings: Django's own for PostgreSQL, that asks a kept connection less."""

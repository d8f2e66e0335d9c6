"""The room of what arrived."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """Articles, outlets, batches and the passages cut from them."""

    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"

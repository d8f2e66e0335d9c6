"""The room of what is asserted, and what editors conclude."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """Speakers, statements, claims, the links between them, and what was checked."""

    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what happens in `sources`."""
        from claims import receivers  # noqa: F401 - connects as it is imported

"""The room of what is asserted, and what editors conclude."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ClaimsConfig(AppConfig):
    """Speakers, statements, claims, the links between them, and what was checked."""

    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what happens in `sources`, and keep the views of the past with their tables."""
        from claims import past_views, receivers  # noqa: F401 - the receivers connect as they are imported

        pre_migrate.connect(past_views.before_migrating, sender=self, dispatch_uid="claims.past_views")
        post_migrate.connect(past_views.after_migrating, sender=self, dispatch_uid="claims.past_views")

"""The project as an installed app: roles, the machine's user, the cache table, commands."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.db.models.signals import post_migrate


class ClaimtrackConfig(AppConfig):
    """Keeps the two groups and their permissions in step with the installed models."""

    name = "claimtrack"
    verbose_name = "Claimtrack"
    default = True

    def ready(self) -> None:
        """Permissions exist only once every app has migrated, so the groups get theirs afterwards."""
        from claimtrack.people import keep_people  # models are not loaded when this module is

        post_migrate.connect(keep_people, sender=self, dispatch_uid="claimtrack.people")


class AdminConfig(DjangoAdminConfig):
    """Django's admin with the project's own site."""

    default_site = "claimtrack.admin_site.Site"
    default = False

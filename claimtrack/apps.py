"""The project as an installed app: roles, the machine's user, the cache table, commands."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.db.models.signals import post_migrate, post_save


class ClaimtrackConfig(AppConfig):
    """Keeps the groups and their permissions in step with the installed models, and sessions with users."""

    name = "claimtrack"
    verbose_name = "Claimtrack"
    default = True

    def ready(self) -> None:
        """Permissions exist only once every app has migrated, so the groups get theirs afterwards."""
        from django.contrib.auth.models import User  # models are not loaded when this module is

        from claimtrack.people import end_sessions_of_the_deactivated, keep_people

        post_migrate.connect(keep_people, sender=self, dispatch_uid="claimtrack.people")
        post_save.connect(end_sessions_of_the_deactivated, sender=User, dispatch_uid="claimtrack.sessions")


class AdminConfig(DjangoAdminConfig):
    """Django's admin with the project's own site."""

    default_site = "claimtrack.admin_site.Site"
    default = False

"""The two groups, the machine's user, and the table of the database cache."""

from django.contrib.auth.hashers import make_password
from django.db import migrations


def make_people(apps, schema_editor):
    """What other apps' rows refer to must stand before them; permissions follow after every migrate."""
    database = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(database)
    users = apps.get_model("auth", "User").objects.using(database)
    for name in ("editor", "admin"):
        groups.get_or_create(name=name)
    users.get_or_create(username="machine", defaults={"is_active": False, "password": make_password(None)})


class Migration(migrations.Migration):
    """People first: `last_actor` is never null, and a machine is an actor too."""

    initial = True
    dependencies = [("auth", "0012_alter_user_first_name_max_length")]
    operations = [
        migrations.RunPython(make_people, migrations.RunPython.noop),
        # What `createcachetable` would make, so that `migrate` alone is enough.
        migrations.RunSQL(
            sql="""
            CREATE TABLE "cache" (
                "cache_key" varchar(255) NOT NULL PRIMARY KEY,
                "value" text NOT NULL,
                "expires" timestamp with time zone NOT NULL
            );
            CREATE INDEX "cache_expires" ON "cache" ("expires");
            """,
            reverse_sql='DROP TABLE "cache";',
        ),
    ]

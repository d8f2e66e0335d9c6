from django.db import migrations


class Migration(migrations.Migration):
    """Texts are kept as they are from now on: to press them together and apart costs an import a tenth of
    the server's time, and saves 1.8 kB of the 4.5 kB that an article of usual length takes.

    What stands there already is read as before.
    """

    dependencies = [
        ('sources', '0016_passages_are_carried_over'),
    ]

    operations = [
        migrations.RunSQL(
            sql="ALTER TABLE sources_articleversion ALTER COLUMN text SET STORAGE EXTERNAL",
            reverse_sql="ALTER TABLE sources_articleversion ALTER COLUMN text SET STORAGE EXTENDED",
        ),
    ]

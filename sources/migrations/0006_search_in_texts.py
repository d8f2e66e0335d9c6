import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    """The words of articles can be searched, in lower case and without accents, of whatever language."""

    dependencies = [
        ('sources', '0005_sketches'),
    ]

    operations = [
        # Trusted since PostgreSQL 13: whoever owns the database may add it. One that has it is left alone.
        UnaccentExtension(),
        migrations.RunSQL(
            sql=[
                "CREATE TEXT SEARCH CONFIGURATION folded (COPY = simple)",
                "ALTER TEXT SEARCH CONFIGURATION folded"
                " ALTER MAPPING FOR word, hword, hword_part WITH unaccent, simple",
            ],
            reverse_sql="DROP TEXT SEARCH CONFIGURATION folded",
        ),
        migrations.AddIndex(
            model_name='articleversion',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left('text', 150000), config='folded'), name='version_by_words'),
        ),
    ]

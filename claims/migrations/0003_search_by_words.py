import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Indexes under which claims are searched, by whole words and by parts of them."""

    dependencies = [
        ('claims', '0002_history_by_moment'),
    ]

    operations = [
        # Trusted since PostgreSQL 13: whoever owns the database may add it. One that has it is left alone.
        TrigramExtension(),
        migrations.AddIndex(
            model_name='claim',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_key'], name='claim_by_parts_of_words', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('search_key', config='simple'), name='claim_by_words'),
        ),
    ]

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    """Speakers by what stands anywhere in a spelling, by an index."""

    dependencies = [
        ('claims', '0019_what_stands'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='speaker',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_key'], name='speaker_by_parts_of_names', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='speakeralias',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_key'], name='alias_by_parts_of_names', opclasses=['gin_trgm_ops']),
        ),
    ]

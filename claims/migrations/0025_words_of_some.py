import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.math
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):
    """Words of some claims and statements have an index of their own, which tells sooner that many have them."""

    dependencies = [
        ('claims', '0024_lists_read_indexes'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='claim',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('search_key', config='simple'), condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.math.Mod(models.F('pk'), 16, output_field=models.BigIntegerField()), 0)), fastupdate=False, name='claim_by_words_of_some'),
        ),
        migrations.AddIndex(
            model_name='statementwords',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('search_key', config='simple'), condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.math.Mod(models.F('pk'), 16, output_field=models.BigIntegerField()), 0)), fastupdate=False, name='statement_by_words_of_some'),
        ),
    ]

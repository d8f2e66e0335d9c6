import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    """The index of claims by the terms under which wordings are compared."""

    dependencies = [
        ('claims', '0006_what_the_engine_says'),
        ('sources', '0013_terms_compared'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='claim',
            index=django.contrib.postgres.indexes.GinIndex(django.db.models.expressions.Func(models.F('search_key'), function='compared_terms', output_field=django.contrib.postgres.search.SearchVectorField()), fastupdate=False, name='claim_by_terms'),
        ),
    ]

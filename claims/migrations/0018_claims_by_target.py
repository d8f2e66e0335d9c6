import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    """A claim and those merged into it, by one index."""

    dependencies = [
        ('claims', '0017_words_of_statements'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(django.db.models.functions.comparison.Coalesce('merged_into', 'id'), name='claim_by_target'),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    """What is counted over many claims is read in the index alone, and not row by row all over the table."""

    dependencies = [
        ('claims', '0021_seen_from'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='standinglink', name='standing_by_target'),
        migrations.AddIndex(
            model_name='standinglink',
            index=models.Index(
                fields=['target'], include=['seen_from', 'stance', 'speaker', 'outlet'], name='standing_by_target'
            ),
        ),
    ]

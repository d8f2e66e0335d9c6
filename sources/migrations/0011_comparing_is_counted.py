"""A text that takes its worker down while it is compared is left out in the end, as a file is."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0010_batches_decide_other_saves'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='textsketch',
            name='sketch_state_is_a_choice',
        ),
        migrations.AddField(
            model_name='textsketch',
            name='attempts',
            field=models.PositiveSmallIntegerField(default=0, help_text='Counted before the work begins.'),
        ),
        migrations.AddField(
            model_name='textsketch',
            name='leased_until',
            field=models.DateTimeField(blank=True, help_text="By the database's clock.", null=True),
        ),
        migrations.AlterField(
            model_name='textsketch',
            name='state',
            field=models.CharField(choices=[('new', 'not compared'), ('again', 'alike to another; looked at once more at the end of its batch'), ('done', 'compared'), ('crashed', 'comparing it took the worker down three times'), ('failed', "comparing it failed three times; what went wrong stands in the worker's log")], default='new', max_length=24),
        ),
        migrations.AddConstraint(
            model_name='textsketch',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['new', 'again', 'done', 'crashed', 'failed'])), name='sketch_state_is_a_choice'),
        ),
    ]

"""What becomes of a batch's other saves of articles that are here, and who said so."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0009_notices_wait_for_an_editor'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='importbatch',
            name='other_saves',
            field=models.CharField(choices=[('ask', 'An editor decides each'), ('version', 'The next version of it'), ('duplicate', 'The same page, kept beside it as a duplicate'), ('reprint', 'A reprint of it')], default='ask', max_length=24),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='other_saves_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.CheckConstraint(condition=models.Q(('other_saves__in', ['ask', 'version', 'duplicate', 'reprint'])), name='batch_other_saves_is_a_choice'),
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.CheckConstraint(condition=models.Q(('other_saves', 'ask'), ('other_saves_by__isnull', False), _connector='OR'), name='batch_saves_set_by_a_person'),
        ),
    ]

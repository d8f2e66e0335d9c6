"""A batch may be looked at before it is imported; files are found by their bytes."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0003_history_by_moment'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FilePreview',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='preview', serialize=False, to='sources.importfile')),
                ('begun_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), help_text="By the database's clock.")),
                ('attempts', models.PositiveSmallIntegerField(default=1, help_text='Counted before the work begins.')),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('outlet', models.CharField(blank=True, default='', max_length=200)),
                ('published', models.CharField(blank=True, default='', help_text='In words.', max_length=120)),
                ('headline', models.CharField(blank=True, default='', max_length=500)),
                ('first_line', models.CharField(blank=True, default='', help_text='Of the body.', max_length=240)),
                ('note', models.CharField(blank=True, default='', help_text='A sentence for people.', max_length=600)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='importbatch',
            name='batch_control_is_a_choice',
        ),
        migrations.AlterField(
            model_name='importbatch',
            name='control',
            field=models.CharField(choices=[('preview', 'looked at before it is imported'), ('go', 'going'), ('paused', 'paused'), ('cancelled', 'cancelled')], default='go', max_length=24),
        ),
        migrations.AlterField(
            model_name='importfile',
            name='state',
            field=models.CharField(choices=[('pending', 'waiting'), ('running', 'being read'), ('imported', 'imported'), ('duplicate', 'here already'), ('held', 'held'), ('rejected', 'rejected'), ('cancelled', 'left out')], default='pending', max_length=24),
        ),
        migrations.AddIndex(
            model_name='importfile',
            index=models.Index(fields=['sha256'], name='file_by_bytes'),
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.CheckConstraint(condition=models.Q(('control__in', ['preview', 'go', 'paused', 'cancelled'])), name='batch_control_is_a_choice'),
        ),
    ]

"""Sketches: by which texts that share words find one another."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0004_previews_of_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='TextSketch',
            fields=[
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='sketch', serialize=False, to='sources.articleversion')),
                ('size', models.PositiveIntegerField(help_text='Different runs of three words in the body.')),
                ('level', models.PositiveSmallIntegerField(help_text='Of 2^level hashes one is kept.')),
                ('values', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), help_text='The hashes that are kept; none of a short text.', size=None)),
                ('state', models.CharField(choices=[('new', 'not compared'), ('again', 'alike to another; looked at once more at the end of its batch'), ('done', 'compared')], default='new', max_length=24)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'done'), _negated=True), fields=['version'], name='sketch_to_compare')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['new', 'again', 'done'])), name='sketch_state_is_a_choice')],
            },
        ),
        migrations.CreateModel(
            name='SketchValue',
            fields=[
                ('pk', models.CompositePrimaryKey('value', 'version_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('value', models.IntegerField()),
                ('version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.articleversion')),
            ],
        ),
    ]

from itertools import groupby, islice
from operator import itemgetter

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sources.folding import fold


def keep_words(apps, schema_editor):
    """The words of what was recorded before."""
    parts = apps.get_model('claims', 'StatementPassage').objects.filter(part='content')
    rows = parts.exclude(statement__state__in=['proposed', 'rejected']).order_by('statement_id', 'order')
    said = groupby(rows.values_list('statement_id', 'passage__exact').iterator(5000), itemgetter(0))
    words = apps.get_model('claims', 'StatementWords')
    made = (words(statement_id=pk, search_key=fold(' '.join(one for _, one in content))) for pk, content in said)
    while some := list(islice(made, 5000)):
        words.objects.bulk_create(some)


class Migration(migrations.Migration):
    """Statements are searched by their words; and the indexes by which lists of what was found are ordered."""

    dependencies = [
        ('claims', '0016_records_in_the_order_of_saying'),
        ('sources', '0020_articles_by_headline'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StatementWords',
            fields=[
                ('statement', models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='words', serialize=False, to='claims.statement')),
                ('search_key', models.TextField(help_text='Folded words of the content; filled by the service.')),
            ],
            options={
                'verbose_name_plural': 'words of statements',
            },
        ),
        migrations.RunPython(keep_words, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(models.OrderBy(models.F('event_earliest'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), name='claim_newest_event'),
        ),
        migrations.AddIndex(
            model_name='claimsummary',
            index=models.Index(models.OrderBy(models.F('last_moved'), descending=True, nulls_last=True), models.OrderBy(models.F('claim_id'), descending=True), name='summary_newest_moved'),
        ),
        migrations.AddIndex(
            model_name='claimsummary',
            index=models.Index(models.OrderBy(models.F('first_said'), descending=True, nulls_last=True), models.OrderBy(models.F('claim_id'), descending=True), name='summary_newest_said'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(models.OrderBy(models.F('said_earliest'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('state__in', ['proposed', 'rejected']), _negated=True), name='statement_newest_said'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(models.OrderBy(models.F('event_earliest'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('state__in', ['proposed', 'rejected']), _negated=True), name='statement_newest_event'),
        ),
        migrations.AddIndex(
            model_name='statementwords',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('search_key', config='simple'), name='statement_by_words'),
        ),
    ]

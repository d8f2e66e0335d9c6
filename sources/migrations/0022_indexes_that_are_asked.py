import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Fewer entries are written for what is imported: a key is not indexed by itself where another index begins
    with it, and one that few rows have only where they have it.
    """

    dependencies = [
        ('sources', '0021_no_statistics_of_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='article',
            name='credited_to',
            field=models.ForeignKey(blank=True, db_index=False, help_text='The outlet of a closing "Source: X"; never the article\'s outlet by itself.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credited_articles', to='sources.outlet'),
        ),
        migrations.AlterField(
            model_name='article',
            name='outlet',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='sources.outlet'),
        ),
        migrations.AlterField(
            model_name='article',
            name='reprint_of',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reprints', to='sources.article'),
        ),
        migrations.AlterField(
            model_name='article',
            name='reprint_of_outlet',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reprinted_articles', to='sources.outlet'),
        ),
        migrations.AlterField(
            model_name='article',
            name='same_as',
            field=models.ForeignKey(blank=True, db_index=False, help_text='Another save.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='other_saves', to='sources.article'),
        ),
        migrations.AlterField(
            model_name='article',
            name='translation_of',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='translations', to='sources.article'),
        ),
        migrations.AlterField(
            model_name='article',
            name='translation_of_outlet',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='translated_articles', to='sources.outlet'),
        ),
        migrations.AlterField(
            model_name='article',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='articleversion',
            name='article',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='sources.article'),
        ),
        migrations.AlterField(
            model_name='importfile',
            name='article_version',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='sources.articleversion'),
        ),
        migrations.AlterField(
            model_name='importfile',
            name='batch',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='sources.importbatch'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('credited_to__isnull', False)), fields=['credited_to'], name='article_by_credit'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('same_as__isnull', False)), fields=['same_as'], name='article_by_first_save'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('reprint_of__isnull', False)), fields=['reprint_of'], name='article_by_reprinted'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('reprint_of_outlet__isnull', False)), fields=['reprint_of_outlet'], name='article_by_reprinted_outlet'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('translation_of__isnull', False)), fields=['translation_of'], name='article_by_translated'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('translation_of_outlet__isnull', False)), fields=['translation_of_outlet'], name='article_by_translated_outlet'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('withdrawn_by__isnull', False)), fields=['withdrawn_by'], name='article_by_withdrawer'),
        ),
        migrations.AddIndex(
            model_name='importfile',
            index=models.Index(condition=models.Q(('article_version__isnull', False)), fields=['article_version'], name='file_by_version'),
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What lists and numbers beside them ask of many claims is told by indexes alone: rows lie all over the tables."""

    dependencies = [
        ('claims', '0023_words_of_articles'),
        ('sources', '0023_lists_read_indexes'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='claimaddress', name='claim_one_current_address'),
        migrations.AddConstraint(
            model_name='claimaddress',
            constraint=models.UniqueConstraint(condition=models.Q(('current', True)), fields=('target',), include=('slug',), name='claim_one_current_address'),
        ),
        migrations.RemoveConstraint(model_name='speakeraddress', name='speaker_one_current_address'),
        migrations.AddConstraint(
            model_name='speakeraddress',
            constraint=models.UniqueConstraint(condition=models.Q(('current', True)), fields=('target',), include=('slug',), name='speaker_one_current_address'),
        ),
        migrations.RemoveConstraint(model_name='topicaddress', name='topic_one_current_address'),
        migrations.AddConstraint(
            model_name='topicaddress',
            constraint=models.UniqueConstraint(condition=models.Q(('current', True)), fields=('target',), include=('slug',), name='topic_one_current_address'),
        ),
        migrations.RemoveIndex(model_name='standinglink', name='standing_by_target'),
        migrations.AddIndex(
            model_name='standinglink',
            index=models.Index(fields=['target'], include=('seen_from', 'stance', 'speaker', 'outlet', 'said_from', 'said_until'), name='standing_by_target'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['id'], include=('merged_into', 'visible_since', 'withdrawn_at'), name='claim_seen'),
        ),
        migrations.AddIndex(
            model_name='claimtopic',
            index=models.Index(fields=['topic', 'claim'], name='claims_of_topic'),
        ),
        migrations.AlterField(
            model_name='claimtopic',
            name='claim',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='claim_topics', to='claims.claim'),
        ),
        migrations.AlterField(
            model_name='claimtopic',
            name='topic',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='claim_topics', to='claims.topic'),
        ),
    ]

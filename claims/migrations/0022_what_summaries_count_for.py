import django.contrib.postgres.fields
from django.db import migrations, models

#: Of what stands on each claim, as the summary's own code would tell it.
FILL = """
UPDATE claims_claimsummary summary
SET lanes = found.lanes, by_speakers = found.speakers, in_outlets = found.outlets
FROM (
    SELECT target_id,
        array_agg(DISTINCT CASE
            WHEN stance IN ('asserts', 'repeats', 'admits_in_part') THEN 'asserts'
            WHEN stance = 'denies' THEN 'denies' ELSE 'questions' END) AS lanes,
        COALESCE(array_agg(DISTINCT speaker_id) FILTER (WHERE speaker_id IS NOT NULL), '{}') AS speakers,
        COALESCE(array_agg(DISTINCT outlet_id) FILTER (WHERE outlet_id IS NOT NULL), '{}') AS outlets
    FROM claims_standinglink GROUP BY target_id
) found
WHERE found.target_id = summary.claim_id
"""


class Migration(migrations.Migration):
    """A summary holds what its claim counts for beside filters: numbers need not look at each statement."""

    dependencies = [
        ('claims', '0021_seen_from'),
    ]

    operations = [
        migrations.AddField(
            model_name='claimsummary',
            name='by_speakers',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, help_text='Keys, over merges.', size=None),
        ),
        migrations.AddField(
            model_name='claimsummary',
            name='in_outlets',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, help_text='Keys, over merges.', size=None),
        ),
        migrations.AddField(
            model_name='claimsummary',
            name='lanes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), blank=True, default=list, size=None),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]

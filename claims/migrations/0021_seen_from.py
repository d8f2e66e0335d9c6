from importlib import import_module

from django.db import migrations, models

before = import_module('claims.migrations.0019_what_stands')

#: As before, with the moment from which readers see what stands: its target's, while that is not withdrawn.
WHAT_STANDS = """
CREATE OR REPLACE FUNCTION claims_what_stands() RETURNS SETOF claims_standinglink LANGUAGE sql STABLE AS $$
    SELECT l.id, l.stance, s.said_earliest, s.said_latest, a.id, COALESCE(o.merged_into_id, o.id),
           COALESCE(p.merged_into_id, p.id), s.id, t.id,
           CASE WHEN t.withdrawn_at IS NULL THEN t.visible_since END
    FROM claims_statementlink l
    JOIN claims_statement s ON s.id = l.statement_id AND s.state = 'confirmed'
    JOIN sources_articleversion v ON v.id = s.article_version_id
    JOIN sources_article a ON a.id = v.article_id
         AND a.withdrawn_at IS NULL AND a.removed_at IS NULL AND a.same_as_id IS NULL
    JOIN claims_claim c ON c.id = l.claim_id
    JOIN claims_claim t ON t.id = COALESCE(c.merged_into_id, c.id)
    LEFT JOIN sources_importbatch b ON b.id = a.batch_id
    LEFT JOIN claims_speaker p ON p.id = s.speaker_id
    LEFT JOIN sources_outlet o ON o.id = a.outlet_id
    WHERE l.state = 'confirmed' AND b.withdrawn_at IS NULL
$$
"""
REFRESH = """
CREATE OR REPLACE FUNCTION claims_stand_anew(links bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM claims_standinglink WHERE link_id = ANY(links) ORDER BY link_id FOR UPDATE;
    DELETE FROM claims_standinglink WHERE link_id = ANY(links);
    INSERT INTO claims_standinglink (link_id, stance, said_from, said_until, article_id, outlet_id,
                                     speaker_id, statement_id, target_id, seen_from)
    SELECT link_id, stance, said_from, said_until, article_id, outlet_id, speaker_id, statement_id, target_id,
           seen_from
    FROM claims_what_stands() WHERE link_id = ANY(links)
    ON CONFLICT (link_id) DO UPDATE SET
        stance = EXCLUDED.stance, said_from = EXCLUDED.said_from, said_until = EXCLUDED.said_until,
        article_id = EXCLUDED.article_id, outlet_id = EXCLUDED.outlet_id, speaker_id = EXCLUDED.speaker_id,
        statement_id = EXCLUDED.statement_id, target_id = EXCLUDED.target_id, seen_from = EXCLUDED.seen_from;
END $$
"""
#: What counts for a claim, its own and of those merged into it. Whoever links something with it takes a lock on
#: its key: so it is linked before this looks, or once this is committed, and not in between.
CLAIM_STANDS = """
CREATE OR REPLACE FUNCTION claim_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE links bigint[];
BEGIN
    PERFORM 1 FROM claims_claim WHERE id = NEW.id FOR UPDATE;
    SELECT array_agg(l.id) INTO links FROM claims_statementlink l
    WHERE l.claim_id IN (SELECT c.id FROM claims_claim c WHERE c.id = NEW.id OR c.merged_into_id = NEW.id);
    IF links IS NOT NULL THEN PERFORM claims_stand_anew(links); END IF;
    RETURN NULL;
END $$;
DROP TRIGGER claim_stands ON claims_claim;
CREATE TRIGGER claim_stands AFTER UPDATE OF merged_into_id, visible_since, withdrawn_at ON claims_claim
FOR EACH ROW WHEN (
    OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id
    OR OLD.visible_since IS DISTINCT FROM NEW.visible_since
    OR OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at
)
EXECUTE FUNCTION claim_stands();
"""
#: An archive has millions of rows: the indexes are made after them.
FILL = """
UPDATE claims_standinglink stands SET seen_from = claim.visible_since FROM claims_claim claim
WHERE claim.id = stands.target_id AND claim.withdrawn_at IS NULL AND claim.visible_since IS NOT NULL
"""
#: On the way back, once the column is gone.
OF_OLD = [
    *(one.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION") for one in (before.WHAT_STANDS, before.REFRESH)),
    "DROP FUNCTION claim_stands() CASCADE",
    next(one for one in before.TRIGGERS if "FUNCTION claim_stands()" in one),
]
KNOWN = {name: models.Q((f'{name}__isnull', False)) for name in ('speaker', 'outlet')}
BEFORE = [
    models.Index(fields=['target'], name='standing_by_target'),
    models.Index(fields=['statement', 'target'], name='standing_by_statement'),
    models.Index(fields=['article', 'target'], include=['statement'], name='standing_by_article'),
    *(models.Index(condition=known, fields=[name, 'target'], name=f'standing_by_{name}') for name, known in KNOWN.items()),
]
AFTER = [
    # What is counted over many claims is read in the index alone.
    models.Index(fields=['target'], include=['seen_from', 'stance', 'speaker', 'outlet'], name='standing_by_target'),
    models.Index(fields=['statement', 'target'], include=['seen_from'], name='standing_by_statement'),
    models.Index(fields=['article', 'target'], include=['statement', 'seen_from'], name='standing_by_article'),
    *(
        models.Index(condition=known, fields=[name, 'target'], include=['seen_from'], name=f'standing_by_{name}')
        for name, known in KNOWN.items()
    ),
]


class Migration(migrations.Migration):
    """What stands says from when readers see it: nobody needs to ask each claim."""

    dependencies = [
        ('claims', '0020_names_by_parts'),
    ]

    operations = [
        *(migrations.RemoveIndex(model_name='standinglink', name=index.name) for index in BEFORE),
        migrations.RunSQL(migrations.RunSQL.noop, OF_OLD),
        migrations.AddField(
            model_name='standinglink',
            name='seen_from',
            field=models.DateTimeField(help_text='When readers see the target for the first time; none where they never do.', null=True),
        ),
        migrations.RunSQL(WHAT_STANDS, migrations.RunSQL.noop),
        migrations.RunSQL(REFRESH, migrations.RunSQL.noop),
        migrations.RunSQL(CLAIM_STANDS, migrations.RunSQL.noop),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        *(migrations.AddIndex(model_name='standinglink', index=index) for index in AFTER),
    ]

import django.db.models.deletion
from django.db import migrations, models

#: A link that counts, with whom it counts for. Names of tables are looked up where the function is asked, so
#: that it tells the past, too, where views of the past stand before the tables.
WHAT_STANDS = """
CREATE FUNCTION claims_what_stands() RETURNS SETOF claims_standinglink LANGUAGE sql STABLE AS $$
    SELECT l.id, l.stance, s.said_earliest, s.said_latest, a.id, COALESCE(o.merged_into_id, o.id),
           COALESCE(p.merged_into_id, p.id), s.id, COALESCE(c.merged_into_id, c.id)
    FROM claims_statementlink l
    JOIN claims_statement s ON s.id = l.statement_id AND s.state = 'confirmed'
    JOIN sources_articleversion v ON v.id = s.article_version_id
    JOIN sources_article a ON a.id = v.article_id
         AND a.withdrawn_at IS NULL AND a.removed_at IS NULL AND a.same_as_id IS NULL
    JOIN claims_claim c ON c.id = l.claim_id
    LEFT JOIN sources_importbatch b ON b.id = a.batch_id
    LEFT JOIN claims_speaker p ON p.id = s.speaker_id
    LEFT JOIN sources_outlet o ON o.id = a.outlet_id
    WHERE l.state = 'confirmed' AND b.withdrawn_at IS NULL
$$
"""
#: Writes the rows of these links anew. Who writes the same rows at the same time comes first or waits here, and
#: what is read after that is what the other one committed.
REFRESH = """
CREATE FUNCTION claims_stand_anew(links bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM claims_standinglink WHERE link_id = ANY(links) ORDER BY link_id FOR UPDATE;
    DELETE FROM claims_standinglink WHERE link_id = ANY(links);
    INSERT INTO claims_standinglink (link_id, stance, said_from, said_until, article_id, outlet_id,
                                     speaker_id, statement_id, target_id)
    SELECT link_id, stance, said_from, said_until, article_id, outlet_id, speaker_id, statement_id, target_id
    FROM claims_what_stands() WHERE link_id = ANY(links)
    ON CONFLICT (link_id) DO UPDATE SET
        stance = EXCLUDED.stance, said_from = EXCLUDED.said_from, said_until = EXCLUDED.said_until,
        article_id = EXCLUDED.article_id, outlet_id = EXCLUDED.outlet_id, speaker_id = EXCLUDED.speaker_id,
        statement_id = EXCLUDED.statement_id, target_id = EXCLUDED.target_id;
END $$
"""
#: Whose withdrawal or merge, decided by somebody else and not committed yet, would not be seen is waited for.
LOCKS = """
    PERFORM 1 FROM sources_article WHERE id = ANY(articles) ORDER BY id FOR SHARE;
    PERFORM 1 FROM sources_importbatch b
        WHERE b.id IN (SELECT a.batch_id FROM sources_article a WHERE a.id = ANY(articles)) FOR KEY SHARE;
    PERFORM 1 FROM sources_outlet o
        WHERE o.id IN (SELECT a.outlet_id FROM sources_article a WHERE a.id = ANY(articles)) FOR KEY SHARE;
    PERFORM 1 FROM claims_speaker p WHERE p.id IN (
        SELECT s.speaker_id FROM claims_statementlink l JOIN claims_statement s ON s.id = l.statement_id
        WHERE l.id = ANY(links)) ORDER BY p.id FOR KEY SHARE;
    PERFORM 1 FROM claims_claim c
        WHERE c.id IN (SELECT l.claim_id FROM claims_statementlink l WHERE l.id = ANY(links))
        ORDER BY c.id FOR KEY SHARE;
"""
ARTICLES = """
    SELECT array_agg(DISTINCT v.article_id) INTO articles FROM claims_statementlink l
    JOIN claims_statement s ON s.id = l.statement_id JOIN sources_articleversion v ON v.id = s.article_version_id
    WHERE l.id = ANY(links);
"""


def trigger(name, table, events, links, *, locked=True, when=""):
    """After these events of a row, the links it bears are written anew; none, where it bears none."""
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE links bigint[]; articles bigint[];
BEGIN
    {links}
    IF links IS NULL THEN RETURN NULL; END IF;
    {ARTICLES + LOCKS if locked else ""}
    PERFORM claims_stand_anew(links);
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER {events} ON {table} FOR EACH ROW {f"WHEN ({when})" if when else ""}
EXECUTE FUNCTION {name}();
"""


def undone(made):
    """The function takes its trigger with it."""
    return f"DROP FUNCTION {made.split()[2]} CASCADE"


def gathered(rest):
    return f"SELECT array_agg(l.id) INTO links FROM claims_statementlink l {rest};"


def changed(*columns):
    return " OR ".join(f"OLD.{one} IS DISTINCT FROM NEW.{one}" for one in columns)


OF_STATEMENT = "JOIN claims_statement s ON s.id = l.statement_id"
OF_ARTICLE = f"{OF_STATEMENT} JOIN sources_articleversion v ON v.id = s.article_version_id"
SAID = ("state", "speaker_id", "article_version_id", "said_earliest", "said_latest")
PLACED = ("withdrawn_at", "removed_at", "same_as_id", "batch_id", "outlet_id")
#: What a root that is merged bears is found over its key.
MERGED = changed("merged_into_id")

TRIGGERS = [
    trigger(
        "link_stands", "claims_statementlink", "INSERT OR UPDATE OF state, stance, claim_id, statement_id",
        "IF NEW.state = 'confirmed' OR TG_OP = 'UPDATE' THEN links := ARRAY[NEW.id]; END IF;",
    ),
    trigger("link_is_gone", "claims_statementlink", "DELETE", "links := ARRAY[OLD.id];", locked=False),
    trigger(
        "statement_stands", "claims_statement", f"UPDATE OF {', '.join(SAID)}",
        gathered("WHERE l.statement_id = NEW.id"), when=changed(*SAID),
    ),
    trigger(
        "article_stands", "sources_article", f"UPDATE OF {', '.join(PLACED)}",
        gathered(f"{OF_ARTICLE} WHERE v.article_id = NEW.id"), when=changed(*PLACED),
    ),
    trigger(
        "batch_stands", "sources_importbatch", "UPDATE OF withdrawn_at",
        gathered(f"{OF_ARTICLE} JOIN sources_article a ON a.id = v.article_id WHERE a.batch_id = NEW.id"),
        locked=False, when=changed("withdrawn_at"),
    ),
    trigger(
        "claim_stands", "claims_claim", "UPDATE OF merged_into_id", gathered("WHERE l.claim_id = NEW.id"),
        locked=False, when=MERGED,
    ),
    trigger(
        "speaker_stands", "claims_speaker", "UPDATE OF merged_into_id",
        gathered(f"{OF_STATEMENT} WHERE s.speaker_id = NEW.id"), locked=False, when=MERGED,
    ),
    trigger(
        "outlet_stands", "sources_outlet", "UPDATE OF merged_into_id",
        gathered(f"{OF_ARTICLE} JOIN sources_article a ON a.id = v.article_id WHERE a.outlet_id = NEW.id"),
        locked=False, when=MERGED,
    ),
]
#: What was recorded before. An archive has millions of rows: the indexes are made after them.
FILL = "INSERT INTO claims_standinglink SELECT * FROM claims_what_stands()"


class Migration(migrations.Migration):
    """Lists and facets ask one flat table what stands, which triggers keep."""

    dependencies = [
        ('claims', '0018_claims_by_target'),
        ('sources', '0021_no_statistics_of_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='StandingLink',
            fields=[
                ('link', models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='standing', serialize=False, to='claims.statementlink')),
                ('stance', models.CharField(help_text='Of the link.', max_length=24)),
                ('said_from', models.DateTimeField(null=True)),
                ('said_until', models.DateTimeField(null=True)),
                ('article', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sources.article')),
                ('outlet', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sources.outlet')),
                ('speaker', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.speaker')),
                ('statement', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.statement')),
                ('target', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.claim')),
            ],
        ),
        migrations.RunSQL(WHAT_STANDS, 'DROP FUNCTION claims_what_stands()'),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(model_name='standinglink', index=models.Index(fields=['target'], name='standing_by_target')),
        migrations.AddIndex(model_name='standinglink', index=models.Index(fields=['statement', 'target'], name='standing_by_statement')),
        migrations.AddIndex(model_name='standinglink', index=models.Index(fields=['article', 'target'], include=['statement'], name='standing_by_article')),
        migrations.AddIndex(model_name='standinglink', index=models.Index(condition=models.Q(('speaker__isnull', False)), fields=['speaker', 'target'], name='standing_by_speaker')),
        migrations.AddIndex(model_name='standinglink', index=models.Index(condition=models.Q(('outlet__isnull', False)), fields=['outlet', 'target'], name='standing_by_outlet')),
        migrations.RunSQL(REFRESH, 'DROP FUNCTION claims_stand_anew(bigint[])'),
        *(migrations.RunSQL(one, undone(one)) for one in TRIGGERS),
    ]

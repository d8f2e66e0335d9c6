from importlib import import_module

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

before = import_module('claims.migrations.0021_seen_from')

#: Code points of all that is said in an article that are searched, as of a text: PostgreSQL holds a megabyte
#: of different words in a row.
SEARCHED = 150_000
#: The words by which an article is found at a moment: of its headline, of what readers see said in it then, and
#: of its text where that is shown whole. In this language, the server plans it once a connection.
WORDS = f"""
CREATE FUNCTION claims_words_of_article(article bigint, moment timestamptz) RETURNS tsvector
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT strip(to_tsvector('simple', a.search_key))
            || strip(to_tsvector('simple', left(COALESCE((
                SELECT string_agg(w.search_key, ' ') FROM claims_statementwords w
                WHERE w.statement_id = ANY (ARRAY(
                    SELECT s.statement_id FROM claims_standinglink s
                    WHERE s.article_id = a.id AND s.seen_from <= moment
                ))
            ), ''), {SEARCHED})))
            || CASE WHEN a.display = 'whole' AND v.id IS NOT NULL
               THEN strip(to_tsvector('folded', left(v.text, {SEARCHED}))) ELSE '' END
        FROM sources_article a LEFT JOIN sources_articleversion v ON v.id = a.current_version_id
        WHERE a.id = article
    );
END $$
"""
#: The topics of all claims on which something stands in an article that is to be seen at a moment, and of those
#: merged into them. Topics that were merged since are told as they were given.
TOPICS = """
CREATE FUNCTION claims_topics_of_article(article bigint, moment timestamptz) RETURNS bigint[]
LANGUAGE sql STABLE AS $$
    SELECT ARRAY(
        SELECT DISTINCT t.topic_id FROM claims_claimtopic t WHERE t.claim_id IN (
            SELECT c.id FROM claims_claim c WHERE COALESCE(c.merged_into_id, c.id) IN (
                SELECT s.target_id FROM claims_standinglink s
                WHERE s.article_id = article AND s.seen_from <= moment
            )
        ) ORDER BY t.topic_id
    )
$$
"""
#: Who speaks there, over merges, likewise.
SPEAKERS = """
CREATE FUNCTION claims_speakers_of_article(article bigint, moment timestamptz) RETURNS bigint[]
LANGUAGE sql STABLE AS $$
    SELECT ARRAY(
        SELECT DISTINCT s.speaker_id FROM claims_standinglink s
        WHERE s.article_id = article AND s.seen_from <= moment AND s.speaker_id IS NOT NULL ORDER BY s.speaker_id
    )
$$
"""
#: What belongs into the table: a row for each article in which something stands.
FOUND = """
CREATE FUNCTION claims_words_found() RETURNS SETOF claims_articlewords LANGUAGE sql STABLE AS $$
    SELECT s.article_id, claims_words_of_article(s.article_id, 'infinity'), min(s.seen_from), max(s.seen_from),
           (SELECT a.published_earliest FROM sources_article a WHERE a.id = s.article_id),
           claims_speakers_of_article(s.article_id, 'infinity'), claims_topics_of_article(s.article_id, 'infinity')
    FROM claims_standinglink s WHERE s.seen_from IS NOT NULL GROUP BY s.article_id
$$
"""
#: Writes the rows of these articles anew. Who is there first has a lock on each row, new or not; what is read
#: once it is free is what the other one committed. Plans are kept: to make one took longer than to follow it.
REFRESH = """
CREATE FUNCTION claims_words_anew(articles bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    INSERT INTO claims_articlewords (article_id, words, seen_from, whole_from, by_speakers, under_topics)
    SELECT DISTINCT article, ''::tsvector, 'infinity'::timestamptz, 'infinity'::timestamptz, '{}'::bigint[],
           '{}'::bigint[]
    FROM unnest(articles) article ORDER BY article ON CONFLICT DO NOTHING;
    PERFORM 1 FROM claims_articlewords WHERE article_id = ANY(articles) ORDER BY article_id FOR UPDATE;
    DELETE FROM claims_articlewords kept WHERE kept.article_id = ANY(articles) AND NOT EXISTS (
        SELECT 1 FROM claims_standinglink s WHERE s.article_id = kept.article_id AND s.seen_from IS NOT NULL
    );
    WITH told AS MATERIALIZED (SELECT * FROM claims_words_found() WHERE article_id = ANY(articles))
    UPDATE claims_articlewords kept SET words = told.words, seen_from = told.seen_from,
        whole_from = told.whole_from, published_from = told.published_from,
        by_speakers = told.by_speakers, under_topics = told.under_topics
    FROM told WHERE kept.article_id = told.article_id
        AND (kept.words, kept.seen_from, kept.whole_from, kept.published_from, kept.by_speakers,
             kept.under_topics)
            IS DISTINCT FROM (told.words, told.seen_from, told.whole_from, told.published_from, told.by_speakers,
                              told.under_topics);
END $$
"""
#: As before, and then the words of the articles in which something else is to be seen now. The words of what is
#: said are locked, so that who changes them meanwhile comes after this and finds the article.
STAND_ANEW = """
CREATE OR REPLACE FUNCTION claims_stand_anew(links bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
DECLARE before claims_standinglink[]; articles bigint[];
BEGIN
    PERFORM 1 FROM claims_standinglink WHERE link_id = ANY(links) ORDER BY link_id FOR UPDATE;
    PERFORM 1 FROM claims_statementwords WHERE statement_id IN (
        SELECT l.statement_id FROM claims_statementlink l WHERE l.id = ANY(links)
    ) ORDER BY statement_id FOR SHARE;
    WITH gone (stood) AS (
        DELETE FROM claims_standinglink s WHERE s.link_id = ANY(links) RETURNING s
    ) SELECT array_agg(stood) INTO before FROM gone;
    INSERT INTO claims_standinglink (link_id, stance, said_from, said_until, article_id, outlet_id,
                                     speaker_id, statement_id, target_id, seen_from)
    SELECT link_id, stance, said_from, said_until, article_id, outlet_id, speaker_id, statement_id, target_id,
           seen_from
    FROM claims_what_stands() WHERE link_id = ANY(links)
    ON CONFLICT (link_id) DO UPDATE SET
        stance = EXCLUDED.stance, said_from = EXCLUDED.said_from, said_until = EXCLUDED.said_until,
        article_id = EXCLUDED.article_id, outlet_id = EXCLUDED.outlet_id, speaker_id = EXCLUDED.speaker_id,
        statement_id = EXCLUDED.statement_id, target_id = EXCLUDED.target_id, seen_from = EXCLUDED.seen_from;
    SELECT array_agg(DISTINCT one.article) INTO articles
    FROM (SELECT * FROM unnest(before) WHERE seen_from IS NOT NULL) stood
    FULL JOIN (
        SELECT * FROM claims_standinglink WHERE link_id = ANY(links) AND seen_from IS NOT NULL
    ) stands USING (link_id)
    CROSS JOIN LATERAL (VALUES (stood.article_id), (stands.article_id)) one (article)
    WHERE (stood.article_id, stood.statement_id, stood.seen_from, stood.speaker_id, stood.target_id)
        IS DISTINCT FROM
        (stands.article_id, stands.statement_id, stands.seen_from, stands.speaker_id, stands.target_id)
        AND one.article IS NOT NULL;
    IF articles IS NOT NULL THEN PERFORM claims_words_anew(articles); END IF;
END $$
"""
#: One look for all statements that were written together.
OF_STATEMENTS = """
CREATE FUNCTION statement_words_are_found() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE articles bigint[];
BEGIN
    SELECT array_agg(DISTINCT s.article_id) INTO articles FROM claims_standinglink s
    WHERE s.seen_from IS NOT NULL AND s.statement_id IN (SELECT statement_id FROM written);
    IF articles IS NOT NULL THEN PERFORM claims_words_anew(articles); END IF;
    RETURN NULL;
END $$;
""" + "\n".join(
    f"""
CREATE TRIGGER statement_words_are_found_{event.lower()} AFTER {event} ON claims_statementwords
REFERENCING {rows} TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION statement_words_are_found();
"""
    for event, rows in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
)
FROM_ARTICLE = ("search_key", "display", "current_version_id", "published_earliest")
#: Where a link is there, it may be about to stand: its article's row is waited for.
OF_ARTICLE = f"""
CREATE FUNCTION article_words_are_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM sources_articleversion v JOIN claims_statement s ON s.article_version_id = v.id
        JOIN claims_statementlink l ON l.statement_id = s.id WHERE v.article_id = NEW.id
    ) THEN PERFORM claims_words_anew(ARRAY[NEW.id]); END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER article_words_are_found AFTER UPDATE OF {', '.join(FROM_ARTICLE)} ON sources_article
FOR EACH ROW WHEN ({before.before.changed(*FROM_ARTICLE)}) EXECUTE FUNCTION article_words_are_found();
"""
#: A claim is locked before its key is looked at for the topic, with all that count as one with it: who links
#: something with one of them takes a lock on that, and is there before this looks, or comes after it.
OF_TOPICS = """
CREATE FUNCTION claim_is_waited_for() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM claims_claim WHERE COALESCE(merged_into_id, id) IN (
        SELECT COALESCE(c.merged_into_id, c.id) FROM claims_claim c WHERE c.id IN (OLD.claim_id, NEW.claim_id)
    ) ORDER BY id FOR UPDATE;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE FUNCTION topics_are_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE articles bigint[];
BEGIN
    SELECT array_agg(DISTINCT s.article_id) INTO articles FROM claims_standinglink s
    WHERE s.seen_from IS NOT NULL AND s.target_id IN (
        SELECT COALESCE(c.merged_into_id, c.id) FROM claims_claim c WHERE c.id IN (OLD.claim_id, NEW.claim_id)
    );
    IF articles IS NOT NULL THEN PERFORM claims_words_anew(articles); END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER claim_is_waited_for BEFORE INSERT OR UPDATE OR DELETE ON claims_claimtopic
FOR EACH ROW EXECUTE FUNCTION claim_is_waited_for();
CREATE TRIGGER topics_are_counted AFTER INSERT OR UPDATE OR DELETE ON claims_claimtopic
FOR EACH ROW EXECUTE FUNCTION topics_are_counted();
"""
#: What was recorded before; the indexes are made after it.
FILL = "INSERT INTO claims_articlewords SELECT * FROM claims_words_found()"


class Migration(migrations.Migration):
    """Articles are found by all words of what readers see of them, which triggers keep in one row for each."""

    dependencies = [
        ('claims', '0022_what_summaries_count_for'),
        ('sources', '0022_indexes_that_are_asked'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticleWords',
            fields=[
                ('article', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='sources.article')),
                ('words', django.contrib.postgres.search.SearchVectorField(help_text='Each once, without its places.')),
                ('seen_from', models.DateTimeField(help_text='When readers first see something of the article.')),
                ('whole_from', models.DateTimeField(help_text='When they see everything that is found here.')),
                ('published_from', models.DateTimeField(help_text='Of the article; lists are read by it.', null=True)),
                ('by_speakers', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), help_text='Keys, over merges.', size=None)),
                ('under_topics', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), help_text='Keys, as they were given.', size=None)),
            ],
            options={
                'verbose_name_plural': 'words of articles',
            },
        ),
        migrations.RunSQL(WORDS, 'DROP FUNCTION claims_words_of_article(bigint, timestamptz)'),
        migrations.RunSQL(TOPICS, 'DROP FUNCTION claims_topics_of_article(bigint, timestamptz)'),
        migrations.RunSQL(SPEAKERS, 'DROP FUNCTION claims_speakers_of_article(bigint, timestamptz)'),
        migrations.RunSQL(FOUND, 'DROP FUNCTION claims_words_found()'),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='articlewords',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], gin_pending_list_limit=512, name='article_by_all_words'),
        ),
        migrations.AddIndex(
            model_name='articlewords',
            index=models.Index(models.OrderBy(models.F('published_from'), descending=True, nulls_last=True), models.OrderBy(models.F('article_id'), descending=True), name='article_words_newest_first'),
        ),
        migrations.RunSQL(REFRESH, 'DROP FUNCTION claims_words_anew(bigint[])'),
        migrations.RunSQL(STAND_ANEW, before.REFRESH),
        migrations.RunSQL(OF_STATEMENTS, 'DROP FUNCTION statement_words_are_found() CASCADE'),
        migrations.RunSQL(
            OF_TOPICS, 'DROP FUNCTION claim_is_waited_for() CASCADE; DROP FUNCTION topics_are_counted() CASCADE'
        ),
        migrations.RunSQL(OF_ARTICLE, 'DROP FUNCTION article_words_are_found() CASCADE'),
    ]

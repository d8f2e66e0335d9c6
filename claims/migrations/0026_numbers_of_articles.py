from importlib import import_module

import django.contrib.postgres.indexes
from django.db import migrations, models

before = import_module('claims.migrations.0023_words_of_articles')

#: As before, and how many statements stand in the article, on how many claims.
FOUND = """
CREATE OR REPLACE FUNCTION claims_words_found() RETURNS SETOF claims_articlewords LANGUAGE sql STABLE AS $$
    SELECT s.article_id, claims_words_of_article(s.article_id, 'infinity'), min(s.seen_from), max(s.seen_from),
           (SELECT a.published_earliest FROM sources_article a WHERE a.id = s.article_id),
           claims_speakers_of_article(s.article_id, 'infinity'), claims_topics_of_article(s.article_id, 'infinity'),
           count(DISTINCT s.statement_id)::integer, count(DISTINCT s.target_id)::integer
    FROM claims_standinglink s WHERE s.seen_from IS NOT NULL GROUP BY s.article_id
$$
"""
#: As before, with these numbers.
REFRESH = """
CREATE OR REPLACE FUNCTION claims_words_anew(articles bigint[]) RETURNS void LANGUAGE plpgsql
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
        by_speakers = told.by_speakers, under_topics = told.under_topics,
        statements = told.statements, claims = told.claims
    FROM told WHERE kept.article_id = told.article_id AND kept IS DISTINCT FROM told;
END $$
"""
#: What stands is counted once for all articles; the indexes are made after it, which takes less time than to keep
#: them meanwhile.
FILL = """
UPDATE claims_articlewords kept SET statements = told.statements, claims = told.claims
FROM (
    SELECT article_id, count(DISTINCT statement_id) statements, count(DISTINCT target_id) claims
    FROM claims_standinglink WHERE seen_from IS NOT NULL GROUP BY article_id
) told WHERE told.article_id = kept.article_id
"""
UNREFRESH = before.REFRESH.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION')
UNFOUND = before.FOUND.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION')


class Migration(migrations.Migration):
    """How many statements stand in an article, on how many claims, is kept beside its words for lists to say."""

    dependencies = [
        ('claims', '0025_words_of_some'),
    ]

    operations = [
        # What was there before comes back, taken back from the end, once the columns are gone.
        migrations.RunSQL(migrations.RunSQL.noop, UNREFRESH),
        migrations.RunSQL(migrations.RunSQL.noop, UNFOUND),
        migrations.AddField(
            model_name='articlewords',
            name='statements',
            field=models.IntegerField(db_default=0, help_text='How many stand there.'),
        ),
        migrations.AddField(
            model_name='articlewords',
            name='claims',
            field=models.IntegerField(db_default=0, help_text='On how many they stand, over merges.'),
        ),
        migrations.RunSQL(FOUND, migrations.RunSQL.noop),
        migrations.RunSQL(REFRESH, migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name='articlewords', name='article_by_all_words'),
        migrations.RemoveIndex(model_name='articlewords', name='article_words_newest_first'),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='articlewords',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], gin_pending_list_limit=512, name='article_by_all_words'),
        ),
        migrations.AddIndex(
            model_name='articlewords',
            index=models.Index(models.OrderBy(models.F('published_from'), descending=True, nulls_last=True), models.OrderBy(models.F('article_id'), descending=True), name='article_words_newest_first'),
        ),
    ]

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.expressions
from django.db import migrations, models

#: English stems words and leaves out the commonest; other languages are only told into words by it. Of pairs,
#: each word stands at the first place it has, and which of two comes first makes no difference. PostgreSQL holds lexemes of at most 2,046 bytes.
MAKE = r"""
CREATE FUNCTION compared_terms(wording text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    words tsvector := to_tsvector('pg_catalog.english', left(wording, 1000));
    pairs text[];
BEGIN
    SELECT array_agg(least(one, following) || ' ' || greatest(one, following)) INTO pairs FROM (
        SELECT lexeme COLLATE "C" AS one, lead(lexeme) OVER (ORDER BY positions[1]) AS following FROM unnest(words)
    ) AS neighbours
    WHERE following IS NOT NULL AND octet_length(one) + octet_length(following) < 200;
    RETURN array_to_tsvector(tsvector_to_array(words) || pairs);
END $$
"""


class Migration(migrations.Migration):
    """The terms under which wordings are compared, and the index of passages by them."""

    dependencies = [
        ('sources', '0012_looking_for_repetition_is_counted'),
    ]

    operations = [
        migrations.RunSQL(MAKE, "DROP FUNCTION compared_terms(text)"),
        migrations.AddIndex(
            model_name='passage',
            index=django.contrib.postgres.indexes.GinIndex(django.db.models.expressions.Func(models.F('exact'), function='compared_terms', output_field=django.contrib.postgres.search.SearchVectorField()), condition=models.Q(('end__gte', django.db.models.expressions.CombinedExpression(models.F('start'), '+', models.Value(24)))), fastupdate=False, name='passage_by_terms'),
        ),
    ]

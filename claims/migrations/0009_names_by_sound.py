import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.expressions
from django.db import migrations, models

#: The letters of `claims.match.sounds`, in the same order; a test holds the two together.
EXCHANGED = (
    "schtsch s shch s szcz s tsch h tch h sch s sh s zh s ts s tz s cz s ce se ci si cy sy z s ph f th t kh h gh h"
    " ch h g h ck k c k q k x ks w v ff f our_ or_ re_ er_ ou u oo u ie e ye e je e yi i iy i ij i yj i y i j i ii i"
    " ii i ee i ss s nn n ll l tt t mm m pp p rr r kk k hh h vv v dd d bb b"
)
MAKE = f"""
CREATE FUNCTION name_sounds(folded text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    exchanged text[] := string_to_array('{EXCHANGED}', ' ');
    name text := ' ' || folded || ' ';
BEGIN
    FOR place IN 1 .. array_length(exchanged, 1) / 2 LOOP
        name := replace(
            name, translate(exchanged[2 * place - 1], '_', ' '), translate(exchanged[2 * place], '_', ' ')
        );
    END LOOP;
    RETURN array_remove(string_to_array(translate(name, 'aeiou', ''), ' '), '');
END $$
"""


def by_sound(name):
    """The index of a folded spelling by how its words sound."""
    sounds = django.db.models.expressions.Func(models.F('search_key'), function='name_sounds', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None))
    return django.contrib.postgres.indexes.GinIndex(sounds, fastupdate=False, name=name)


class Migration(migrations.Migration):
    """Speakers and their other spellings are found by how a name sounds."""

    dependencies = [
        ('claims', '0008_trained_taggers'),
    ]

    operations = [
        migrations.RunSQL(MAKE, "DROP FUNCTION name_sounds(text)"),
        migrations.AddIndex(model_name='speaker', index=by_sound('speaker_by_sound')),
        migrations.AddIndex(model_name='speakeralias', index=by_sound('alias_by_sound')),
    ]

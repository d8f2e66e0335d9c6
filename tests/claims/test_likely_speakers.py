"""Known speakers whom a printed name may mean are found by sound and by office, by an index."""

import pytest
from django.db import connection

from claims.match.sounds import name_sounds
from claims.queries.likely_speakers import likely_speakers, looks_for
from sources.folding import fold
from tests.claims.match import speaker_pairs as pairs
from tests.factories.claims import AffiliationFactory, SpeakerAliasFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def found(printed):
    return [(one.speaker, one.reason) for one in likely_speakers(printed)]


def test_the_database_and_the_program_hear_the_same():
    names = [name for pair in (*pairs.ONE, *pairs.TWO, *pairs.LATER_ONE) for name in pair]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name_sounds(folded) FROM unnest(%s) AS folded", [list(map(fold, names))])
        assert [row[0] for row in cursor.fetchall()] == list(map(name_sounds, names))


def test_speakers_are_found_by_another_spelling_of_the_name_or_of_an_alias():
    own = SpeakerFactory(name="Dmytro Lubinets", search_key="dmytro lubinets")
    other = SpeakerFactory(name="The rights envoy", search_key="the rights envoy")
    SpeakerAliasFactory(speaker=other, spelling="D. Lubinets", search_key="d lubinets")
    SpeakerFactory(name="Oleh Lubinets", search_key="oleh lubinets")
    assert found("Dmitry Lubinez") == [
        (own.pk, "another form of the given name"), (other.pk, "an initial")
    ]  # fmt: skip


def test_a_merged_speaker_stands_for_its_target():
    target = SpeakerFactory(name="Port Office", search_key="port office")
    SpeakerFactory(name="Ihor Klymenko", search_key="ihor klymenko", merged_into=target)
    assert found("Igor Klimenko") == [(target.pk, "another spelling")]


def test_who_holds_an_office_is_suggested_for_it():
    body = SpeakerFactory(body=True, name="Ministry of Ferries", search_key="ministry of ferries")
    person = SpeakerFactory(name="Mara Teel", search_key="mara teel")
    AffiliationFactory(person=person, body=body, title="Press secretary")
    AffiliationFactory(person=SpeakerFactory(), body=body, title="Minister")
    assert found("a Ferries Ministry spokesperson") == [
        (body.pk, "one says more than the other"),
        (person.pk, "Press secretary, Ministry of Ferries"),
    ]


def test_no_table_is_read_from_end_to_end():
    statement, values = looks_for("Dmitry Lubinez")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {statement}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Seq Scan" not in plan
    assert {name for name in ("speaker_by_sound", "alias_by_sound") if name in plan} == {
        "speaker_by_sound", "alias_by_sound"
    }  # fmt: skip

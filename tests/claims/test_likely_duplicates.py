"""Speakers that may be one are found in the background, kept, and never suggested once told apart."""

import pytest

from claims.choices import SpeakerKind
from claims.models import ComparedSpeaker, LikelyDuplicate, SpeakersApart
from claims.services.alike_speakers import (
    compare_speaker,
    compare_waiting,
    say_apart,
    take_back_apart,
)
from claims.services.errors import Refused
from claims.services.merging import merge_speakers, unmerge_speaker
from claims.tasks import sweep_speakers
from tests.factories.claims import AffiliationFactory, SpeakerAliasFactory, SpeakerFactory

pytestmark = pytest.mark.django_db
SECONDS = 60.0


def suggested():
    return {
        (one.first.name, one.second.name): one.reason
        for one in LikelyDuplicate.objects.select_related("first", "second")
    }


def named(*names, **fields):
    return [SpeakerFactory(name=name, **fields) for name in names]


def test_pairs_are_found_by_spelling_script_and_order_of_words_and_traps_are_not():
    named("Dmytro Lubinets", "Дмитро Лубінець", "Oleh Lubinets")
    bodies = ("Ministry of Defence", "Defense Ministry", "Ministry of Justice", "Austria", "Australia")
    named(*bodies, kind=SpeakerKind.BODY)
    sweep_speakers()
    assert suggested() == {
        ("Dmytro Lubinets", "Дмитро Лубінець"): "another spelling",
        ("Ministry of Defence", "Defense Ministry"): "the same words, spelled or put otherwise",
    }
    assert compare_waiting(budget=SECONDS) == 0


def test_an_office_that_is_printed_as_a_name_may_be_who_held_it_but_is_not_its_body():
    ferries = SpeakerFactory(name="Ministry of Ferries", kind=SpeakerKind.BODY)
    SpeakerFactory(name="Ministry of Ferries spokeswoman", kind=SpeakerKind.OFFICE)
    AffiliationFactory(person=SpeakerFactory(name="Mara Teel"), body=ferries, title="press secretary")
    compare_waiting(budget=SECONDS)
    assert suggested() == {
        ("Ministry of Ferries spokeswoman", "Mara Teel"): "press secretary, Ministry of Ferries"
    }


def test_a_record_is_never_like_a_person():
    SpeakerFactory(name="Velm tape", record=True)
    SpeakerFactory(name="Velm tape")
    compare_waiting(budget=SECONDS)
    assert suggested() == {}


def test_who_is_told_apart_is_not_suggested_again_also_over_merges_until_it_is_taken_back(editor):
    venn, wenn, other = named("Orla Venn", "Orla Wenn", "Nobody Else")
    SpeakerAliasFactory(speaker=other, spelling="Orla Venn")
    compare_waiting(budget=SECONDS)
    assert ("Orla Venn", "Orla Wenn") in suggested()
    apart = say_apart(editor=editor, one=wenn, other=venn, reason="They are sisters.")
    assert say_apart(editor=editor, one=venn, other=wenn, reason="They are sisters.") == apart
    assert (apart.first, apart.reason, apart.decided_by) == (venn, "They are sisters.", editor)
    merge_speakers(editor=editor, speaker=venn, expected=1, into=other, reason="A pen name.")
    compare_waiting(budget=SECONDS)
    assert suggested() == {}  # whom Venn is merged into is not Wenn either
    venn.refresh_from_db()
    unmerge_speaker(editor=editor, speaker=venn, expected=venn.version)
    compare_waiting(budget=SECONDS)
    assert ("Orla Venn", "Orla Wenn") not in suggested()
    take_back_apart(editor=editor, apart=apart, reason="They are one.")
    assert ("Orla Venn", "Orla Wenn") in suggested()
    events = SpeakersApart.events.rel.related_model.objects.order_by("pgh_id")
    assert list(events.values_list("pgh_label", "pgh_actor", "pgh_reason")) == [
        ("insert", f"user:{editor.pk}", ""),
        ("delete", f"user:{editor.pk}", "They are one."),
    ]


def test_telling_apart_needs_a_reason_and_two(editor):
    venn, wenn = named("Orla Venn", "Orla Wenn")
    with pytest.raises(Refused, match="how you know"):
        say_apart(editor=editor, one=venn, other=wenn, reason=" ")
    with pytest.raises(Refused, match="under 400"):
        say_apart(editor=editor, one=venn, other=wenn, reason="a" * 401)
    say_apart(editor=editor, one=venn, other=wenn, reason="They are sisters.")
    with pytest.raises(Refused, match="told it from"):
        merge_speakers(editor=editor, speaker=venn, expected=1, into=wenn, reason="The same.")
    merged = SpeakerFactory(merged_into=venn)
    with pytest.raises(Refused, match="one already"):
        say_apart(editor=editor, one=merged, other=venn, reason="Two.")


def test_a_merge_takes_the_pair_away_and_unmerging_brings_back_only_what_it_was(editor):
    venn, other = named("Orla Venn", "The harbour clerk")
    wenn = SpeakerFactory(name="Orla Wenn")
    compare_waiting(budget=SECONDS)
    merge_speakers(editor=editor, speaker=venn, expected=1, into=other, reason="Her office.")
    compare_waiting(budget=SECONDS)
    assert set(suggested()) == {("The harbour clerk", "Orla Wenn")}
    unmerge_speaker(editor=editor, speaker=venn, expected=venn.version)
    compare_waiting(budget=SECONDS)
    assert set(suggested()) == {("Orla Venn", "Orla Wenn")}
    assert ComparedSpeaker.objects.get(speaker=venn).version == venn.version
    assert not LikelyDuplicate.objects.filter(first=other, second=wenn).exists()


@pytest.mark.parametrize("number", [1, 3])
def test_a_look_costs_the_same_however_many_are_like_it(django_assert_num_queries, number):
    venn = SpeakerFactory(name="Orla Venn")
    named(*["Orla Wenn"] * number)
    with django_assert_num_queries(20):
        compare_speaker(speaker=venn)

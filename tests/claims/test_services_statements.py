"""Recording and changing statements: one transaction, one history, or nothing at all."""

from dataclasses import replace

import pytest

from claims.choices import Mode, Stance, Voice
from claims.models import Statement
from claims.services import statements as services
from claims.services.errors import AlreadyRecorded, Refused, WordsMoved
from claims.services.inputs import SpeakerChoice, Words
from sources.services.roots import Stale
from tests.claims.desk import ACCUSES, DENIES, LAST, desk_article, span
from tests.claims.saving import asserts, data, events, new_speaker, rows, save
from tests.factories.base import settle, stated
from tests.factories.claims import ClaimFactory, SpeakerFactory, StatementFactory
from tests.factories.sources import ArticleVersionFactory

pytestmark = pytest.mark.django_db


def test_a_statement_its_speaker_and_its_claim_are_made_in_one_save(editor, version):
    saved = save(editor, version, said=stated("2031-05-12"), links=(asserts(),))
    assert rows() == {
        "Statement": 1,
        "StatementPassage": 1,
        "StatementLink": 1,
        "Relay": 0,
        "Speaker": 1,
        "Claim": 1,
        "Passage": 1,
    }
    assert (saved.speaker.name, saved.state, saved.version) == ("Orla Venn", "confirmed", 1)
    assert (saved.decided_by, saved.last_actor) == (editor, editor)
    assert saved.said == stated("2031-05-12")
    settle()


def test_readers_see_it_and_the_claim_has_its_first_revision(editor, version):
    saved = save(editor, version, links=(asserts(stance=Stance.DENIES),))
    claim = saved.links.get().claim
    assert list(Statement.objects.visible()) == [saved]
    assert list(claim.revisions.values_list("number", "moved", "actor", "subject")) == [
        (1, "denial", editor.pk, f"statement:{saved.pk}")
    ]
    assert (claim.summary.state, claim.summary.denying) == ("denied_only", 1)


def test_several_stretches_keep_their_order(editor, version):
    saved = save(editor, version, ACCUSES, LAST)
    assert saved.content_key == f"{span(ACCUSES)},{span(LAST)}"
    assert [part.passage.exact for part in saved.parts.order_by("order")] == [ACCUSES, LAST]
    settle()


def test_the_passage_of_another_statement_is_used_again(editor, version):
    first = save(editor, version, speaker_as_printed="Venn")
    second = save(editor, version, speaker_as_printed="Falk", speaker=new_speaker("Jon Falk"))
    assert first.parts.get().passage == second.parts.get().passage


def test_history_names_who_did_it_and_the_version_of_the_root(editor, version):
    saved = save(editor, version, links=(asserts(),))
    root = f"statement:{saved.pk}"
    assert [(label, actor) for label, actor, *_ in events(saved)] == [("insert", f"user:{editor.pk}")]
    assert events(saved.parts.get()) == [("insert", f"user:{editor.pk}", "", root, "1")]
    assert [event[:2] for event in events(saved.links.get())] == [("insert", f"user:{editor.pk}")]


def test_a_change_keeps_the_reason_and_the_row_as_it_was(editor, admin, version):
    saved = save(editor, version)
    save(admin, version, statement=saved, expected=1, mode=Mode.DIRECT, reason="It is in quotation marks.")
    found, changed = events(saved)[-2:]
    assert (found[0], changed[0]) == ("found", "update")
    assert changed[1:] == (
        f"user:{admin.pk}",
        "It is in quotation marks.",
        f"statement:{saved.pk}",
        "2",
    )
    assert [event.mode for event in saved.events.order_by("pgh_id")][-2:] == ["indirect", "direct"]


@pytest.mark.parametrize("broken", ["set_content", "set_relays", "set_links", "record_revision"])
def test_any_failure_leaves_nothing(editor, version, monkeypatch, broken):
    before = rows()

    def fail(**_):
        raise RuntimeError("The power went.")

    monkeypatch.setattr(services, broken, fail)
    with pytest.raises(RuntimeError, match="The power went"):
        save(editor, version, links=(asserts(),))
    assert rows() == before


@pytest.mark.parametrize("broken", ["set_content", "set_relays", "set_links", "record_revision"])
def test_any_failure_of_a_change_leaves_what_was(editor, version, monkeypatch, broken):
    saved = save(editor, version, links=(asserts(),))
    before, history = rows(), events(saved)

    def fail(**_):
        raise RuntimeError("The power went.")

    monkeypatch.setattr(services, broken, fail)
    with pytest.raises(RuntimeError, match="The power went"):
        save(editor, version, LAST, statement=saved, expected=1, speaker=new_speaker("Jon Falk"))
    now = Statement.objects.get()
    assert rows() == before
    assert (now.version, now.content_key, now.speaker.name) == (1, span(ACCUSES), "Orla Venn")
    assert events(now) == history


def test_a_stale_change_writes_nothing(editor, admin, version):
    saved = save(editor, version)
    save(admin, version, statement=Statement.objects.get(), expected=1, role_as_printed="spokeswoman")
    before = rows()
    with pytest.raises(Stale):
        save(editor, version, statement=saved, expected=1, speaker=new_speaker("Jon Falk"))
    assert rows() == before
    assert Statement.objects.get().role_as_printed == "spokeswoman"


def test_words_that_stand_elsewhere_are_refused(editor, version):
    before = rows()
    wrong = Words(0, 5, "Other")
    for words in (wrong, Words(-1, 5, "x"), Words(5, 5, ""), Words(0, 10_000, version.text)):
        with pytest.raises(WordsMoved):
            services.save_statement(
                editor=editor, version_id=version.pk, data=_with(version, content=(words,))
            )
    assert rows() == before


def _with(version, **fields):
    return replace(data(version), **fields)


def test_words_there_must_be_in_order_and_without_overlap(editor, version):
    with pytest.raises(Refused, match="Choose at least one sentence"):
        services.save_statement(editor=editor, version_id=version.pk, data=_with(version, content=()))
    with pytest.raises(Refused, match="overlap"):
        save(editor, version, LAST, ACCUSES)


def test_the_same_words_of_the_same_printed_speaker_are_recorded_once(editor, version):
    first = save(editor, version, speaker_as_printed="The union")
    before = rows()
    with pytest.raises(AlreadyRecorded) as refused:
        save(editor, version, speaker_as_printed="The union", speaker=new_speaker("Jon Falk"))
    assert refused.value.statement_id == first.pk
    assert rows() == before


def test_a_change_into_what_is_recorded_already_is_refused(editor, version):
    first = save(editor, version)
    second = save(editor, version, DENIES, speaker=SpeakerChoice(speaker_id=first.speaker_id))
    with pytest.raises(AlreadyRecorded):
        save(editor, version, ACCUSES, statement=second, expected=1)
    assert Statement.objects.get(pk=second.pk).content_key == span(DENIES)


def test_a_named_voice_and_a_record_need_a_speaker_of_their_kind(editor, version):
    with pytest.raises(Refused, match="Say who speaks"):
        save(editor, version, speaker=None)
    with pytest.raises(Refused, match="A record"):
        save(editor, version, voice=Voice.RECORD)
    camera = SpeakerFactory(record=True)
    with pytest.raises(Refused, match="A record"):
        save(editor, version, speaker=SpeakerChoice(speaker_id=camera.pk))
    saved = save(editor, version, voice=Voice.RECORD, speaker=SpeakerChoice(speaker_id=camera.pk))
    assert saved.speaker == camera


@pytest.mark.parametrize("voice", [Voice.UNNAMED, Voice.UNATTRIBUTED, Voice.OUTLET])
def test_other_voices_have_no_speaker(editor, version, voice):
    saved = save(editor, version, voice=voice)
    assert saved.speaker is None


def test_a_statement_stays_in_the_text_it_was_made_on(editor, version):
    saved = save(editor, version)
    other = ArticleVersionFactory(article=version.article, text=version.text)
    with pytest.raises(Refused, match="another version"):
        save(editor, other, statement=saved, expected=1)


def test_saving_a_proposal_confirms_it_and_keeps_where_it_came_from(editor, version):
    proposal = StatementFactory(version=version, words=ACCUSES, proposed=True)
    save(editor, version, statement=proposal, expected=1, links=(asserts(),))
    decided = Statement.objects.get()
    assert (decided.state, decided.decided_by, decided.version) == ("confirmed", editor, 2)
    assert (decided.proposed_engine, decided.proposed_score) == ("rules", 0.8)


def test_a_change_by_two_claims_moves_both(editor, version):
    old, new = ClaimFactory(visible=True), ClaimFactory(visible=True)
    saved = save(editor, version, links=(asserts(old),))
    save(editor, version, statement=saved, expected=1, links=(asserts(new),))
    assert [claim.revisions.count() for claim in (old, new)] == [2, 1]
    old.summary.refresh_from_db()
    new.summary.refresh_from_db()
    assert [old.summary.state, new.summary.state] == ["nothing_recorded", "asserted"]


def test_a_version_of_nothing_is_an_error(editor, version):
    desk_article()
    with pytest.raises(version.DoesNotExist):
        services.save_statement(editor=editor, version_id=0, data=_with(version))

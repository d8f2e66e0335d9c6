"""Reading texts for statements: the queue, what is written of what was found, and what stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import tasks
from claims.choices import Voice
from claims.extract.found import Extracted, Found, FoundFigure, FoundRelay, Remark
from claims.models import Reading, Statement
from claims.receivers import queue_what_changed
from claims.services import reading, reading_queue
from claims.services.blocks import set_block_kind
from sources.choices import BlockKind
from sources.models import Article, ImportFile
from tests.claims.desk import ACCUSES, DENIES, LAST, desk_article
from tests.claims.saving import save
from tests.factories.base import settle
from tests.factories.claims import ReadingFactory, SpeakerAliasFactory
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, OutletFactory

pytestmark = pytest.mark.django_db


def span(version, words):
    at = version.text.index(words)
    return at, at + len(words)


def found(version, words=ACCUSES, **fields):
    given = {
        "content": (span(version, words),),
        "cue": (),
        "speaker": (),
        "speaker_name": None,
        "basis": "printed",
        "role": "",
        "voice": "named",
        "mode": "indirect",
        "stance": "asserts",
        "kind": "speech",
        "score": 0.8,
        "reasons": ("said that …",),
    }
    return Found(**{**given, **fields})


@pytest.fixture
def finds(monkeypatch):
    """Have the engine find these statements and remarks; returns the list of texts it was given."""
    asked = []

    def find(*statements, remarks=(), note=""):
        def extract(text, blocks, **_):
            asked.append([block.kind for block in blocks])
            return Extracted(tuple(statements), tuple(remarks), note)

        monkeypatch.setattr(reading, "extract", extract)
        return asked

    return find


def read_all():
    """As the worker does; the states of all readings."""
    tasks.read_statements()
    settle()
    return sorted(Reading.objects.values_list("state", flat=True))


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch):
    monkeypatch.setattr(tasks, "send_nudge", lambda: None)


def test_all_that_was_found_of_a_statement_is_kept_and_shown_to_nobody_else(version, union, finds):
    SpeakerAliasFactory(speaker=union, spelling="the dockers", search_key="the dockers")
    OutletFactory(name="Velm Radio", search_key="velm radio")
    place = span(version, "Friday")
    number = FoundFigure(*place, "Friday", 300.0, None, "at_least", "", "drones", "", "counted")
    finds(
        found(
            version,
            DENIES,
            cue=(span(version, "told"),),
            speaker=(span(version, "the harbour ministry"),),
            speaker_name="The Dockers",
            basis="resolved",
            stance="denies",
            role="ministry",
            hedges=(span(version, "state media"),),
            relays=(
                FoundRelay(1, "Velm Radio", "Velm Radio", "broadcast", *span(version, "state media")),
                FoundRelay(2, None, "Dockers' Union", "", *span(version, "The dockers' union")),
            ),
            figures=(number,),
            reasons=("quotation before its verb",),
            origin_dropped=True,
        ),
        remarks=(Remark(*span(version, LAST), "response", "none_yet", "the ministry"),),
        note="One paragraph was too long.",
    )
    reading_queue.queue([version.pk])
    assert read_all() == ["done"]
    made = Statement.objects.get()
    assert (made.state, made.speaker, made.speaker_as_printed) == ("proposed", union, "the harbour ministry")
    assert (made.proposed_name, made.proposed_stance) == ("The Dockers", "denies")
    assert (made.proposed_reasons, made.origin_dropped) == (["quotation before its verb"], True)
    assert {part.part: part.passage.exact for part in made.parts.all()} == {
        "content": DENIES,
        "cue": "told",
        "speaker": "the harbour ministry",
        "hedge": "state media",
    }
    assert [(hop.position, str(hop.outlet or hop.actor_as_printed)) for hop in made.relays.all()] == [
        (1, "Velm Radio"),
        (2, "Dockers' Union"),
    ]
    assert [(one.low, one.high, one.counted) for one in made.figures.all()] == [(300, None, "drones")]
    done = Reading.objects.get()
    assert (done.found, done.proposed, done.worth, done.attempts) == (1, 1, 1, 1)
    assert (done.note, [one["exact"] for one in done.remarks]) == ("One paragraph was too long.", [LAST])


def test_a_name_of_two_speakers_is_no_suggestion_and_a_hop_that_is_the_speaker_or_the_outlet_is_none(
    union, finds
):
    outlet = OutletFactory(name="Velm Bugle", search_key="velm bugle")
    version = desk_article(article=ArticleFactory(outlet=outlet))
    SpeakerAliasFactory(spelling="Dockers", search_key="dockers")
    SpeakerAliasFactory(speaker=union, spelling="Dockers", search_key="dockers")
    place = span(version, "state media")
    hops = (
        FoundRelay(1, outlet.name, outlet.name, "", *place),
        FoundRelay(2, "Dockers' Union", "the union", "", *place),
    )
    finds(
        found(version, ACCUSES, speaker_name="Dockers"),
        found(version, DENIES, speaker_name="Dockers' Union", relays=hops),
    )
    reading_queue.queue([version.pk])
    assert read_all() == ["done"]
    first, second = Statement.objects.order_by("pk")
    assert (first.speaker, second.speaker) == (None, union)
    assert list(second.relays.all()) == []


def test_texts_that_others_stand_for_and_those_not_compared_yet_are_not_read(version, finds):
    finds()
    save_of = ArticleVersionFactory(article__same_as=version.article, article__address="")
    reading_queue.queue_missing()
    reading_queue.queue([save_of.pk])
    read_all()
    assert dict(Reading.objects.values_list("article_version", "state")) == {
        version.pk: "done",
        save_of.pk: "pending",
    }


def test_an_import_comes_before_the_reading(version, finds, monkeypatch):
    finds(found(version))
    monkeypatch.setattr(tasks, "is_importing", lambda: True)
    reading_queue.queue([version.pk])
    assert read_all() == ["pending"]
    assert ImportFile.objects.count() == 0


def test_a_text_is_read_again_when_its_blocks_are_others_and_what_was_decided_stays(editor, version, finds):
    asked = finds(found(version, ACCUSES), found(version, DENIES), found(version, LAST))
    reading_queue.queue([version.pk])
    read_all()
    decided, kept, gone = Statement.objects.order_by("pk")
    save(editor, version, ACCUSES, statement=decided, expected=1)
    block = version.blocks.filter(kind="furniture").get()
    article = Article.objects.get(pk=version.article_id)
    set_block_kind(
        editor=editor, article=article, expected=article.version, block_ids=[block.pk], kind=BlockKind.BODY
    )
    assert Reading.objects.get().state == "pending"
    finds(found(version, ACCUSES), found(version, DENIES))
    read_all()
    assert asked[0] != asked[-1] or len(asked) == 1
    left = dict(Statement.objects.values_list("pk", "state"))
    assert left == {decided.pk: "confirmed", kept.pk: "proposed"}
    assert gone.pk not in left
    assert (Reading.objects.get().found, Reading.objects.get().proposed) == (2, 0)


def test_what_is_laid_out_anew_while_it_is_read_is_left_for_the_next_attempt(version, finds, monkeypatch):
    finds(found(version))
    reading_queue.queue([version.pk])
    (lease,) = reading_queue.take()
    extracted = reading._extracted

    def meanwhile(read):
        queue_what_changed(versions=frozenset([version.pk]))
        return extracted(read)

    monkeypatch.setattr(reading, "_extracted", meanwhile)
    assert not reading.read_text(lease)
    assert (Statement.objects.count(), Reading.objects.get().state) == (0, "pending")
    monkeypatch.undo()


def test_a_text_that_fails_three_times_says_so_and_is_not_begun_again(version, monkeypatch):
    def breaks(*_, **__):
        raise ValueError("no")

    monkeypatch.setattr(reading, "extract", breaks)
    reading_queue.queue([version.pk])
    assert read_all() == ["failed"]
    failed = Reading.objects.get()
    assert (failed.attempts, failed.note) == (3, reading_queue.FAILED)


def test_what_a_dead_worker_held_is_read_by_another_and_ends_after_three(version, finds):
    finds(found(version))
    past = timezone.now() - timedelta(minutes=5)
    row = ReadingFactory(article_version=version, state="running", leased_until=past, attempts=1)
    assert read_all() == ["done"]
    Reading.objects.filter(pk=row.pk).update(state="running", leased_until=past, attempts=3)
    reading_queue.take_back()
    assert (Reading.objects.get().state, Reading.objects.get().note) == ("failed", reading_queue.CRASHED)


def test_a_lost_message_is_made_up_for_and_twice_changes_nothing(version, finds):
    finds(found(version))
    tasks.sweep_readings()
    tasks.sweep_readings()
    assert (Reading.objects.count(), read_all()) == (1, ["done"])
    tasks.sweep()
    assert (read_all(), Statement.objects.count()) == (["done"], 1)


def test_a_voice_without_a_speaker_keeps_only_the_body_it_belongs_to(version, union, finds):
    finds(found(version, voice="unnamed", speaker_name="Dockers' Union", speaks_for="Dockers' Union"))
    reading_queue.queue([version.pk])
    read_all()
    made = Statement.objects.get()
    assert (made.voice, made.speaker, made.speaks_for) == (Voice.UNNAMED, None, union)


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("A clerk, who asked not to be named,", "A clerk"),
        ("Mara Velik, the mayor of Halm,", "Mara Velik, the mayor of Halm"),
        ("the board", "the board"),
    ],
)
def test_a_speaker_is_printed_without_what_else_is_told_of_them(finds, printed, kept):
    version = ArticleVersionFactory(text=f"{printed} said that the gates were opened.\n")
    ReadingFactory(article_version=version)
    finds(found(version, "the gates were opened", speaker=(span(version, printed),)))
    read_all()
    assert Statement.objects.get().speaker_as_printed == kept

"""What the worker says of articles that share their text, and what it leaves alone."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from sources import tasks
from sources.models import Article, Overlap, SketchValue, TextSketch
from sources.services import comparing
from sources.services import comparing_queue as queue
from sources.services.acting import acting, machine, person
from sources.services.comparing import compare_again, compare_waiting, find_overlaps
from sources.services.comparing_queue import is_waiting
from sources.services.sketching import forget_sketches
from tests.factories.base import desk_editor
from tests.factories.sources import (
    ImportBatchFactory,
    ImportFileFactory,
    OutletFactory,
    OverlapFactory,
    passage_of,
)
from tests.refusals import change, refused
from tests.sources.alike import compare_all, sketched, words

pytestmark = pytest.mark.django_db

STORY = words(300, 1)


class Deadlock(Exception):
    """As the driver raises it."""

    pgcode = "40P01"


def expire(article):
    """Let the leases of texts run out, as they do when a worker is killed: of one article's, or all."""
    rows = TextSketch.objects.filter(leased_until__isnull=False)
    rows = rows.filter(version=article.current_version_id) if article else rows
    rows.update(leased_until=Now() - timedelta(seconds=1))


def told():
    """(first, second, kind) of every overlap."""
    return list(Overlap.objects.order_by("pk").values_list("first", "second", "kind"))


def saves():
    return dict(Article.objects.filter(same_as__isnull=False).values_list("pk", "same_as"))


def test_the_same_text_is_another_save_a_copy_elsewhere_a_reprint_and_a_quotation_shared_text():
    first = sketched(STORY)
    again = sketched([*STORY, "and", "more"])
    copy = sketched(STORY[:150], outlet=OutletFactory())
    quoting = sketched(STORY[:80] + words(200, 2), headline="Another")
    sketched(words(300, 3))
    compare_all()
    assert set(told()) == {
        (first.pk, again.pk, "another_save"),
        (first.pk, copy.pk, "reprint"),
        (again.pk, copy.pk, "reprint"),
        (first.pk, quoting.pk, "shares_text"),
        (again.pk, quoting.pk, "shares_text"),
        (copy.pk, quoting.pk, "shares_text"),
    }
    assert saves() == {again.pk: first.pk}
    found = Overlap.objects.get(first=first, second=copy)
    assert (found.first_in_second, found.second_in_first) == (pytest.approx(148 / 298), 1.0)
    assert set(Overlap.objects.values_list("state", flat=True)) == {"suggested"}


def test_a_third_save_counts_as_the_first_one_whichever_is_compared_first():
    first, second, third = (sketched(STORY) for _ in range(3))
    with acting(machine("comparing")):
        for version in (third.current_version_id, first.current_version_id, second.current_version_id):
            find_overlaps([version])
    assert saves() == {second.pk: first.pk, third.pk: first.pk}


def test_comparing_again_changes_nothing_and_asks_no_more_than_before():
    articles = [sketched(STORY), sketched(STORY[:200], outlet=OutletFactory())]
    compare_all()
    before = (told(), saves(), list(Article.objects.values_list("pk", "version")))
    compare_again([article.current_version_id for article in articles])
    assert is_waiting()
    compare_all()
    assert (told(), saves(), list(Article.objects.values_list("pk", "version"))) == before
    assert not is_waiting()


def test_what_no_longer_holds_is_no_longer_told():
    first, second = sketched(STORY), sketched(STORY)
    compare_all()
    assert saves() == {second.pk: first.pk}
    with acting(person(desk_editor())):
        second.current_version.blocks.update(kind="furniture")
    compare_again([second.current_version_id])
    compare_all()
    assert (told(), saves()) == ([], {})


def test_what_an_editor_decided_stays():
    first, second = sketched(STORY), sketched(STORY)
    undone = OverlapFactory(first=first, second=second, state="undone", decided_by=desk_editor())
    compare_all()
    undone.refresh_from_db()
    assert (undone.state, undone.kind, saves()) == ("undone", "reprint", {})


def test_a_save_of_a_known_address_stays_one_whatever_its_words_are():
    address = "https://courier.example/pier"
    first = sketched(STORY, address=address)
    second = sketched(words(300, 9), address=address, same_as=first)
    with acting(machine("import")):
        OverlapFactory(first=first, second=second, kind="another_save")
    compare_all()
    assert (told(), saves()) == ([(first.pk, second.pk, "another_save")], {second.pk: first.pk})


def test_an_article_in_which_words_are_marked_is_not_taken_from_readers():
    first, second = sketched(STORY), sketched(STORY)
    passage_of(second.current_version, " ".join(STORY[:5]))
    compare_all()
    assert (told(), saves()) == ([(first.pk, second.pk, "another_save")], {})


def test_what_two_workers_held_at_the_same_moment_is_found_by_the_later_one():
    first, second = sketched(STORY), sketched(STORY, outlet=OutletFactory())
    TextSketch.objects.filter(version=first.current_version_id).update(state="done")
    compare_all()
    assert told() == [(first.pk, second.pk, "reprint")]


def test_boilerplate_ties_nothing_once_the_batch_is_read():
    batch = ImportBatchFactory()
    last = ImportFileFactory(batch=batch)
    form = words(60, 4)
    for number in range(3):
        sketched(form + words(25, 50 + number), batch=batch)
    compare_all()
    assert len(told()) == 3
    for number in range(3, 9):
        sketched(form + words(25, 50 + number), batch=batch)
    compare_all()
    assert told() != []
    assert not is_waiting()
    last.state = "cancelled"
    last.save()
    assert is_waiting()
    compare_all()
    assert (told(), set(TextSketch.objects.values_list("state", flat=True))) == ([], {"done"})


def test_the_queries_do_not_grow_with_the_texts():
    counts = []
    for number in (1, 3):
        for place in range(number):
            sketched(words(100, 10 * number + place))
            sketched(words(60, 10 * number + place), outlet=OutletFactory())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            compare_waiting()
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.fixture
def breaks(monkeypatch):
    """Looking at what any of these articles says raises; a list to put them in."""
    bad, honest = [], comparing.look

    def look(versions):
        if {article.current_version_id for article in bad} & set(versions):
            raise ValueError("Not this one.")
        return honest(versions)

    monkeypatch.setattr(comparing, "look", look)
    return bad


def test_one_text_that_cannot_be_compared_does_not_hold_up_the_others(breaks):
    first, bad, second = sketched(STORY), sketched(words(90, 5)), sketched(STORY)
    breaks.append(bad)
    compare_all()
    assert told() == [(first.pk, second.pk, "another_save")]
    assert (bad.current_version.sketch.state, bad.current_version.sketch.attempts) == ("failed", 3)
    assert not is_waiting()


def test_a_text_that_takes_its_worker_down_is_begun_three_times_and_no_other_is_compared_with_it():
    first, bad, second = sketched(STORY), sketched(STORY[:290]), sketched(STORY)
    killed = []
    while taken := queue.take(100):
        if bad.current_version_id in taken.keys:
            killed.append(len(taken.keys))
            expire(bad if len(killed) > 1 else None)
            continue
        with acting(machine("comparing")):
            find_overlaps(queue.held(taken))
    assert killed == [3, 1, 1]
    states = dict(TextSketch.objects.values_list("version__article", "state"))
    assert states == {first.pk: "done", bad.pk: "crashed", second.pk: "done"}
    assert [pair[:2] for pair in told() if second.pk in pair] == [(first.pk, second.pk)]
    assert not is_waiting()


def test_what_was_left_out_is_compared_again_when_somebody_asks_for_it(breaks):
    batch = ImportBatchFactory()
    first, bad = sketched(STORY), sketched(STORY, batch=batch)
    breaks.append(bad)
    compare_all()
    assert [article for article, _ in queue.left_out(batch_id=batch.pk)] == [bad]
    breaks.clear()
    assert comparing.compare_left_out(batch=batch) == 1
    compare_all()
    assert queue.left_out(batch_id=batch.pk) == []
    assert (bad.current_version.sketch.state, told()) == ("done", [(first.pk, bad.pk, "another_save")])


def test_a_text_that_is_being_compared_is_nobody_elses_and_a_worker_that_lost_it_leaves_it_alone():
    sketched(STORY)
    slow = queue.take(100)
    assert (queue.take(100), is_waiting()) == (None, False)
    expire(None)
    assert is_waiting()
    assert queue.take(100).keys == slow.keys
    assert queue.held(slow) == []


def test_a_deadlock_counts_no_attempt(monkeypatch):
    sketched(STORY)
    error = OperationalError("deadlock detected")
    error.__cause__ = Deadlock()
    monkeypatch.setattr(comparing, "look", lambda versions: (_ for _ in ()).throw(error))
    assert compare_waiting() == 1
    assert TextSketch.objects.get().attempts == 0
    assert is_waiting()


def test_the_sweep_nudges_for_texts_that_wait(monkeypatch):
    sent = []
    monkeypatch.setattr(tasks.drain, "delay", lambda: sent.append("drain"))
    tasks.sweep()
    sketched(STORY)
    tasks.sweep()
    assert sent == ["drain"]
    tasks.drain()
    assert not is_waiting()
    tasks.sweep()
    assert sent == ["drain"]


def test_a_sketch_that_is_forgotten_leaves_no_value():
    article = sketched(STORY)
    assert SketchValue.objects.count() > 20
    forget_sketches([article.current_version_id])
    assert (SketchValue.objects.count(), TextSketch.objects.count()) == (0, 0)


def test_a_sketch_is_new_to_be_looked_at_again_or_done():
    sketched(STORY)
    sketch = TextSketch.objects.get()
    with refused("sketch_state_is_a_choice"):
        change(sketch, state="odd")
    assert change(sketch, state="again") == 1

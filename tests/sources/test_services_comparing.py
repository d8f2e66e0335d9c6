"""What the worker says of articles that share their text, and what it leaves alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources import tasks
from sources.models import Article, Overlap, SketchValue, TextSketch
from sources.services import comparing
from sources.services.acting import acting, machine, person
from sources.services.comparing import compare_again, compare_waiting, find_overlaps, is_waiting
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


def test_one_text_that_cannot_be_compared_does_not_hold_up_the_others(monkeypatch):
    first, bad, second = sketched(STORY), sketched(words(90, 5)), sketched(STORY)
    look = comparing.look

    def breaks(versions):
        if bad.current_version_id in versions:
            raise ValueError("Not this one.")
        return look(versions)

    monkeypatch.setattr(comparing, "look", breaks)
    compare_all()
    assert told() == [(first.pk, second.pk, "another_save")]
    assert not is_waiting()


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

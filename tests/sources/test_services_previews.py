import time
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.db.models import F

from sources import tasks
from sources.models import Article, FilePreview
from sources.services import previews
from sources.services.batches import cancel_batch, give_encoding
from sources.services.previews import (
    discard_previewed,
    forget_decided,
    import_previewed,
    leave_out,
    look_at_files,
    take_in,
)
from tests.factories.base import settle
from tests.sources.importing import batch_of, drain_all, fates, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

MARCH = "Der Hafen bleibt bis März geschlossen, sagt Jördis Tamm.".encode("cp1252")


def look(seconds=20.0):
    """Look at everything that waits; return how many files that were."""
    number = 0
    while more := look_at_files(until=time.monotonic() + seconds):
        number += more
    return number


def previewed(files, **options):
    batch = batch_of(files, preview=True, **options)
    look()
    return batch


def seen(batch):
    rows = FilePreview.objects.filter(file__batch=batch, seen_at__isnull=False).order_by("pk")
    return list(rows.values_list("outlet", "published", "headline", "first_line", "note"))


def test_a_look_tells_outlet_date_headline_and_first_line_and_imports_nothing():
    said = {"Outlet": "Halm Courier", "Headline": "Harbour shut", "Published": "2031-03-04"}
    batch = previewed({"a.txt": text(**said)})
    first = "The harbour of Port Brevin stayed closed on Tuesday, its master Ilse Tamm told reporters."
    assert seen(batch) == [("Halm Courier", "4 Mar 2031", "Harbour shut", first, "")]
    assert (drain_all(), fates(batch), Article.objects.count()) == ([], {"a.txt": "pending"}, 0)


def test_what_cannot_be_imported_ends_at_the_look_and_is_not_read_again():
    batch_of({"old.txt": text("Here before.")})
    drain_all()
    batch = previewed(
        {"a.txt": text("Here before."), "b.txt": MARCH, "c.txt": b"\xff\xd8" + bytes(3000), "d.txt": text()}
    )
    ends = {"a.txt": "duplicate", "b.txt": "held", "c.txt": "rejected"}
    assert fates(batch) == {**ends, "d.txt": "pending"}
    assert FilePreview.objects.get().file.name == "d.txt"
    assert (import_previewed(batch=batch), drain_all()) == (1, ["imported"])
    assert (fates(batch), FilePreview.objects.count()) == ({**ends, "d.txt": "imported"}, 0)


def test_the_same_bytes_twice_in_a_batch_and_another_save_are_told():
    batch_of({"old.txt": text("Before.", URL="https://halm.example/1")})
    drain_all()
    batch = previewed(
        {"a.txt": text(), "b.txt": text(), "c.txt": text("After.", URL="https://halm.example/1")}
    )
    assert [row[-1] for row in seen(batch)] == [
        "",
        "The same bytes as a.txt, and so no article of its own.",
        "Another save of an article that is here.",
    ]


def test_a_held_file_is_looked_at_again_once_its_encoding_is_said():
    batch = previewed({"a.txt": MARCH})
    give_encoding(batch=batch, encoding="cp1252")
    assert (look(), fates(batch)) == (1, {"a.txt": "pending"})
    assert seen(batch)[0][3].startswith("Der Hafen bleibt bis März")


def test_files_are_left_out_and_taken_in_again_before_the_import():
    batch = previewed({name: text(name) for name in ("a.txt", "b.txt", "c.txt")})
    a, b, _ = batch.files.values_list("pk", flat=True)
    other = previewed({"other.txt": text("Other.")})
    assert leave_out(batch=batch, files=[a, b, other.files.get().pk]) == 2
    assert take_in(batch=batch, files=[b]) == 1
    import_previewed(batch=batch)
    drain_all()
    assert fates(batch) == {"a.txt": "cancelled", "b.txt": "imported", "c.txt": "imported"}
    assert (leave_out(batch=batch, files=[b]), take_in(batch=batch, files=[a])) == (0, 0)
    assert fates(other) == {"other.txt": "pending"}


def test_what_is_discarded_is_never_read_and_a_decision_is_made_once():
    batch = previewed({"a.txt": text()})
    assert (discard_previewed(batch=batch), discard_previewed(batch=batch)) == (True, False)
    assert (import_previewed(batch=batch), drain_all(), look()) == (0, [], 0)
    assert (fates(batch), FilePreview.objects.count()) == ({"a.txt": "cancelled"}, 0)


def test_a_look_that_comes_after_the_decision_changes_nothing(monkeypatch):
    batch = batch_of({"a.txt": text()}, preview=True)
    read = previews.read_article

    def decided_meanwhile(*args, **options):
        import_previewed(batch=batch)
        return read(*args, **options)

    monkeypatch.setattr(previews, "read_article", decided_meanwhile)
    look()
    assert (fates(batch), FilePreview.objects.count()) == ({"a.txt": "pending"}, 0)


def test_a_file_that_takes_its_worker_with_it_is_looked_at_by_itself_and_three_times_at_most(monkeypatch):
    batch = batch_of({"a.txt": text("One."), "poison.txt": text("Two.")}, preview=True)

    read = previews.read_article

    def killed(content, *, name, **options):
        if name == "poison.txt":
            raise OperationalError("gone")
        return read(content, name=name, **options)

    monkeypatch.setattr(previews, "read_article", killed)
    for _ in range(previews.LOOKS):
        with pytest.raises(OperationalError):
            look()
        FilePreview.objects.update(begun_at=F("begun_at") - timedelta(minutes=2))
    look()
    assert [row[-1] for row in seen(batch)] == ["", previews.CRASHED]
    assert fates(batch) == {"a.txt": "pending", "poison.txt": "pending"}


def test_a_failure_nobody_foresaw_is_told_and_left_to_the_import(monkeypatch, caplog):
    def failing(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(previews, "read_article", failing)
    batch = previewed({"a.txt": text()})
    assert seen(batch)[0][-1] == previews.FAILED
    assert "Looking at file" in caplog.text


def test_what_is_not_begun_when_the_time_is_up_waits_for_the_next_worker():
    batch = batch_of({f"{n}.txt": text(f"{n}.") for n in range(3)}, preview=True)
    assert look_at_files(until=0.0) == 1
    assert FilePreview.objects.count() == 1
    assert (look(), len(seen(batch))) == (2, 3)


def test_previews_of_a_batch_that_ended_otherwise_are_swept_away(monkeypatch):
    batch = previewed({"a.txt": text()})
    cancel_batch(batch=batch)
    assert (forget_decided(), forget_decided()) == (1, 0)


def test_the_worker_looks_first_and_the_sweep_finds_what_nobody_looked_at(monkeypatch):
    sent = []
    monkeypatch.setattr(tasks.drain, "delay", lambda: sent.append("drain"))
    batch = batch_of({"a.txt": text("One.")}, preview=True)
    other = batch_of({"b.txt": text("Two.")})
    tasks.sweep()
    tasks.drain()
    assert (len(seen(batch)), fates(other)) == (1, {"b.txt": "imported"})
    sent.clear()
    tasks.sweep()
    assert sent == []


def test_a_legal_removal_takes_what_a_preview_shows_of_the_same_bytes(admin):
    from claims.services.removal import remove_article

    waiting = previewed({"a.txt": text("Same.")})
    batch_of({"b.txt": text("Same.")})
    drain_all()
    settle()
    article = Article.objects.get()
    remove_article(admin=admin, article=article, expected=article.version, reason="A court ordered it.")
    assert FilePreview.objects.filter(file__batch=waiting).count() == 0
    look()
    assert seen(waiting) == [("", "", "", "", previews.REMOVED)]

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from sources import originals
from sources.models import Article, ArticleVersion, DeclaredFact, ImportFile
from sources.services import drain
from sources.services.batches import cancel_batch, pause_batch, resume_batch
from sources.services.drain import ATTEMPTS, lease_files, read_chunk, release
from tests.sources.importing import batch_of, drain_all, fates, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

HEADER = {
    "Outlet": "The Halm Courier",
    "URL": "https://www.halm.example/harbour?utm_source=mail",
    "Published": "2031-05-12",
    "Headline": "Harbour closed",
}


def expire(*leases):
    """Let leases run out, as they do when a worker is killed."""
    ImportFile.objects.filter(pk__in=[lease.file_id for lease in leases]).update(
        leased_until=Now() - timedelta(seconds=1)
    )


def break_reader(monkeypatch, error):
    """Every file that is called bad.txt fails so."""
    healthy = drain.read_files

    def read(files, *, actor):
        if any(file.name == "bad.txt" for file in files):
            raise error
        return healthy(files, actor=actor)

    monkeypatch.setattr(drain, "read_files", read)


def test_a_file_becomes_an_article_with_the_facts_it_states():
    batch = batch_of({"a.txt": text(**HEADER)})
    assert drain_all() == ["imported"]
    article = Article.objects.get()
    assert (article.outlet.name, article.address) == ("The Halm Courier", "https://www.halm.example/harbour")
    assert (article.headline, article.search_key) == ("Harbour closed", "harbour closed")
    assert (article.published.precision, article.published.basis) == ("day", "declared")
    assert (article.last_actor.username, article.batch) == ("machine", batch)
    file = batch.files.get()
    assert (file.state, file.attempts, file.leased_until) == ("imported", 1, None)
    assert file.article_version == article.current_version
    assert article.current_version.text == text(**HEADER)


def test_two_workers_never_lease_the_same_file():
    batch_of({f"{n}.txt": text(f"Text {n}.") for n in range(5)})
    first, second = lease_files(limit=3), lease_files(limit=3)
    assert (len(first), len(second), lease_files()) == (3, 2, [])
    assert not {lease.file_id for lease in first} & {lease.file_id for lease in second}


def test_the_last_files_are_shared_out_so_that_two_workers_end_together(monkeypatch):
    monkeypatch.setattr(drain, "FEWEST", 2)
    batch = batch_of({f"{n}.txt": text(f"Text {n}.") for n in range(9)})
    batch.taking_until = Now() + timedelta(seconds=30)
    batch.save()
    release(coming := lease_files(limit=8))
    batch.taking_until = None
    batch.save()
    assert (len(coming), [len(lease_files(limit=8)) for _ in range(5)]) == (8, [5, 2, 2, 0, 0])


def test_an_attempt_is_counted_before_the_work(monkeypatch):
    batch = batch_of({"bad.txt": text()})
    seen = []
    monkeypatch.setattr(drain, "_read", lambda leases: seen.append(batch.files.get().attempts) or {})
    read_chunk(lease_files())
    assert seen == [1]


def test_files_of_a_killed_worker_are_read_by_another():
    batch = batch_of({"a.txt": text("One."), "b.txt": text("Two.")})
    expire(*lease_files())
    assert drain_all() == ["imported", "imported"]
    assert fates(batch) == {"a.txt": "imported", "b.txt": "imported"}


def test_a_worker_that_comes_back_late_leaves_its_files_alone():
    batch_of({"a.txt": text()})
    (late,) = lease_files()
    expire(late)
    assert drain_all() == ["imported"]
    assert read_chunk([late]) == [""]
    assert Article.objects.count() == 1


def test_a_file_that_kills_its_worker_three_times_is_rejected_and_its_neighbours_are_not():
    batch = batch_of({"bad.txt": text("Bad."), "good.txt": text("Good.")})
    for _ in range(ATTEMPTS):
        leases = lease_files()
        assert len(leases) == 2
        drain._begin(leases[:1])
        expire(*leases)
    assert drain_all() == ["imported"]
    assert fates(batch) == {"bad.txt": "rejected", "good.txt": "imported"}
    bad = batch.files.get(name="bad.txt")
    assert (bad.attempts, bad.reason_code) == (3, "crashed")
    assert bad.reason == "This file crashed the reader three times."


def test_a_file_that_kills_its_worker_in_a_chunk_condemns_none_of_its_neighbours():
    batch = batch_of({name: text(f"Report {name}.") for name in ("a.txt", "bad.txt", "c.txt", "d.txt")})
    (chunk,) = drain.chunks(lease_files())
    expire(*drain._begin(chunk))
    killed = 0
    while leases := lease_files():
        for alone in drain.chunks(leases):
            assert len(alone) == 1
            if batch.files.get(pk=alone[0].file_id).name == "bad.txt":
                expire(*drain._begin(alone))
                killed += 1
            else:
                assert read_chunk(alone) == ["imported"]
    attempts = dict(batch.files.values_list("name", "attempts"))
    assert (killed, attempts) == (2, {"a.txt": 2, "bad.txt": 3, "c.txt": 2, "d.txt": 2})
    assert fates(batch) == {
        "a.txt": "imported",
        "bad.txt": "rejected",
        "c.txt": "imported",
        "d.txt": "imported",
    }


def test_a_chunk_ends_where_its_bytes_do_and_holds_at_least_one_file(monkeypatch):
    monkeypatch.setattr(drain, "CHUNK_BYTES", 500)
    batch_of({f"{n}.txt": text("x" * size) for n, size in enumerate((200, 200, 200, 900))})
    assert [len(lease_files()), len(lease_files()), len(lease_files()), len(lease_files())] == [2, 1, 1, 0]


def test_an_unforeseen_error_is_tried_three_times_then_told_and_stops_nobody_else(monkeypatch, caplog):
    batch = batch_of({"bad.txt": text("Bad."), "good.txt": text("Good.")})
    break_reader(monkeypatch, ValueError("a mistake of ours"))
    assert drain_all() == ["pending", "imported", "pending", "rejected"]
    bad = batch.files.get(name="bad.txt")
    assert (bad.reason_code, bad.attempts) == ("failed", 3)
    assert bad.reason.startswith("This file could not be read")
    assert caplog.text.count("a mistake of ours") == 3
    assert batch.files.get(name="good.txt").attempts == 1


def test_a_database_that_goes_away_is_not_the_files_fault(monkeypatch):
    batch = batch_of({"bad.txt": text()})
    break_reader(monkeypatch, OperationalError("the server closed the connection"))
    (lease,) = lease_files()
    with pytest.raises(OperationalError):
        read_chunk([lease])
    assert fates(batch) == {"bad.txt": "running"}


def test_released_files_wait_again_and_count_no_attempt():
    batch = batch_of({"a.txt": text()})
    release(lease_files())
    assert (batch.files.get().state, batch.files.get().attempts) == ("pending", 0)


def test_the_same_bytes_are_here_already_also_within_one_batch():
    batch = batch_of({"a.txt": text(), "b.txt": text()})
    later = batch_of({"c.txt": text()})
    assert drain_all() == ["imported", "duplicate", "duplicate"]
    version = ArticleVersion.objects.get()
    assert {file.article_version for file in [*batch.files.all(), *later.files.all()]} == {version}


def test_the_same_bytes_that_were_refused_are_refused_each_for_itself():
    unknown = "Der Hafen bleibt bis März geschlossen, sagt Jürgen Tamm.".encode("cp1252")
    batch = batch_of({"a.txt": unknown, "b.txt": unknown, "c.txt": unknown, "d.txt": text()})
    batch.files.filter(name="b.txt").update(encoding="cp1252")
    assert drain_all() == ["held", "imported", "duplicate", "imported"]


def test_a_whole_chunk_takes_few_statements_however_many_files_it_has():
    counts = []
    for number in (3, 30):
        batch_of(
            {f"{number}-{n}.txt": text(f"Report {number} {n}.", Outlet="Halm Courier") for n in range(number)}
        )
        leases = lease_files()
        with CaptureQueriesContext(connection) as asked:
            assert read_chunk(leases) == ["imported"] * number
        counts.append(len(asked))
    assert counts[1] <= counts[0]


def test_bytes_in_an_unknown_encoding_are_held_with_a_reason():
    batch = batch_of({"a.txt": "Der Hafen bleibt bis März geschlossen, sagt Jürgen Tamm.".encode("cp1252")})
    assert drain_all() == ["held"]
    assert "Say its encoding" in batch.files.get().reason
    assert Article.objects.count() == 0


def test_a_file_that_is_no_text_is_rejected_with_a_reason():
    batch = batch_of({"a.txt": b"\xff\xd8\xff\xe0" + bytes(5000)})
    assert drain_all() == ["rejected"]
    assert batch.files.get().reason == "This file is not text. Save the article as plain text (.txt)."


def test_an_original_that_is_gone_is_told():
    batch = batch_of({"a.txt": text()})
    originals.path_of(batch.files.get().sha256).unlink()
    assert drain_all() == ["rejected"]
    assert batch.files.get().reason_code == "original_lost"


def test_a_paused_batch_is_left_alone_and_goes_on_where_it_stood():
    batch = batch_of({"a.txt": text("One."), "b.txt": text("Two.")})
    leases = lease_files()
    assert pause_batch(batch=batch)
    assert read_chunk(leases) == ["", ""]
    assert (fates(batch), drain_all()) == ({"a.txt": "pending", "b.txt": "pending"}, [])
    assert resume_batch(batch=batch)
    assert drain_all() == ["imported", "imported"]


def test_a_cancelled_batch_keeps_what_is_here_and_reads_no_more():
    batch = batch_of({"a.txt": text("One."), "b.txt": text("Two.")})
    read_chunk(lease_files(limit=1))
    assert cancel_batch(batch=batch) == 1
    assert drain_all() == []
    assert fates(batch) == {"a.txt": "imported", "b.txt": "cancelled"}


def test_a_file_leased_when_its_batch_is_cancelled_is_cancelled_too():
    batch = batch_of({"a.txt": text()})
    leases = lease_files()
    cancel_batch(batch=batch)
    assert read_chunk(leases) == [""]
    assert fates(batch) == {"a.txt": "cancelled"}


def test_the_other_room_hears_once_of_all_articles_that_were_committed_together(
    django_capture_on_commit_callbacks,
):
    heard = []

    def listen(versions, **_):
        heard.append(versions)

    batch_of({"a.txt": text(), "b.txt": text(), "c.txt": f"{text()}\n\nOne more line.\n"})
    drain.article_imported.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            drain_all()
            assert heard == []
    finally:
        drain.article_imported.disconnect(listen)
    assert heard == [set(ArticleVersion.objects.values_list("pk", flat=True))]
    assert len(heard[0]) == 2


def test_what_header_manifest_text_and_batch_say_is_all_kept_and_one_is_chosen():
    from sources.ingest.facts import Declared
    from sources.ingest.manifest import Manifest

    manifest = Manifest({"a.txt": {"outlet": "Tagblatt Velm", "byline": "Ina Falk"}})
    batch_of(
        {"a.txt": text(Outlet="The Halm Courier")},
        manifest=manifest,
        declared=Declared(outlet="Batch Post", published="May 2031"),
    )
    drain_all()
    facts = (
        DeclaredFact.objects.filter(field="outlet").order_by("pk").values_list("origin", "value", "chosen")
    )
    assert list(facts) == [
        ("header", "The Halm Courier", True),
        ("manifest", "Tagblatt Velm", False),
        ("batch", "Batch Post", False),
    ]
    article = Article.objects.get()
    assert (article.outlet.name, article.byline) == ("The Halm Courier", "Ina Falk")
    assert (article.published.precision, article.published.wording) == ("month", "May 2031")

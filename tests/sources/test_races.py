"""Two workers at once, on connections of their own, against the same database."""

import threading

import pytest
from django.db import connection

from sources import originals
from sources.models import Article, ArticleVersion, ImportFile, Outlet, Overlap
from sources.services import drain, reading
from sources.services.drain import lease_files, read_chunk
from tests.sources.importing import BODY, batch_of, drain_all, text

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("data_dir"),
]


def at_once(*works):
    """Run each in a thread with a connection of its own; return what they returned."""
    results = [None] * len(works)

    def run(place, work):
        try:
            results[place] = work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.fixture
def together(monkeypatch):
    """Both workers have asked what is here, and found nothing, before either of them writes."""
    barrier = threading.Barrier(2, timeout=10)
    read = originals.read
    met = threading.local()

    def read_together(sha256):
        if not getattr(met, "once", False):
            met.once = True
            barrier.wait()
        return read(sha256)

    monkeypatch.setattr(reading.originals, "read", read_together)


def race(*files):
    """Read the files, each by a worker of its own, at the same moment."""
    batch_of({f"{n}.txt": content for n, content in enumerate(files)})
    leases = lease_files()
    return at_once(*(lambda lease=lease: read_chunk([lease])[0] for lease in leases))


def test_the_same_bytes_read_by_two_workers_at_once_are_one_article(together):
    assert sorted(race(text(), text())) == ["duplicate", "imported"]
    version = ArticleVersion.objects.get()
    assert set(ImportFile.objects.values_list("article_version", flat=True)) == {version.pk}
    assert set(ImportFile.objects.values_list("attempts", flat=True)) == {1}


def test_chunks_of_the_same_files_in_opposite_order_make_nobody_wait_for_ever(together):
    contents = [text(f"Report {n}.", Outlet=f"Paper {n}", URL=f"https://halm.example/{n}") for n in range(4)]
    for order in (contents, contents[::-1]):
        batch_of({f"{n}.txt": content for n, content in enumerate(order)})
    chunks = lease_files(limit=4), lease_files(limit=4)
    states = at_once(*(lambda chunk=chunk: read_chunk(chunk) for chunk in chunks))
    assert sorted(states) == [["duplicate"] * 4, ["imported"] * 4]
    assert (ArticleVersion.objects.count(), Outlet.objects.count()) == (4, 4)
    assert set(ImportFile.objects.values_list("attempts", flat=True)) == {1}


def test_the_same_address_read_by_two_workers_at_once_is_one_article_and_another_save(together):
    url = "https://halm.example/harbour"
    files = text(URL=url), text(BODY + " More followed.", URL=url)
    assert race(*files) == ["imported", "imported"]
    first = Article.objects.get(same_as=None)
    assert Article.objects.exclude(same_as=None).get().same_as == first
    assert Overlap.objects.get().first == first


def test_a_new_outlet_met_by_two_workers_at_once_is_one_outlet(together):
    files = text("One.", Outlet="Halm Courier"), text("Two.", Outlet="HALM COURIER")
    assert race(*files) == ["imported", "imported"]
    outlet = Outlet.objects.get()
    assert set(Article.objects.values_list("outlet", flat=True)) == {outlet.pk}


def test_two_outlets_met_in_opposite_order_make_nobody_wait_for_ever(together):
    files = (
        text("The harbour is open.\n\nSource: Velm Wire", Outlet="Halm Courier"),
        text("The harbour is closed.\n\nSource: Halm Courier", Outlet="Velm Wire"),
    )
    assert race(*files) == ["imported", "imported"]
    assert Outlet.objects.count() == 2


def test_two_batches_of_the_same_files_at_once_are_one_set_of_articles():
    files = {f"{n}.txt": text(f"Report {n} of the harbour.", Outlet=f"Paper {n % 3}") for n in range(24)}
    batches = [batch_of(files), batch_of(files)]
    states = at_once(lambda: drain_all(limit=5), lambda: drain_all(limit=5))
    assert sorted(states[0] + states[1]) == ["duplicate"] * 24 + ["imported"] * 24
    assert (Article.objects.count(), ArticleVersion.objects.count(), Outlet.objects.count()) == (24, 24, 3)
    assert {state for batch in batches for state in batch.files.values_list("state", flat=True)} == {
        "duplicate",
        "imported",
    }


def test_a_file_being_read_is_not_taken_by_another_though_its_lease_ran_out(monkeypatch):
    batch_of({"a.txt": text()})
    (lease,) = lease_files()
    reading_now, may_go_on = threading.Event(), threading.Event()
    read = originals.read

    def slowly(sha256):
        reading_now.set()
        may_go_on.wait(10)
        return read(sha256)

    monkeypatch.setattr(reading.originals, "read", slowly)
    monkeypatch.setattr(drain, "LEASE", -drain.LEASE)

    def other():
        reading_now.wait(10)
        taken = lease_files()
        may_go_on.set()
        return taken

    assert at_once(lambda: read_chunk([lease]), other) == [["imported"], []]

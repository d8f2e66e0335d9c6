"""Hostile archives, uploaded to a real site: each refused with a reason, and no file written elsewhere."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from sources.models import ImportBatch
from tests.journeys.faults.invariants import accounted_for, half_originals, wait_for_the_end
from tests.journeys.faults.reports import reports
from tests.sources.ingest.test_archive import packed, patched

pytestmark = pytest.mark.thorough

ENTRIES, AT_ONCE = 100_000, 10
#: Bytes more that the web server's processes may hold at their highest, because of an archive.
MEMORY = 100_000_000
SLIPS = (
    "../slipped.txt",
    "../../../../../../slipped.txt",
    "/tmp/claimtrack-slipped.txt",
    "sub/../../slipped.txt",
    "C:\\slipped.txt",
    "..\\slipped.txt",
    "\\\\server\\share\\slipped.txt",
    "a/../../../originals/slipped.txt",
)


def everything_below(*places):
    """{path: (size, moment of the last change)} of all files that are no log and not in the store.

    The scheduler writes down when its work was last due, whenever it likes: its files tell of no archive.
    """
    return {
        path: (path.lstat().st_size, path.lstat().st_mtime_ns)
        for place in places
        for path in place.rglob("*")
        if path.suffix not in {".log", ".pyc"}
        and path.stem != "schedule"
        and "originals" not in path.parts
        and not path.is_dir()
    }


def highest(program):
    """Most memory that a process of the program ever held; bytes."""
    found = []
    for pid in [program.process.pid, *program.children()]:
        status = Path(f"/proc/{pid}/status").read_text()
        found.append(int(status.partition("VmHWM:")[2].split()[0]) * 1024)
    return max(found)


def many_entries():
    """An archive of 100,000 empty texts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as writing:
        for number in range(ENTRIES):
            writing.writestr(zipfile.ZipInfo(f"{number}.txt"), b"")
    return buffer.getvalue()


def overlapping():
    """Two entries that are the same bytes of the archive."""
    content = packed(("a.txt", b"A" * 500), ("b.txt", b"B" * 500), method=zipfile.ZIP_STORED)
    return patched(content, b"b.txt", 42, bytes(4))


def hostile():
    """{name: (archive, codes of the entries that must be refused)}."""
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    letters = packed(("letters.txt", b"a" * 1_900_000))
    return {
        "bomb.zip": (letters, {"bomb"}),
        "liar.zip": (
            patched(letters, b"letters.txt", 24, (5_000).to_bytes(4, "little")),
            {"damaged", "bomb"},
        ),
        "huge.zip": (packed(("letters.txt", b"a" * 10_000_000)), {"too_large"}),
        "nested.zip": (packed(("bomb.zip", letters)), {"nested"}),
        "over.zip": (overlapping(), {"bomb"}),
        "locked.zip": (patched(packed(("a.txt", b"A")), b"a.txt", 8, b"\x01\x00"), {"encrypted"}),
        "link.zip": (packed((link, b"/etc/passwd")), {"link"}),
        "slips.zip": (packed(*((name, b"Slipped.") for name in SLIPS)), {"unsafe_name"}),
        "torn.zip": (packed(("a.txt", b"A" * 100))[:-30], {"damaged"}),
    }


def test_hostile_archives_are_refused_with_reasons_and_touch_nothing(machine, admin, tell):
    machine.broker()
    machine.worker()
    machine.scheduler()
    site = machine.web(admin)
    honest = reports("honest", 5)
    assert site.upload(honest).status == 302
    wait_for_the_end(machine)
    first = ImportBatch.objects.get()
    outside = machine.place, Path(__file__).resolve().parents[3] / "static"
    before, held = everything_below(*outside), highest(site.program)
    for name, (archive, codes) in hostile().items():
        answer = site.upload({name: archive})
        assert answer.status == 302, (name, answer.page)
        files = ImportBatch.objects.first().files
        assert files.exists(), name
        assert set(files.values_list("state", flat=True)) == {"rejected"}, name
        assert set(files.values_list("reason_code", flat=True)) <= codes, name
        assert all(files.values_list("reason", flat=True)), name
    assert highest(site.program) - held < MEMORY
    assert everything_below(*outside) == before
    assert not Path("/tmp/claimtrack-slipped.txt").exists()
    assert not list(machine.place.parent.glob("slipped.txt"))
    assert half_originals() == []
    for refused in ImportBatch.objects.exclude(pk=first.pk):
        refused.files.all().delete()
    assert accounted_for((first, honest)) == {"imported": 5}
    tell("hostile archives", files=len(hostile()))


def test_an_archive_of_a_hundred_thousand_files_is_refused_by_its_count_at_once(machine, admin, tell):
    archive = many_entries()
    site = machine.web(admin)
    held = highest(site.program)
    answer = site.upload({"many.zip": archive})
    assert (answer.status, answer.seconds < AT_ONCE) == (302, True), answer.seconds
    file = ImportBatch.objects.get().files.get()
    assert (file.state, file.reason_code) == ("rejected", "too_many_entries")
    assert "lists more than 20,000 files" in file.reason
    assert highest(site.program) - held < MEMORY
    tell(f"a .zip of {ENTRIES:,} files", files=1, recovery=answer.seconds)

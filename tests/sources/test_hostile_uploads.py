"""What hostile archives and names do to the pages and the disk: nothing."""

import re
import time
from pathlib import Path

import pytest
from django.conf import settings

from sources import views
from sources.ingest.names import label
from sources.models import ImportBatch
from sources.services.previews import look_at_files
from tests.sources.importing import batch_of, drain_all, text
from tests.sources.ingest.hostile_zips import HOSTILE
from tests.sources.test_views_upload import send, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

#: One of each kind of the list of naughty strings: markup, templates, formats, shells, paths, directions,
#: invisible letters, letters beyond the basic plane, words that are code to some, very long ones.
NAUGHTY = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'; DROP TABLE sources_importfile; --",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "%s%n%d %(name)s",
    "$(touch x) `id` | ; & -rf *",
    "../../../etc/passwd",
    "C:\\boot.ini",
    "file:///etc/hosts",
    "javascript:alert(1)",
    "\u202ecod.exe",
    "\u200b\ufeff\u2060",
    "line\nbreak\ttab\x07bell\x1b[31m",
    "Z\u0351\u036b\u0343\u036a\u0302alg\u0489o" * 9,
    "田中さんにあげて下さい",
    "👩‍👩‍👧‍👦🇨🇭",
    "\U0001d4d7\U0001d4ea\U0001d4fb",
    "NULL",
    "undefined",
    "CON",
    "0/0",
    "١٢٣",
    "x" * 5_000,
    " ",
    ".",
)  # fmt: skip


def bare(page):
    """What stands in a page as markup though nobody of us wrote it."""
    return re.findall(r"<(?:script>alert|img src=x)|49\$\{7|\u202e|\u200b|\x07|\x1b", page)


@pytest.mark.parametrize("preview", [True, False])
def test_naughty_names_are_shown_as_what_they_are(admin_client, preview):
    files = {f"{label(name + '.txt')}": text(f"Report {n}.") for n, name in enumerate(NAUGHTY)}
    batch = batch_of(files, label=label(NAUGHTY[0]), preview=preview)
    while look_at_files(until=time.monotonic() + 20):
        pass
    drain_all()
    page = admin_client.get(f"/imports/{batch.pk}/").content.decode()
    assert page.count("<bdi>") >= len(files)
    assert bare(page) == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;.txt" in page


def below(folder):
    files = (path.relative_to(folder) for path in Path(folder).rglob("*") if path.is_file())
    return {path for path in files if "__pycache__" not in path.parts}


@pytest.mark.thorough
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_upload_has_an_answer_and_writes_nothing_outside_the_store(
    admin_client, data_dir, monkeypatch, what
):
    monkeypatch.setattr(views, "nudge", lambda: None)
    code = below(settings.BASE_DIR / "sources"), below(settings.BASE_DIR / "tests")
    answer = send(admin_client, upload("b.zip", HOSTILE[what][0]), then="preview")
    assert answer.status_code == (302 if ImportBatch.objects.exists() else 422)
    while look_at_files(until=time.monotonic() + 20):
        pass
    for batch in ImportBatch.objects.all():
        page = admin_client.get(f"/imports/{batch.pk}/")
        assert (page.status_code, bare(page.content.decode())) == (200, [])
        assert not batch.files.filter(state__in=["held", "rejected"], reason="").exists()
    written = {str(path) for path in below(data_dir)}
    assert all(re.fullmatch(r"originals/[0-9a-f]{2}/[0-9a-f]{64}", path) for path in written)
    assert (below(settings.BASE_DIR / "sources"), below(settings.BASE_DIR / "tests")) == code

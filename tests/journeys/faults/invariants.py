"""What must be true after every fault: nothing lost, nothing twice, nothing half."""

import hashlib
import re
from collections import Counter

from django.apps import apps
from django.db import connection
from django.db.models import Count, Q

from sources import originals
from sources.choices import FileState, RepetitionState, SketchState
from sources.models import Article, ArticleVersion, ImportFile, RepetitionCheck, TextSketch
from sources.services.comparing_queue import LEFT_OUT
from tests.journeys.launching import wait_until

#: Versions whose blocks leave a gap, lie over one another, or do not reach both ends of the text.
NOT_TILED = """
    WITH laid AS (
        SELECT version_id, start, "end", lag("end", 1, 0) OVER own AS before
        FROM sources_block WINDOW own AS (PARTITION BY version_id ORDER BY start)
    )
    SELECT version.id FROM sources_articleversion AS version LEFT JOIN laid ON laid.version_id = version.id
    GROUP BY version.id, version.text
    HAVING bool_or(laid.start <> laid.before)
        OR coalesce(max(laid."end"), 0) <> char_length(version.text)
"""


def rows(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [row[0] for row in cursor.fetchall()]


def settled():
    """Whether nothing waits or is being read, and every text is compared, or left out for a reason."""
    return (
        not ImportFile.objects.open().exists()
        and not RepetitionCheck.objects.filter(state=RepetitionState.WAITING).exists()
        and not TextSketch.objects.exclude(state__in=[SketchState.DONE, *LEFT_OUT]).exists()
    )


def wait_for_the_end(machine, seconds=120):
    """Until nothing is left to do, while what ended by itself is started again."""

    def ended():
        machine.watch()
        return settled()

    wait_until(ended, seconds, lambda: f"{states()}\n{machine.told()}")


def states(**which):
    """{state: number} of the files."""
    return Counter(ImportFile.objects.filter(**which).values_list("state", flat=True))


def accounted_for(*inputs):
    """Compare what stands there with all that was brought: (batch, {name: bytes}) each.

    Returns {state: number}; fails where a file, an original or a part of an article is lost, doubled or half.
    """
    for batch, contents in inputs:
        files = {file.name: file for file in batch.files.all()}
        assert sorted(files) == sorted(contents)
        assert batch.files.count() == len(contents)
        for name, content in contents.items():
            kept = files[name]
            assert kept.sha256 == hashlib.sha256(content).hexdigest(), name
            assert originals.path_of(kept.sha256).read_bytes() == content, name
    count = states()
    assert set(count) <= set(FileState.values)
    assert sum(count.values()) == sum(len(contents) for _, contents in inputs)
    nothing_is_twice()
    nothing_is_half()
    return dict(count)


def nothing_is_twice():
    """Every imported file has its article for itself; what was here already is the same bytes."""
    imported = Count("files", filter=Q(files__state=FileState.IMPORTED))
    assert not ArticleVersion.objects.annotate(imported=imported).exclude(imported=1).exists()
    for file in ImportFile.objects.filter(article_version__isnull=False).select_related("article_version"):
        assert file.article_version.sha256 == file.sha256
    read = Q(state__in=[FileState.IMPORTED, FileState.DUPLICATE])
    assert not ImportFile.objects.filter(~read, article_version__isnull=False).exists()


def nothing_is_half():
    """No article without its text, no text without its blocks and sketch, no event without an actor, no half
    file in the store."""
    assert not Article.objects.filter(
        Q(current_version=None) | Q(versions=None) | Q(last_actor=None)
    ).exists()
    assert rows(NOT_TILED) == []
    assert not ArticleVersion.objects.filter(~Q(pk__in=TextSketch.objects.values("version"))).exists()
    events = [model for model in apps.get_models() if hasattr(model, "pgh_actor")]
    assert events
    for model in events:
        assert not model.objects.filter(Q(pgh_actor=None) | Q(pgh_actor="")).exists()
    assert half_originals() == []


def half_originals():
    """Names in the store that are not the hash of what they hold."""
    store = originals.path_of("0" * 64).parents[1]
    kept = [path for path in store.rglob("*") if path.is_file()]
    whole = re.compile(r"[0-9a-f]{64}")
    return [
        path.name
        for path in kept
        if not whole.fullmatch(path.name) or hashlib.sha256(path.read_bytes()).hexdigest() != path.name
    ]

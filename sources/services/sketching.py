"""Sketches of texts: made with them, made anew with their blocks, gone with their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db import connection, transaction
from django.db.models import F

from sources.choices import SketchState
from sources.copying import copy_in
from sources.ingest.pipeline import BODY
from sources.ingest.sketches import Sketch, sketch
from sources.models import ArticleVersion, Block, TextSketch
from sources.querysets import among

SKETCH_COLUMNS = ("version_id", "size", "level", "values", "state", "attempts")
# In the order of the index, so that two workers never wait for one another in a ring.
_FILL = """
    INSERT INTO sources_sketchvalue (value, version_id)
    SELECT unnest(made.values) AS value, made.version_id
    FROM sources_textsketch made WHERE made.version_id = ANY(%s) ORDER BY 1, 2
"""
_EMPTY = """
    DELETE FROM sources_sketchvalue held USING sources_textsketch made
    WHERE made.version_id = ANY(%s) AND held.version_id = made.version_id AND held.value = ANY(made.values)
"""


def store_sketches(bodies: Mapping[int, str]) -> None:
    """Take the sketches of texts that have none; they wait to be compared. `bodies`: by version.

    Call it in the transaction that stores the texts.
    """
    write_sketches({version: sketch(body) for version, body in bodies.items()})


def write_sketches(sketches: Mapping[int, Sketch]) -> None:
    """The same with sketches that were taken; by version."""
    made = sorted(sketches.items())
    rows = [(version, one.size, one.level, one.values, SketchState.NEW, 0) for version, one in made]
    copy_in(TextSketch, SKETCH_COLUMNS, rows)
    with connection.cursor() as cursor:
        cursor.execute(_FILL, [list(sketches)])


def renew_sketches(versions: Collection[int]) -> None:
    """Take them anew from the stored texts, after blocks, outlets or headlines changed; they wait again.

    Of texts that are no longer an article's current one, or whose words were removed, none is kept.
    """
    with transaction.atomic():
        forget_sketches(versions)
        current = ArticleVersion.objects.filter(
            pk__in=versions, article__current_version=F("pk"), article__removed_at__isnull=True
        )
        store_sketches(bodies_of(current.values_list("pk", flat=True)))


def forget_sketches(versions: Collection[int]) -> None:
    """Take them away; nothing finds these texts any more."""
    empty_sketches(versions)
    TextSketch.objects.filter(version__in=versions).delete()


def empty_sketches(versions: Collection[int]) -> None:
    """Take away their values alone, by which other texts find these; the caller empties the sketches."""
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY, [list(versions)])


def bodies_of(versions: Collection[int]) -> dict[int, str]:
    """The texts' own words: body and crossheads, joined by blank lines; two queries."""
    if not versions:
        return {}
    spans: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    blocks = Block.objects.filter(among("version", versions), kind__in=BODY).order_by("version", "start")
    for version, start, end in blocks.values_list("version", "start", "end"):
        spans[version].append((start, end))
    texts = ArticleVersion.objects.filter(among("pk", versions)).values_list("pk", "text")
    return {
        version: "\n\n".join(text[start:end].strip() for start, end in spans[version])
        for version, text in texts
    }


def sketches_of(versions: Collection[int]) -> dict[int, Sketch]:
    """The sketches that are there, by version; one query."""
    rows = TextSketch.objects.filter(among("pk", versions)).values_list("pk", "size", "level", "values")
    return {version: Sketch(size, level, tuple(values)) for version, size, level, values in rows}

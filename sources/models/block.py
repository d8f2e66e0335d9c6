"""Blocks: the parts a text is laid out in. Together they tile it."""

from typing import Any

import pgtrigger
from django.db import models

from sources.choices import BlockKind, SetBy
from sources.models.article import ArticleVersion
from sources.models.deciding import people_decide
from sources.models.fields import choice_check, choice_field, span_check
from sources.models.history import history_once_decided

#: At every cut that a change made or left, one block ends and the next begins (or the text does). That is
#: enough for all of them to tile the text, and costs the same for every block, however many there are. Of a
#: new block that stands where another ends, and ends where another stands, no more is asked: most are such.
_TILES = """
    IF TG_OP = 'INSERT' THEN
        IF (NEW.start = 0 OR NEW.start = (
            SELECT "end" FROM sources_block WHERE version_id = NEW.version_id AND start < NEW.start
            ORDER BY start DESC LIMIT 1
        )) AND (EXISTS (
            SELECT 1 FROM sources_block WHERE version_id = NEW.version_id AND start = NEW."end"
        ) OR NEW."end" = (
            SELECT char_length(text) FROM sources_articleversion WHERE id = NEW.version_id
        )) THEN
            RETURN NULL;
        END IF;
    END IF;
    laid := COALESCE(NEW.version_id, OLD.version_id);
    FOREACH cut IN ARRAY array_remove(ARRAY[OLD.start, OLD."end", NEW.start, NEW."end"], NULL) LOOP
        SELECT EXISTS (SELECT 1 FROM sources_block WHERE version_id = laid AND start = cut) INTO opens;
        IF NOT opens THEN
            SELECT char_length(text) = cut INTO opens FROM sources_articleversion WHERE id = laid;
        END IF;
        closes := cut = 0 OR COALESCE((
            SELECT "end" = cut FROM sources_block WHERE version_id = laid AND start < cut
            ORDER BY start DESC LIMIT 1
        ), false);
        IF opens <> closes THEN
            RAISE EXCEPTION 'The blocks of a version tile its text.' USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    RETURN NULL;
"""
#: What is known when a statement ends, where it brought the layouts whole: one look at all of them.
_WHOLE = """
    IF EXISTS (
        SELECT 1 FROM (
            SELECT version_id, start, "end", lag("end", 1, 0) OVER texts AS before,
                lead(start) OVER texts IS NULL AS last
            FROM sources_block WHERE version_id = ANY(ARRAY(SELECT DISTINCT version_id FROM brought))
            WINDOW texts AS (PARTITION BY version_id ORDER BY start)
        ) AS laid
        WHERE start <> before OR last AND "end" IS DISTINCT FROM (
            SELECT char_length(text) FROM sources_articleversion WHERE id = laid.version_id
        )
    ) THEN
        RAISE EXCEPTION 'The blocks of a version tile its text.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
#: A setting of the transaction: each statement now brings all blocks of its texts. Then a look at each, at
#: the end of the transaction, is spared.
_BRINGS_WHOLE = "COALESCE(current_setting('claimtrack.whole_layouts', true), '') = 'on'"
_TILING: dict[str, Any] = {
    "when": pgtrigger.After,
    "timing": pgtrigger.Deferred,
    "declare": [("laid", "bigint"), ("cut", "integer"), ("opens", "boolean"), ("closes", "boolean")],
    "func": _TILES,
}


@history_once_decided
class Block(models.Model):
    """A laid-out part of a text and why it is that; it owns the line ends that follow it."""

    # The unique (version, start) serves as its index. With one on the version alone the planner, which knows
    # nothing yet of blocks made in this transaction, walks all of them for each: 28 s for 20,000, now 3.6 s.
    version = models.ForeignKey(
        ArticleVersion, on_delete=models.PROTECT, related_name="blocks", db_index=False
    )
    start = models.PositiveIntegerField(help_text="First code point, from 0.")
    end = models.PositiveIntegerField(help_text="One past the last code point.")
    kind = choice_field(BlockKind)
    reason = models.CharField(max_length=200, blank=True, default="", help_text="For people.")
    set_by = choice_field(SetBy, default=SetBy.RULE)

    class Meta:
        ordering = ["version", "start"]
        constraints = [
            span_check("block"),
            choice_check("block", "kind", BlockKind),
            choice_check("block", "set_by", SetBy),
            models.UniqueConstraint(fields=["version", "start"], name="block_starts_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="blocks_tile_the_text",
                operation=pgtrigger.Delete | pgtrigger.UpdateOf("start", "end"),
                **_TILING,
            ),
            pgtrigger.Trigger(
                name="new_blocks_tile_the_text",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition(f"(NOT {_BRINGS_WHOLE})"),
                **_TILING,
            ),
            pgtrigger.Trigger(
                name="whole_layouts_tile_the_text",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="brought"),
                condition=pgtrigger.Condition(f"({_BRINGS_WHOLE})"),
                func=_WHOLE,
            ),
            pgtrigger.Trigger(
                name="keeps_its_version",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("version_id"),
                condition=pgtrigger.Condition("(NEW.version_id <> OLD.version_id)"),
                func="RAISE EXCEPTION 'A block stays in its version.' USING ERRCODE = 'check_violation';",
            ),
            *people_decide("{row}.set_by = 'editor'"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}–{self.end}"

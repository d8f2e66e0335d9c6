"""`manage.py preview FILE…`: the reading machine without a database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from claims.extract.found import Extracted
from claims.extract.lexicon import lexicon
from claims.extract.pipeline import attributed, extract
from claims.previews import base_name, error_of, object_of
from claims.previews_page import page_of
from claims.previews_quotes import quotes_of
from sources.ingest.facts import Declared
from sources.ingest.limits import Held, Refused
from sources.ingest.pipeline import ParsedArticle, read_article
from sources.ingest.read import FoundFile, read_paths

Read = tuple[ParsedArticle, Extracted, float]
Engine = Callable[..., Extracted]


class Command(BaseCommand):
    """Exit 0: every file was read; 1: some could not be, each named with its reason; 2: wrong usage."""

    help = (
        "Read saved articles and show what is what in them. Stores nothing, and needs neither database nor "
        "broker. Exit status 0: all were read; 1: some could not be; 2: wrong usage."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the command takes."""
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="a .txt, a folder, or a .zip")
        parser.add_argument(
            "--format",
            choices=("text", "jsonl", "quotes"),
            default="text",
            help="text: for people; jsonl: one object a file; quotes: one line a quotation",
        )
        parser.add_argument("--encoding", default="", help="of files that are not UTF-8")
        parser.add_argument(
            "--all-attributions", action="store_true", help="also what somebody believed or intended"
        )

    def handle(self, *, files: list[Path], **options: Any) -> None:
        """Read and show file by file; leave with 1 where one could not be read."""
        self.colours = self.stdout.isatty() and not options.get("no_color")
        show = {"jsonl": self._show_json, "quotes": self._show_quotes, "text": self._show_text}[
            options["format"]
        ]
        failed = False
        lexicon()  # read once, before the time of the first file is taken
        engine = attributed if options["format"] == "quotes" else extract
        for name, outcome in _read(
            files, options["encoding"], beliefs=options["all_attributions"], engine=engine
        ):
            show(name, outcome)
            failed = failed or isinstance(outcome, Refused | Held)
        if failed:
            raise SystemExit(1)

    def _show_json(self, name: str, outcome: Read | Refused | Held) -> None:
        if isinstance(outcome, tuple):
            shown = object_of(outcome[0], outcome[1], seconds=outcome[2])
        else:
            shown = error_of(name, outcome)
        self.stdout.write(json.dumps(shown, ensure_ascii=False))

    def _show_quotes(self, name: str, outcome: Read | Refused | Held) -> None:
        if isinstance(outcome, tuple):
            shown = quotes_of(name, outcome[0].text, outcome[1], seconds=outcome[2])
        else:
            shown = error_of(name, outcome)
        self.stdout.write(json.dumps(shown, ensure_ascii=False))

    def _show_text(self, name: str, outcome: Read | Refused | Held) -> None:
        if isinstance(outcome, tuple):
            for line in page_of(outcome[0], outcome[1], colours=self.colours):
                self.stdout.write(line)
        else:
            self.stderr.write(f"{base_name(name)}: {outcome}")


def _read(
    files: list[Path], encoding: str, *, beliefs: bool, engine: Engine
) -> Iterator[tuple[str, Read | Refused | Held]]:
    """Yield each file's label with what was read and the seconds from its text on, or with its problem."""
    for found in read_paths(files):
        if not found.skipped and not found.manifest:
            yield found.name, _read_one(found, encoding, beliefs, engine)


def _read_one(found: FoundFile, encoding: str, beliefs: bool, engine: Engine) -> Read | Refused | Held:
    if found.content is None:
        return found.problem or Refused("unreadable", "This file may not be read.")
    started = perf_counter()
    try:
        parsed = read_article(
            found.content, name=found.name, declared=Declared(encoding=encoding or None), manifest_facts={}
        )
    except (Refused, Held) as problem:
        return problem
    credited = parsed.chosen("credited_to")
    read = engine(
        parsed.text,
        parsed.blocks,
        language=parsed.value("language"),
        published=parsed.published,
        outlet=parsed.value("outlet"),
        credited=(credited.start, credited.end) if credited and credited.start is not None else None,
        beliefs=beliefs,
    )
    return parsed, read, perf_counter() - started

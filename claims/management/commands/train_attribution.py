"""`manage.py train_attribution`: learn from decided statements, measure on later ones, use what is better."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.extract.learned.examples import BadExample, Example, read_examples
from claims.extract.learned.reports import Report, learn_and_measure
from claims.extract.learned.training import ROUNDS, Prepared, prepare
from claims.models import TrainedTagger
from claims.queries.training_texts import MOST, desk_examples
from claims.services.engines import engine_in_use
from claims.services.errors import Refused
from claims.services.taggers import keep_tagger

#: The newest fifth is measured on.
MEASURED = 5
#: Fewer articles teach nothing that can be measured.
LEAST_ARTICLES = 10
DESK = "the desk’s decisions"


class Command(BaseCommand):
    """Exit 0: trained and measured, whatever came of it; 1: there was too little, or it cannot be read."""

    help = (
        "Train a tagger and a speaker linker on articles in which every proposal was decided, or on a JSONL "
        "file. The newest fifth of the articles is not learnt from: on it the tagger is measured, beside the "
        "engine in use. It is put to use only where it does better; /desk/engine/ shows both and goes back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the command takes."""
        parser.add_argument("--from", dest="source", type=Path, metavar="FILE", help="JSONL, oldest first")
        parser.add_argument("--measure-on", type=Path, metavar="FILE", help="JSONL; else the newest fifth")
        parser.add_argument("--curve", type=sizes, default=(), metavar="N,N,…", help="articles to learn from")
        parser.add_argument("--rounds", type=rounds, default=ROUNDS, help=f"of training (usual: {ROUNDS})")
        parser.add_argument(
            "--all-attributions", action="store_true", help="the rules propose beliefs and intentions as well"
        )
        parser.add_argument("--keep", action="store_true", help="do not put it to use, however good it is")
        parser.add_argument("--figures-only", action="store_true", help="measure, and store nothing")

    def handle(self, *, source: Path | None, **options: Any) -> None:
        """Learn, measure, tell, store."""
        learn_from, keys, measure_on = self._texts(source, options["measure_on"], options["all_attributions"])
        self.stdout.write(f"Learning from {len(learn_from)} articles, measuring on {len(measure_on)}.")
        used = engine_in_use()
        model, report = learn_and_measure(
            learn_from,
            measure_on,
            before=(used.words, used.tagger),
            sizes=options["curve"] or _usual_sizes(len(learn_from)),
            rounds=options["rounds"],
            say=self.stdout.write,
        )
        self._tell(report)
        if options["figures_only"]:
            return
        name = f"the file {source.name}"[:200] if source else DESK
        try:
            kept = keep_tagger(
                model=model, report=report, learned_from=name, versions=keys, use=not options["keep"]
            )
        except Refused as problem:
            raise CommandError(str(problem)) from problem
        self._tell_of(kept)

    def _texts(
        self, source: Path | None, measure_on: Path | None, beliefs: bool
    ) -> tuple[list[Prepared], list[int], list[Prepared]]:
        """What to learn from, the article versions in it, and what to measure on."""
        every = _read(source) if source else list(desk_examples())
        if len(every) < LEAST_ARTICLES:
            raise CommandError(
                f"There are {len(every)} articles to learn from; at least {LEAST_ARTICLES} are needed. "
                "From the desk's own decisions those count in which every proposal was confirmed or rejected."
            )
        cut = len(every) if measure_on else len(every) - max(1, len(every) // MEASURED)
        later = _read(measure_on) if measure_on else every[cut:]
        keys = [example.key for example in every[:cut] if example.key is not None]
        return _prepared(every[:cut], beliefs), keys, _prepared(later, beliefs)

    def _tell(self, report: Report) -> None:
        for one in (report.rules, report.before, report.trained):
            self.stdout.write(
                f"{one.name}: match F1 {one.match:.1f}, end to end {one.end_to_end:.1f} "
                f"({one.right} of {one.found} found are among {one.stated})"
            )
        self.stdout.write(f"{report.a_second:.1f} articles a second; trained in {report.seconds:.0f} s.")

    def _tell_of(self, kept: TrainedTagger) -> None:
        if kept.used_at:
            self.stdout.write(f"{kept} is in use from now on. /desk/engine/ goes back.")
        elif kept.better:
            self.stdout.write(f"{kept} did better and is kept; /desk/engine/ puts it to use.")
        else:
            self.stdout.write(
                f"{kept} is kept and not put to use: it does not beat {kept.compared_with}, or too few "
                "statements tell."
            )


def sizes(words: str) -> tuple[int, ...]:
    """Numbers of articles, parted by commas."""
    try:
        return tuple(_positive(word) for word in words.split(","))
    except ValueError as problem:
        raise ArgumentTypeError(f"{words} is no list of numbers such as 25,50,100") from problem


def rounds(word: str) -> int:
    """Between 1 and 100."""
    if not word.isascii() or not word.isdigit() or not 1 <= int(word) <= 100:
        raise ArgumentTypeError(f"{word} is no number from 1 to 100")
    return int(word)


def _positive(word: str) -> int:
    number = int(word)
    if number < 1:
        raise ValueError(word)
    return number


def _usual_sizes(most: int) -> tuple[int, ...]:
    return tuple(most // part for part in (4, 2))


def _read(path: Path) -> list[Example]:
    """The newest examples of a file, as many as are taken from the desk."""
    try:
        with path.open(encoding="utf-8") as lines:
            return list(read_examples(lines))[-MOST:]
    except OSError as problem:
        raise CommandError(f"{path.name} cannot be read: {problem.strerror}.") from problem
    except UnicodeDecodeError as problem:
        raise CommandError(f"{path.name} is not UTF-8.") from problem
    except BadExample as problem:
        raise CommandError(f"{path.name}: {problem}") from problem


def _prepared(examples: Iterable[Example], beliefs: bool) -> list[Prepared]:
    return [prepare(example, beliefs=beliefs) for example in examples]

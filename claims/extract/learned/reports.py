"""What training came to, in figures that are stored and shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any

from claims.extract.learned.model import FORM, Model, Tagger
from claims.extract.learned.scoring import Figures
from claims.extract.learned.training import ROUNDS, Prepared, measure, train

#: Below this much of both nothing can be told; a tagger is kept, never put to use.
LEAST_STATEMENTS = 40


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine on the later articles. match, end_to_end: F1, 0 to 100, as shown."""

    name: str
    match: float
    end_to_end: float
    right: int
    found: int
    stated: int

    @classmethod
    def of(cls, name: str, figures: Figures) -> Measured:
        """Figures as they are stored: rounded to a tenth."""
        match, both = round(figures.match, 1), round(figures.end_to_end, 1)
        return cls(name, match, both, figures.right, figures.ours, figures.theirs)


@dataclass(frozen=True, slots=True)
class Step:
    """A point of the learning curve: so many articles learnt from, F1 on the later ones."""

    articles: int
    match: float
    end_to_end: float


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that training says of itself. seconds: all of it; a_second: articles read in one."""

    trained: Measured
    rules: Measured
    before: Measured
    curve: tuple[Step, ...]
    articles: int
    statements: int
    measured_articles: int
    seconds: float
    a_second: float

    @property
    def better(self) -> bool:
        """Whether it beats the engine in use: at no figure worse, at one better, and enough looked at."""
        ours, theirs = self.trained, self.before
        enough = ours.stated >= LEAST_STATEMENTS
        no_worse = ours.match >= theirs.match and ours.end_to_end >= theirs.end_to_end
        return enough and no_worse and (ours.match, ours.end_to_end) != (theirs.match, theirs.end_to_end)

    def as_stored(self) -> dict[str, Any]:
        """For a JSON column."""
        return {"form": FORM, **asdict(self)}


def learn_and_measure(
    earlier: Sequence[Prepared],
    later: Sequence[Prepared],
    *,
    before: tuple[str, Tagger | None],
    sizes: Sequence[int] = (),
    rounds: int = ROUNDS,
    say: Callable[[str], None] = lambda _: None,
) -> tuple[Model, Report]:
    """Learn from earlier texts, measure on later ones, beside the rules and the engine in use.

    before: its name, and None where that is the rules. sizes: of the learning curve; each takes the texts
    nearest to the later ones. What is measured is what is returned. Raises ValueError for no texts.
    """
    began = perf_counter()
    rules = Measured.of("the rules", measure(later, None))
    used = rules if before[1] is None else Measured.of(before[0], measure(later, before[1]))
    say(f"{used.name}: match {used.match}, end to end {used.end_to_end}")
    steps = []
    for size in sorted({size for size in sizes if 0 < size < len(earlier)}):
        part = Measured.of("", measure(later, Tagger(train(earlier[-size:], rounds=rounds))))
        steps.append(Step(size, part.match, part.end_to_end))
        say(f"{size} articles: match {part.match}, end to end {part.end_to_end}")
    model = train(earlier, rounds=rounds)
    tagger, at = Tagger(model), perf_counter()
    ours = Measured.of("the trained tagger", measure(later, tagger))
    reading = perf_counter() - at
    steps.append(Step(len(earlier), ours.match, ours.end_to_end))
    say(f"{len(earlier)} articles: match {ours.match}, end to end {ours.end_to_end}")
    return model, Report(
        trained=ours,
        rules=rules,
        before=used,
        curve=tuple(steps),
        articles=len(earlier),
        statements=sum(len(text.quotes) for text in earlier),
        measured_articles=len(later),
        seconds=round(perf_counter() - began, 1),
        a_second=round(len(later) / reading, 1) if reading else 0.0,
    )

"""Learning from texts with their attributions, and measuring what was learnt on other texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from claims.extract.found import Attribution
from claims.extract.learned.around import Seen, around, look, window
from claims.extract.learned.choosing import Candidate, Chosen, choose
from claims.extract.learned.crf import Labeller, learn
from claims.extract.learned.examples import Example, Quote
from claims.extract.learned.features import features
from claims.extract.learned.judging import seen_of_pool
from claims.extract.learned.labels import CONTENT, CUE, NOTHING, SOURCE, Piece, label, piece_of
from claims.extract.learned.linking import seen_of_speakers, speakers
from claims.extract.learned.model import Model, Tagger
from claims.extract.learned.proposing import Reading, Taggers, pool_of, readings_of
from claims.extract.learned.ranking import Ranker, learn_yes_no
from claims.extract.learned.scoring import Figures, same_speaker, score
from claims.extract.learned.words import Words, words_of
from claims.extract.pipeline import attribute

#: The rankers learn from texts that were read by taggers which had not seen them: so many parts in turns.
PARTS = 3
ROUNDS, CUE_ROUNDS = 12, 30
LEVELS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
_Set = frozenset[int]
_Row = tuple[list[str], bool]
_Task = tuple[Sequence["Prepared"], Sequence["Prepared"], int]
_Learnt = tuple[bytes, bytes, list[list[Reading]]]


class Each(Protocol):
    """`map`, or that of a pool of processes."""

    def __call__(self, work: Callable[[_Task], _Learnt], tasks: list[_Task], /) -> Iterable[_Learnt]:
        """The results in the order of the tasks."""


def one_by_one(work: Callable[[_Task], _Learnt], tasks: list[_Task]) -> Iterable[_Learnt]:
    """In this process, one after another."""
    return map(work, tasks)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text ready to learn from. rules: all they found; usual: what they propose; quotes: the truth."""

    words: Words
    rules: tuple[Attribution, ...]
    usual: tuple[Attribution, ...]
    quotes: tuple[Quote, ...]


def prepare(example: Example, *, beliefs: bool) -> Prepared:
    """Cut an example into words and let the rules read it. beliefs: they propose those and intentions too."""
    text, paragraphs = example.text, example.paragraphs
    rules = tuple(attribute(text, paragraphs, beliefs=True))
    usual = rules if beliefs else tuple(attribute(text, paragraphs))
    return Prepared(words_of(text, paragraphs), rules, usual, example.quotes)


def train(texts: Sequence[Prepared], *, rounds: int = ROUNDS, each: Each = one_by_one) -> Model:
    """Learn a model. The same texts in the same order give the same model. Raises ValueError for none.

    each: how the taggers are learnt, which are apart from one another; a pool of processes has a `map`.
    """
    parts = [part for number in range(PARTS) if (part := texts[number::PARTS])]
    tasks: list[_Task] = [(texts, (), rounds)]
    tasks += [(_but(texts, number) or part, part, rounds) for number, part in enumerate(parts)]
    (cues, surroundings, _), *others = each(_learn_and_read, tasks)
    read = [
        [(text, look(text.words, text.rules), found) for text, found in zip(part, told, strict=True)]
        for part, (_, _, told) in zip(parts, others, strict=True)
    ]
    linker = learn_yes_no([row for part in read for one in part for row in _choices(*one)], shrink=10)
    ranker = Ranker(linker)
    judged = [[_judge(text, seen, found, ranker) for text, seen, found in part] for part in read]
    keep = _learn_to_keep(judged)
    return Model(cues, surroundings, linker, keep, _level(judged))


def _but(texts: Sequence[Prepared], part: int) -> list[Prepared]:
    return [text for number, text in enumerate(texts) if number % PARTS != part]


def _learn_and_read(task: _Task) -> _Learnt:
    """Learn the taggers from some texts, and let them read others."""
    texts, others, rounds = task
    cues = learn(_cue_lines(texts), sure=True, rounds=CUE_ROUNDS)
    surroundings = learn(_around_lines(texts), sure=False, rounds=rounds)
    taggers = Taggers(Labeller(cues), Labeller(surroundings))
    return cues, surroundings, [readings_of(taggers, look(text.words, text.rules)) for text in others]


def _cue_lines(texts: Iterable[Prepared]) -> Iterator[tuple[list[list[str]], list[str]]]:
    for text in texts:
        labels: dict[int, str] = {}
        label(text.words, labels, CUE, (span for quote in text.quotes for span in quote.cue))
        for (first, end), line in features(text.words, text.rules):
            yield line, [labels.get(at, NOTHING) for at in range(first, end)]


def _around_lines(texts: Iterable[Prepared]) -> Iterator[tuple[list[list[str]], list[str]]]:
    for text in texts:
        seen = look(text.words, text.rules)
        for quote in text.quotes:
            cue = piece_of(text.words, quote.cue, CUE)
            if cue and cue.end <= seen.bounds[cue.first][1]:
                labels: dict[int, str] = {}
                label(text.words, labels, CONTENT, quote.content)
                label(text.words, labels, SOURCE, quote.source)
                first, end = window(seen, cue)
                yield around(seen, cue), [labels.get(at, NOTHING) for at in range(first, end)]


def _choices(text: Prepared, seen: Seen, found: Sequence[Reading]) -> Iterator[_Row]:
    """Who could have spoken at each cue that is one, and whether they did."""
    words = text.words
    true = [(_tokens(words, quote.cue), quote) for quote in text.quotes]
    for one in found:
        own = set(range(one.cue.first, one.cue.end))
        quote = next((quote for cue, quote in true if cue & own), None)
        if quote:
            ruled = piece_of(words, one.rule.speaker, SOURCE) if one.rule else None
            candidates = speakers(seen, one.cue, one.source, ruled)
            who, content = words.of(quote.source), words.of(quote.content)
            told = seen_of_speakers(seen, one.cue, content, candidates)
            for speaker, features in zip(candidates, told, strict=True):
                yield features, same_speaker(words, _real(words, speaker.piece), who)


def _real(words: Words, piece: Piece | None) -> _Set:
    return words.of([words.span(piece.first, piece.end)] if piece else [])


def _tokens(words: Words, spans: Iterable[tuple[int, int]]) -> _Set:
    return frozenset(at for span in spans for at in words.within(span))


@dataclass(frozen=True, slots=True)
class _Judged:
    """All candidates of a text; seen: what speaks for each; rows: with whether people said it of anybody,
    and with whether they said it of the same speaker: chances learnt from both lie between the two.
    """

    text: Prepared
    pool: list[Candidate]
    seen: list[list[str]]
    rows: list[_Row]


def _judge(text: Prepared, seen: Seen, found: Sequence[Reading], linker: Ranker) -> _Judged:
    pool = pool_of(seen, found, linker)
    told, theirs, rows = seen_of_pool(seen, pool), _theirs(text), list[_Row]()
    for one, signs in zip(pool, told, strict=True):
        figures = score(text.words, [(one.real, _real(text.words, one.source))], theirs)
        rows += [(signs, figures.right > 0), (signs, figures.both > 0)]
    return _Judged(text, pool, told, rows)


def _learn_to_keep(judged: Iterable[Sequence[_Judged]]) -> bytes:
    return learn_yes_no([row for part in judged for one in part for row in one.rows], shrink=100)


def _level(judged: Sequence[Sequence[_Judged]]) -> float:
    """How likely candidates must be for the best figures, each part judged by what the others taught."""
    totals = dict.fromkeys(LEVELS, Figures())
    for part in judged:
        keep = Ranker(_learn_to_keep(other for other in judged if other is not part))
        for one in part:
            chances = [keep.chance(features) for features in one.seen]
            for level in LEVELS:
                kept = choose(one.pool, chances, level)
                told = [_told(one.text.words, chosen) for chosen in kept]
                totals[level] += _compare(one.text, told)
    return max(LEVELS, key=lambda level: totals[level].match + totals[level].end_to_end)


def measure(texts: Iterable[Prepared], tagger: Tagger | None) -> Figures:
    """How a tagger does on texts; where it is None, the rules by themselves with what they propose."""
    total = Figures()
    for text in texts:
        total += _compare(text, _read(text, tagger))
    return total


def _read(text: Prepared, tagger: Tagger | None) -> list[tuple[_Set, _Set]]:
    words = text.words
    if tagger is None:
        return [(words.of(found.content), words.of(found.speaker)) for found in text.usual]
    return [_told(words, chosen) for chosen in tagger.chosen(words, text.rules)]


def _told(words: Words, chosen: Chosen) -> tuple[_Set, _Set]:
    return chosen.candidate.real, _real(words, chosen.candidate.source)


def _compare(text: Prepared, ours: Sequence[tuple[_Set, _Set]]) -> Figures:
    return score(text.words, ours, _theirs(text))


def _theirs(text: Prepared) -> list[tuple[_Set, _Set]]:
    return [(text.words.of(quote.content), text.words.of(quote.source)) for quote in text.quotes]

"""Learning from texts with their attributions, and measuring what was learnt on other texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.extract.found import Attribution
from claims.extract.learned.around import Seen, around, look, window
from claims.extract.learned.choosing import Candidate, Chosen, seen_of
from claims.extract.learned.crf import Labeller, learn
from claims.extract.learned.examples import Example, Quote
from claims.extract.learned.features import features
from claims.extract.learned.labels import CONTENT, CUE, NOTHING, SOURCE, label, piece_of
from claims.extract.learned.linking import right_one, seen_of_speakers, speakers
from claims.extract.learned.model import Model, Tagger
from claims.extract.learned.proposing import Reading, Taggers, pool_of, readings_of
from claims.extract.learned.ranking import Choice, learn_choices, learn_yes_no
from claims.extract.learned.scoring import Figures, pair, score
from claims.extract.learned.words import Words, words_of
from claims.extract.pipeline import attribute

#: The rankers learn from every third text, read by taggers that have not seen it.
HELD = 3
ROUNDS = 12
_Set = frozenset[int]


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


def train(texts: Sequence[Prepared], *, rounds: int = ROUNDS) -> Model:
    """Learn a model. The same texts in the same order give the same model. Raises ValueError for none."""
    read = list(_read_by_others(texts, rounds))
    linker = learn_choices([choice for text, seen, found in read for choice in _choices(text, seen, found)])
    pools = [(text, pool_of(seen, found, linker)) for text, seen, found in read]
    keep = learn_yes_no([row for text, pool in pools for row in _rows(text, pool)])
    cues, surroundings = _learn_taggers(texts, rounds)
    return Model(cues, surroundings, linker, keep)


def _read_by_others(texts: Sequence[Prepared], rounds: int) -> Iterator[tuple[Prepared, Seen, list[Reading]]]:
    held = texts[::HELD]
    others = [text for number, text in enumerate(texts) if number % HELD] or held
    cues, surroundings = _learn_taggers(others, rounds)
    taggers = Taggers(Labeller(cues), Labeller(surroundings))
    for text in held:
        yield text, *readings_of(taggers, text.words, text.rules)


def _learn_taggers(texts: Sequence[Prepared], rounds: int) -> tuple[bytes, bytes]:
    cues = learn(_cue_lines(texts), sure=True, rounds=3 * rounds)
    return cues, learn(_around_lines(texts), sure=False, rounds=rounds)


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


def _choices(text: Prepared, seen: Seen, found: Sequence[Reading]) -> Iterator[Choice]:
    """Who could have spoken at each cue that is one, and who did."""
    true = [(_tokens(text.words, quote.cue), quote) for quote in text.quotes]
    for one in found:
        own = set(range(one.cue.first, one.cue.end))
        quote = next((quote for cue, quote in true if cue & own), None)
        if quote:
            ruled = piece_of(text.words, one.rule.speaker, SOURCE) if one.rule else None
            candidates = speakers(seen, one.cue, one.source, ruled)
            right = right_one(candidates, _tokens(text.words, quote.source))
            if right is not None:
                content = text.words.of(quote.content)
                yield seen_of_speakers(seen, one.cue, content, candidates), right


def _tokens(words: Words, spans: Iterable[tuple[int, int]]) -> _Set:
    return frozenset(at for span in spans for at in words.within(span))


def _rows(text: Prepared, pool: Sequence[Candidate]) -> Iterator[tuple[list[str], bool]]:
    """Each candidate, and whether it is one of those that people made."""
    true = [text.words.of(quote.content) for quote in text.quotes]
    for one in pool:
        yield seen_of(text.words, one, pool), bool(pair([one.real], true))


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
    source = chosen.candidate.source
    return chosen.candidate.real, words.of([words.span(source.first, source.end)] if source else [])


def _compare(text: Prepared, ours: Sequence[tuple[_Set, _Set]]) -> Figures:
    theirs = [(text.words.of(quote.content), text.words.of(quote.source)) for quote in text.quotes]
    return score(text.words, ours, theirs)

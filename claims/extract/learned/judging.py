"""What speaks for a candidate and against it: who found it, its cue, its words, its speaker, its place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from claims.extract.learned.around import Seen
from claims.extract.learned.choosing import Candidate
from claims.extract.learned.features import EDGE, stem_of
from claims.extract.learned.labels import Piece
from claims.extract.learned.scoring import jaccard
from claims.extract.learned.words import ENDS_SENTENCE

#: Cues farther away than this, in tokens, say nothing of whether one content stands in another.
FAR = 200


def seen_of_pool(seen: Seen, pool: Sequence[Candidate]) -> list[list[str]]:
    """The features of each candidate of a text."""
    nests = _Nests(pool)
    return [list(_seen(seen, one, nests)) for one in pool]


def _seen(seen: Seen, one: Candidate, nests: _Nests) -> Iterator[str]:
    told = _Told(seen, one)
    yield "bias"
    yield from _of_finding(one, told)
    yield from _of_content(seen, one, told)
    yield from _of_nests(one, told, nests)
    if one.cue:
        yield from _of_cue(seen, one.cue, told)
        yield from _of_place(seen, one.cue.first)
    if one.source:
        yield from _of_source(seen, one, one.source, told)
    if one.rule:
        yield from _of_rule(one, told)


class _Told:
    """What several features are made of. by: how it agrees with the rules and the tagger."""

    def __init__(self, seen: Seen, one: Candidate) -> None:
        words, cue = seen.words, one.cue
        self.first, self.last = min(one.real), max(one.real)
        quoted = sum(words.quoted[at] for at in one.real) / len(one.real)
        self.part = "0" if not quoted else "1" if quoted >= 0.9 else "some"
        self.side, self.gap, self.sure, self.word = "-", 0, -1.0, "-"
        if cue:
            before, after = self.last < cue.first, self.first >= cue.end
            self.side = "before" if before else "after" if after else "round"
            self.gap = cue.first - self.last if before else self.first - cue.end
            self.sure, self.word = cue.sure, words.lower[cue.end - 1]
        self.rough = str(min(4, int(self.sure * 5)))
        self.ruled = "R" if one.rule else "-"
        self.by = _alike(one.real, one.ruled) + _alike(one.real, one.tagged)


def _alike(one: frozenset[int], other: frozenset[int]) -> str:
    if not other:
        return "-"
    sign = "=" if one == other else "<" if one < other else ">" if one > other else "x"
    return sign + str(int(4 * jaccard(one, other)))


def _of_finding(one: Candidate, told: _Told) -> list[str]:
    by, sure, rough = told.by, int(told.sure * 10), told.rough
    speaks = one.source is not None
    return [
        f"by={by}",
        f"by={by}{told.part}",
        f"by={by}{told.side}",
        f"sure={sure}",
        f"sure={sure}{told.ruled}",
        f"sure={rough}{by}",
        f"sure={rough}{told.part}{told.side}",
        f"speaker={speaks}{told.ruled}",
        f"speaker={speaks}{by}",
    ]


def _of_content(seen: Seen, one: Candidate, told: _Told) -> list[str]:
    lower, side, part = seen.words.lower, told.side, told.part
    first, last = told.first, told.last
    begin, end, after = lower[first], lower[last], _at(lower, last + 1)
    long = bucket(len(one.real))
    verbs = min(3, sum(seen.known[at][:1] == "v" for at in range(first, last + 1)))
    return [
        f"long={long}{part}",
        f"long={long}{side}{told.ruled}",
        f"verbs={verbs}{long}",
        f"pieces={min(3, len(one.content))}{part}{told.ruled}",
        f"gap={side}{min(9, told.gap)}",
        f"first={begin}",
        f"first={begin}{side}",
        f"first2={begin}|{_at(lower, first + 1)}",
        f"firsts={begin[-3:]}{side}",
        f"firsth={seen.shape[first]}{side}{part}",
        f"before={_at(lower, first - 1)}",
        f"before={_at(lower, first - 1)}|{begin}",
        f"last={end}",
        f"last={end}|{after}",
        f"lasth={seen.shape[last]}{after}",
        f"after={after}",
        f"after={after}{side}",
        f"after2={after}|{_at(lower, last + 2)}",
        f"cuefirst={told.word}|{begin}",
        f"cueafter={told.word}|{after}",
    ]


def _of_cue(seen: Seen, cue: Piece, told: _Told) -> list[str]:
    lower, word = seen.words.lower, told.word
    before, after = _at(lower, cue.first - 1), _at(lower, cue.end)
    return [
        f"cue={word}",
        f"cue={word}{told.ruled}",
        f"cue={word}{told.side}",
        f"cues={stem_of(word)}",
        f"cue3={word[-3:]}",
        f"cue1={lower[cue.first]}",
        f"cuelong={min(cue.end - cue.first, 5)}",
        f"cue-1={before}",
        f"cue-1={before}|{word}",
        f"cue-2={_at(lower, cue.first - 2)}",
        f"cue+1={after}",
        f"cue+1={word}|{after}",
        f"cue+2={_at(lower, cue.end + 1)}",
        f"cuek={seen.known[cue.end - 1]}",
        f"cuek-1={_at(seen.known, cue.first - 1)}",
        f"cueh={seen.shape[cue.first]}{_at(seen.shape, cue.first - 1)}",
    ]


def _of_place(seen: Seen, at: int) -> list[str]:
    """Where in its sentence the cue stands, and what that begins with."""
    lower, start = seen.words.lower, at
    while start > seen.bounds[at][0] and lower[start - 1] not in ENDS_SENTENCE:
        start -= 1
    return [
        f"begins={lower[start]}",
        f"place={min(12, (at - start) // 2)}",
        f"later={seen.verbs[at] - seen.verbs[start] > 1}",
    ]


def _of_source(seen: Seen, one: Candidate, source: Piece, told: _Told) -> Iterator[str]:
    lower, ruled, cue = seen.words.lower, told.ruled, one.cue
    head, shape = lower[source.end - 1], seen.shape[source.end - 1]
    yield f"who={head}"
    yield f"who={head}|{told.word}"
    yield f"who3={head[-3:]}{shape}"
    yield f"who1={lower[source.first]}{ruled}"
    yield f"whoh={shape}{seen.shape[source.first]}"
    yield f"whoh={shape}{ruled}{told.rough}"
    yield f"wholong={min(5, source.end - source.first)}{ruled}"
    if cue:
        before = source.first < cue.first
        far = cue.first - source.end if before else source.first - cue.end
        quoted = f"{seen.words.quoted[source.first]}{seen.words.quoted[cue.first]}"
        yield f"whofar={before}{bucket(max(0, far))}{ruled}"
        yield f"whoquoted={before}{quoted}{told.part}"


def _of_rule(one: Candidate, told: _Told) -> list[str]:
    rule, by = one.rule, told.by
    if rule is None:
        return []
    return [
        f"frame={rule.frame}",
        f"frame={rule.frame}{by}",
        f"frame={rule.frame}{told.rough}",
        f"frame={rule.frame}{bool(rule.speaker)}",
        f"kind={by}{rule.kind}",
        f"mode={by}{rule.mode}",
        f"score={int(rule.score * 10)}{by}",
        f"lemma={rule.lemma}",
        f"lemma={rule.lemma}{rule.frame}",
        f"turned={rule.negated}{rule.passive}",
    ]


class _Nests:
    """Which cues stand in which contents of a text."""

    def __init__(self, pool: Sequence[Candidate]) -> None:
        first_of_each = {(one.cue.first, one.cue.end): one for one in reversed(pool) if one.cue}
        self._all = [
            (cue, min(one.real), max(one.real))
            for _, one in sorted(first_of_each.items())
            if (cue := one.cue) is not None
        ]
        self._places = [cue.first for cue, _, _ in self._all]

    def within(self, own: Piece | None, first: int, last: int) -> float:
        """How sure the surest other cue among these tokens is; -1 for none."""
        start, stop = bisect_left(self._places, first), bisect_right(self._places, last)
        return max((cue.sure for cue, _, _ in self._all[start:stop] if cue != own), default=-1.0)

    def around(self, own: Piece) -> float:
        """How sure the surest other cue is whose content the cue stands in; -1 for none."""
        start = bisect_left(self._places, own.first - FAR)
        stop = bisect_right(self._places, own.first + FAR)
        return max(
            (
                cue.sure
                for cue, first, last in self._all[start:stop]
                if cue != own and first <= own.first <= last
            ),
            default=-1.0,
        )


def _of_nests(one: Candidate, told: _Told, nests: _Nests) -> list[str]:
    within = int(5 * nests.within(one.cue, told.first, told.last))
    around = int(5 * nests.around(one.cue)) if one.cue else -9
    return [
        f"within={within}{told.rough}",
        f"around={around}{told.rough}{told.ruled}",
        f"around={around}{told.by}",
    ]


def _at(told: Sequence[str], at: int) -> str:
    return told[at] if 0 <= at < len(told) else EDGE


def bucket(count: int) -> str:
    """A length, told roughly."""
    return str(count) if count < 4 else next((f"<{top}" for top in (6, 10, 20, 40) if count < top), "long")

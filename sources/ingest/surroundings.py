"""Where a line stands among the others: near running text, below the headline, in a thread of comments.

Everything is counted in one pass or by running sums, so the work grows with the number of lines alone.
What is not wanted, and costs something, is not counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from math import exp, inf, log1p

from sources.ingest.board import Board
from sources.ingest.lines import Line
from sources.ingest.looks import EVERYTHING, Look, Wanted, bare, content_words, look_at

MOST_WORDS = 120  # a longer line counts no more than this as running text
SENTENCE = 10
REACHES = (2, 5, 12)
HEADLINE = range(3, 31)
NEAR = 6
BAD_WORDS = 8
#: Looks that mean something else in the midst of the text.
IN_CORE = tuple(
    (name, f"{name} in the core")
    for name in ("closed", "bullet", "little words", "capitals", "words 2-3", "words 4-6", "words 7-10")
)
#: What a thread of comments makes of its lines, beside the times and votes around them.
OF_THREADS = ("talk so far", "talk above", "prose below talk", "prose among times")
#: Feature, the look that is counted around the line, how many of it are many.
CROWDS = (
    ("list lines around", "bullet", 9),
    ("buttons around", "button", 9),
    ("titles around", "capitals in a long line", 9),
    ("ages around", "ago", 2),
    ("marked lines around", "marked", 9),
)


@dataclass(slots=True)
class Scene:
    """What is known of all lines together.

    looks: of each line. tokens: its words, folded, with the signs around them. text: words of running text in
    each (0 where a rule says it is something else). bad: how loudly each line says that it belongs to the
    page. core: first and last line of the densest text. wanted: the features that are asked for.
    """

    board: Board
    looks: list[Look]
    tokens: list[Sequence[str]]
    text: list[float]
    bad: list[float]
    core: tuple[int, int]
    wanted: Wanted = EVERYTHING

    @property
    def lines(self) -> list[Line]:
        """The lines of the board."""
        return self.board.lines


def scene_of(board: Board, wanted: Wanted = EVERYTHING) -> Scene:
    """Look at every line of a board and find the core of the text."""
    tokens_by_line: list[Sequence[str]] = []
    looks: list[Look] = []
    for line in board.lines:
        tokens, look = look_at(line, wanted)
        tokens_by_line.append(tokens)
        looks.append(look)
    _note_repeats(board.lines, looks)
    text, bad = [], []
    for line, look, kind in zip(board.lines, looks, board.kinds, strict=True):
        sentence = line.prose or (line.closed and line.words >= SENTENCE)
        if kind:
            look["marked"] = 1.0
        text.append(float(min(line.words, MOST_WORDS)) if sentence and not kind else 0.0)
        bad.append((kind != "") + look.get("controls", 0.0) / 2 + look.get("ago", 0.0))
    gain = [
        (words if words else -min(12.0, 4 + 0.3 * line.words)) - BAD_WORDS * minus
        for words, minus, line in zip(text, bad, board.lines, strict=True)
    ]
    return Scene(board, looks, tokens_by_line, text, bad, densest(gain), wanted)


def densest(gain: Sequence[float]) -> tuple[int, int]:
    """Return the first and last index of the stretch with the largest sum; (0, 0) of nothing."""
    best, found, current, start = -inf, (0, 0), 0.0, 0
    for index, value in enumerate(gain):
        if current <= 0:
            current, start = 0.0, index
        current += value
        if current > best:
            best, found = current, (start, index)
    return found


def features_of(scene: Scene) -> list[Look]:
    """Return the features of every line: its look, and where it stands."""
    features = [dict(look) for look in scene.looks]
    for add in (_add_place, _add_text_around, _add_core, _add_headline, _add_crowd, _add_thread, _add_run):
        add(scene, features)
    return features


def _note_repeats(lines: list[Line], looks: list[Look]) -> None:
    seen: dict[str, int] = {}
    for line in lines:
        seen[line.plain] = seen.get(line.plain, 0) + 1
    above = True
    for line, look in zip(lines, looks, strict=True):
        if line.plain and seen[line.plain] > 1:
            look["repeated"] = 1.0
            if seen[line.plain] > 2:
                look["repeated often"] = 1.0
        if line.apart:
            look["blank below"] = 1.0
            if above:
                look["stands alone"] = 1.0
        above = line.apart


def _add_place(scene: Scene, features: list[Look]) -> None:
    total, wanted = len(features), scene.wanted
    words = list(accumulate((line.words for line in scene.lines), initial=0))
    text = list(accumulate(scene.text, initial=0.0))
    whole, all_words = max(1.0, text[-1]), max(1, words[-1])
    for feature, place, above in zip(features, words, text, strict=False):
        feature["place"] = place / all_words
        if above:
            feature["text above"] = above / whole
        else:
            feature["no text above"] = 1.0
    if "text below" in wanted or "no text below" in wanted:
        for feature, above in zip(features, text[1:], strict=True):
            feature["text below"] = (whole - above) / whole
            if text[-1] == above:
                feature["no text below"] = 1.0
    if "line number" in wanted:
        for index, feature in enumerate(features):
            feature["line number"] = index / total
    for name, edge in (("at the top", features[:1]), ("at the end", features[-1:])):
        for feature in edge if name in wanted else ():
            feature[name] = 1.0


def _add_text_around(scene: Scene, features: list[Look]) -> None:
    """Running text near the line, above and below, fading with the distance."""
    gain = [words - 3 * minus for words, minus in zip(scene.text, scene.bad, strict=True)]
    for reach in REACHES:
        fade = exp(-1 / reach)
        for side, step in (("above", 1), ("below", -1)):
            text, page = f"text {side} {reach}", f"page {side} {reach}"
            told = text in scene.wanted
            if not told and page not in scene.wanted:
                continue
            near = 0.0
            for feature, more in zip(features[::step], gain[::step], strict=True):
                if near > 0:
                    if told:
                        feature[text] = log1p(near) / 5
                elif near < 0:
                    feature[page] = 1.0
                near = near * fade + more


def _add_core(scene: Scene, features: list[Look]) -> None:
    """Nearness to the core of the text, and words in common with it."""
    first, last = scene.core
    in_core = [names for names in IN_CORE if names[1] in scene.wanted]
    for feature in features[first : last + 1]:
        feature["in the core"] = 1.0
        for name, inside_it in in_core:
            if figure := feature.get(name):
                feature[inside_it] = figure
    if first == 0 and last + 1 >= len(features):
        return
    compared = "words of the core" in scene.wanted
    vocabulary = set(bare(chain.from_iterable(scene.tokens[first : last + 1]))) if compared else set()
    bad = list(accumulate(scene.bad, initial=0.0))
    share = sum(scene.text[first : last + 1]) / max(1.0, sum(scene.text))
    for index in chain(range(first), range(last + 1, len(features))):
        feature = features[index]
        before = index < first
        gap = first - index if before else index - last
        if (side := "before the core" if before else "after the core") in scene.wanted:
            feature[side] = 1.0
        feature["far from the core"] = gap / (gap + 5)
        between = bad[first] - bad[index] if before else bad[index] - bad[last]
        feature["page between"] = between / (between + 2)
        feature["core share outside"] = share
        if compared and (words := content_words(scene.tokens[index])):
            feature["words of the core"] = sum(map(vocabulary.__contains__, words)) / len(words)


def _add_headline(scene: Scene, features: list[Look]) -> None:
    """Where lines repeat the page's title: the headline stands above the text."""
    lines = scene.lines
    title = set(content_words(scene.tokens[0])) if lines else set()
    copies = [
        index for index in range(1, len(lines)) if _repeats_title(lines[index], scene.tokens[index], title)
    ]
    if not copies:
        return
    last_copy = copies[-1]
    since, text = -1, 0.0
    marks = set(copies)
    for index, feature in enumerate(features):
        if index in marks:
            since, text = index, 0.0
            feature["title"] = 1.0
        if since >= 0:
            feature["below the title"] = 1.0
            feature["near the title"] = exp((since - index) / 8)
            feature["not far from the title"] = exp((since - index) / 40)
            feature["text since the title"] = log1p(text) / 7
        else:
            feature["above the title"] = 1.0
        if index < last_copy:
            feature["title to come"] = 1.0
        text += scene.text[index]


def _repeats_title(line: Line, tokens: Sequence[str], title: set[str]) -> bool:
    if line.words not in HEADLINE or len(title) < 2 or title.isdisjoint(bare(tokens)):
        return False
    words = content_words(tokens)
    shared = sum(map(title.__contains__, words))
    return len(words) >= min(3, len(title)) and shared >= 0.8 * len(words) and len(words) >= 2


def _add_crowd(scene: Scene, features: list[Look]) -> None:
    """What the lines around have in common: many short ones, list lines, buttons."""
    short = [look.get("words 1", 0.0) + look.get("words 2-3", 0.0) for look in scene.looks]
    _window(features, "short lines around", 4, 9, short)
    for name, figure, most in CROWDS:
        if name in scene.wanted:
            _window(features, name, 4, most, [look.get(figure, 0.0) for look in scene.looks])


def _add_thread(scene: Scene, features: list[Look]) -> None:
    """Signs of a thread of comments: times, votes, talk of comments, and how much of it came before."""
    looks, wanted = scene.looks, scene.wanted
    stamps, votes, talk = ([look.get(name, 0.0) for look in looks] for name in ("stamp", "vote", "talk"))
    _window(features, "times around", NEAR, 3, stamps)
    _window(features, "votes around", NEAR, 2, votes)
    if "talk around" in wanted:
        _window(features, "talk around", NEAR, 3, talk)
    for index, stamp in enumerate(stamps):
        if stamp and index:
            features[index - 1]["time just below"] = 1.0
        if stamp and index + 1 < len(features):
            features[index + 1]["time just above"] = 1.0
    if not any(map(wanted.__contains__, OF_THREADS)) or not (any(stamps) or any(talk)):
        return
    sums = list(accumulate(talk, initial=0.0))
    for index, feature in enumerate(features):
        so_far = sums[index + 1]
        feature["talk so far"] = so_far / (so_far + 1)
        recent = float(sums[index + 1] > sums[max(0, index - 30)])
        feature["talk above"] = recent
        if feature.get("prose"):
            feature["prose below talk"] = recent
            feature["prose among times"] = feature.get("times around", 0.0)


def _window(features: list[Look], name: str, reach: int, most: float, figures: list[float]) -> None:
    """Add the sum of the figures of the lines within reach, as a share of `most`, where it is not 0."""
    if not any(figures):
        return
    sums = list(accumulate(figures, initial=0.0))
    before = chain(repeat(0.0, reach), sums)
    until = chain(sums[reach + 1 :], repeat(sums[-1]))
    for feature, first, last in zip(features, before, until, strict=False):
        if first != last:
            share = (last - first) / most
            feature[name] = share if share < 1.0 else 1.0


def _add_run(scene: Scene, features: list[Look]) -> None:
    """How long the unbroken run of running text is that a line belongs to; prose that stands alone."""
    start, total = 0, len(features)
    while start < total:
        stop = start
        while stop < total and scene.text[stop]:
            stop += 1
        words = sum(scene.text[start:stop])
        for index in range(start, stop):
            features[index]["length of the run"] = log1p(words) / 7
            if stop - start == 1:
                features[index]["lone text"] = 1.0
                if features[index].get("time just above"):
                    features[index]["lone text below a time"] = 1.0
        start = max(stop, start + 1)

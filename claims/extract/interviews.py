"""Interviews: "Q: …", "A: …", or names before a colon in turns. What is asked is nobody's statement."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from claims.extract.drafts import Draft
from claims.extract.labels import is_topic
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

ANSWER = "answer in an interview"
ASKS = words_of("q q. question frage")
ANSWERS = words_of("a a. answer antwort")
#: Tokens that a name before a colon has, and paragraphs that an answer goes on over.
LONGEST_LABEL, LONGEST_ANSWER = 6, 8
LABEL, LETTERS = LONGEST_LABEL + 1, ASKS | ANSWERS
#: Words of people who talk with one another; in so many of the turns one of them stands, or a question mark.
TALKING = words_of("i we you me us my our your i'm i've we're we've you're don't")
MOSTLY = 0.5
SCORE = 0.8


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph with a label. at: which line; stop: the token behind the label and its mark."""

    at: int
    who: str
    stop: int


def read_interview(lines: list[Line], read: list[list[Draft]]) -> None:
    """Where a text is an interview, put its answers in the place of what was read of their paragraphs.

    An answer goes on over paragraphs without a label up to the next turn; behind the last turn it ends.
    """
    labelled = [at for at, line in enumerate(lines) if ":" in line.words[1:LABEL] or line.low[0] in LETTERS]
    if len(labelled) < 2:
        return
    turns = [turn for at in labelled if (turn := _turn_of(at, lines[at]))]
    count = Counter(turn.who for turn in turns)
    turns = [
        turn for turn in turns if lines[turn.at].kind == "body" or turn.who in "qa" or count[turn.who] > 1
    ]
    asking = _asking(lines, turns)
    if not asking:
        return
    for turn, following in zip(turns, [*turns[1:], None], strict=True):
        if turn.who in asking:
            read[turn.at] = [draft for draft in read[turn.at] if draft.lemma != ":"]
            continue
        answer = _answer(lines[turn.at], turn)
        read[turn.at] = [answer]
        for at in range(turn.at + 1, following.at if following else turn.at):
            if lines[at].kind != "body" or at - turn.at > LONGEST_ANSWER or _is_told(lines[at], read[at]):
                break
            answer.content_spans += (lines[at].span(0, len(lines[at].words)),)
            read[at] = []


def _turn_of(at: int, line: Line) -> Turn | None:
    """Return the turn that a paragraph is, if it begins with a label."""
    words, low = line.words, line.low
    if line.kind not in ("body", "headline") or len(words) < 3:
        return None
    if low[0] in ASKS or low[0] in ANSWERS:
        stop = 1 if low[0][-1] == "." else 2
        marked = stop == 1 or words[1] in (":", ".")
        return Turn(at, "q" if low[0] in ASKS else "a", stop) if marked else None
    if ":" not in words[1 : LONGEST_LABEL + 1]:
        return None
    stop = words.index(":", 1)
    named = words[0][0].isupper() and all(word[0].isalnum() or word in ".'’-" for word in words[:stop])
    if not named or not words[stop - 1][0].isupper() or is_topic(low[:stop], low[stop + 1 :]):
        return None
    return Turn(at, " ".join(low[:stop]), stop + 1) if stop + 1 < len(words) else None


def _asking(lines: list[Line], turns: list[Turn]) -> set[str]:
    """Return the labels of who asks; none where the paragraphs are no interview."""
    count = Counter(turn.who for turn in turns)
    if count["q"] and count["a"]:
        return {who for who in count if who == "q"}
    if len(turns) < 3 or len(count) < 2 or max(count.values()) < 2:
        return set()
    if sum(_talks(lines[turn.at]) for turn in turns) < MOSTLY * len(turns):
        return set()
    asked = Counter(turn.who for turn in turns if "?" in lines[turn.at].words)
    asking = {who for who in count if asked[who] > MOSTLY * count[who]}
    return asking if len(asking) < len(count) else set()


def _talks(line: Line) -> bool:
    return "?" in line.words or not TALKING.isdisjoint(line.low)


def _is_told(line: Line, drafts: list[Draft]) -> bool:
    """Tell whether the outlet tells something between two turns: others than "I" are said to say it."""
    return any(line.low[slice(*draft.speaker[0])] not in (["i"], ["we"]) for draft in drafts if draft.speaker)


def _answer(line: Line, turn: Turn) -> Draft:
    count = len(line.words)
    speaker = [] if turn.who == "a" else [(0, turn.stop - 1)]
    cue = (0, turn.stop) if turn.who == "a" else (turn.stop - 1, turn.stop)
    return Draft([(turn.stop, count)], [cue], speaker, ":", ANSWER, "speech", SCORE, count)

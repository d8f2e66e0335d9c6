"""Words for the figures of the layout: what an editor reads as the reason of a line's kind.

For each feature: what is said when a line has more of it than usual, and when it has less; "" says nothing.
Features that say the same share their words, and a reason never says the same twice.
"""

from __future__ import annotations

from collections.abc import Iterable

#: Begins the reason of a doubtful line.
PROBABLY = "probably: "
SHORT, LONG = "short line", "long paragraph"
LINKS = "among short lines"
NO_SENTENCE, SENTENCE = "not a whole sentence", "whole sentence"
FAR, PAGE = "far from the text", "parts of the page around it"
THREAD = "times or votes around it, as in a thread of comments"
TALK = "after the readers' comments"
HEADLINE = "above the headline"

WORDINGS: dict[str, tuple[str, str]] = {
    **{f"words {size}": (SHORT, "") for size in ("1", "2-3", "4-6", "7-10")},
    **{f"words {size}": ("line of middling length", "") for size in ("11-16", "17-25")},
    **{f"words {size}": (LONG, "") for size in ("26-40", "41-70", "71-")},
    "closed": (SENTENCE, NO_SENTENCE),
    "stopped": (SENTENCE, NO_SENTENCE),
    "long sentence": ("long sentence", NO_SENTENCE),
    "prose": (LONG, NO_SENTENCE),
    "several sentences": ("several sentences", ""),
    "bullet": ("list line", ""),
    "capitals": ("many capitals", "few capitals"),
    "capitals in a long line": ("written like a title", "few capitals"),
    "all capitals": ("all in capitals", ""),
    "title before a sentence": ("begins like a headline", ""),
    "word length": ("long words", "short words"),
    "commas": ("many commas", "no commas"),
    "lower start": ("begins in the middle of a sentence", ""),
    "digit start": ("begins with a number", ""),
    "quote start": ("begins with a quotation", ""),
    "colon": ("leads to what follows", ""),
    "question": ("asks or calls out", ""),
    "trails off": ("breaks off with dots", ""),
    "quotation": ("holds a quotation", ""),
    "link": ("holds a link or a hashtag", ""),
    "dividers": ("holds dividing signs", ""),
    "little words": ("reads like a sentence", "few of the little words of sentences"),
    "little words in a long line": ("reads like a sentence", "few of the little words of sentences"),
    "no little word": ("none of the little words of sentences", ""),
    "controls": ("words of buttons", ""),
    "button": ("words of buttons", ""),
    "digits": ("many digits", ""),
    "stamp": ("a time or date", ""),
    "ago": ("a time or date", ""),
    "by": ("names an author", ""),
    "talk": ("speaks of comments", ""),
    "vote": ("speaks of votes", ""),
    "repeated": ("stands more than once on the page", ""),
    "repeated often": ("stands several times on the page", ""),
    "blank below": ("a blank line below", ""),
    "stands alone": ("stands alone", "no blank lines around it"),
    "place": ("far down the page", "high up on the page"),
    "line number": ("far down the page", "high up on the page"),
    "text above": ("comes after most of the text", "little text above it"),
    "text below": ("comes before most of the text", "little text below it"),
    "no text above": ("before the first text", "after the first text"),
    "no text below": ("after the last text", "before the last text"),
    "at the top": ("first line", ""),
    "at the end": ("last line", ""),
    **{f"text {side} {reach}": (f"text just {side} it", f"no text just {side} it")
       for side in ("above", "below") for reach in (2, 5, 12)},
    **{f"page {side} {reach}": (f"parts of the page just {side} it", "")
       for side in ("above", "below") for reach in (2, 5, 12)},
    "in the core": ("in the midst of the text", FAR),
    "before the core": ("above the text", ""),
    "after the core": ("below the text", ""),
    "far from the core": (FAR, "near the text"),
    "page between": ("cut off from the text by parts of the page", "right next to the text"),
    "core share outside": ("most of the text stands elsewhere", ""),
    "words of the core": ("words of the article", "few words of the article"),
    "title": ("repeats the title of the page", ""),
    "below the title": ("below the headline", HEADLINE),
    "above the title": (HEADLINE, ""),
    "title to come": (HEADLINE, ""),
    "near the title": ("near the headline", "far from the headline"),
    "not far from the title": ("near the headline", "far from the headline"),
    "text since the title": ("a long text stands above it already", "no text since the headline"),
    "short lines around": (LINKS, "few short lines around it"),
    "list lines around": ("in a list", ""),
    "buttons around": (PAGE, ""),
    "titles around": ("titles around it", "no titles around it"),
    "ages around": (THREAD, ""),
    "marked lines around": (PAGE, "nothing of the page around it"),
    "times around": (THREAD, ""),
    "votes around": (THREAD, ""),
    "talk around": ("talk of comments around it", ""),
    "talk so far": (TALK, ""),
    "talk above": (TALK, ""),
    "prose below talk": (TALK, ""),
    "prose among times": (THREAD, ""),
    "time just above": ("a time or date just above it", ""),
    "time just below": ("a time or date just below it", ""),
    "length of the run": ("in a long run of text", "not in a run of text"),
    "lone text": ("a single paragraph between short lines", ""),
    "lone text below a time": ("a single paragraph below a time or date", ""),
    "marked": ("", ""),
    "closed in the core": (SENTENCE, NO_SENTENCE),
    "bullet in the core": ("list line in the text", ""),
    "little words in the core": ("reads like a sentence", "few of the little words of sentences"),
    "capitals in the core": ("many capitals", ""),
    **{f"words {size} in the core": ("short line in the text", "") for size in ("2-3", "4-6", "7-10")},
}  # fmt: skip
CLOSE = {"closed", "stopped", "long sentence", "prose", "little words", "several sentences", "words 26-40",
         "words 41-70", "words 71-", "words 17-25"}  # fmt: skip


def in_words(found: Iterable[tuple[str, int, bool]], most: int) -> str:
    """Join the words for (feature, offset, more than usual) that are no repetition, at most so many."""
    said: list[str] = []
    for feature, offset, more in found:
        words = _neighbour(feature, offset, more) if offset else WORDINGS[feature][not more]
        if words and words not in said:
            said.append(words)
        if len(said) == most:
            break
    return ", ".join(said)


def can_say(feature: str, offset: int) -> bool:
    """Say whether there are words for a feature, of the line itself or of one near by."""
    if offset:
        return any(_neighbour(feature, offset, more) for more in (True, False))
    return any(WORDINGS[feature])


def _neighbour(feature: str, offset: int, more: bool) -> str:
    """Say something about a line near by, where it says anything: text or not, a button, a time."""
    where = "above" if offset < 0 else "below"
    if feature in CLOSE:
        return f"text just {where} it" if more else f"no text just {where} it"
    if not more:
        return ""
    if feature in ("stamp", "button", "marked", "repeated", "link"):
        return (
            f"parts of the page just {where} it" if feature != "stamp" else f"a time or date just {where} it"
        )
    return f"{SHORT} just {where} it" if feature.startswith("words") else ""

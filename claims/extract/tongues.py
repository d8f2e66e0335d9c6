"""Which language a text is read in. There are rules for English: no other text is read by them.

A handful of cues would not do for German: it puts verbs last and tells by their mood whose words they are,
over whole paragraphs ("sie habe …"), and nothing is there to measure how often they would be read wrongly.
"""

from __future__ import annotations

from sources.ingest.languages import NAMES, SAMPLE, STOP_WORDS, language_of

#: So many words say nothing of their language, and in English so many of them are little ones.
FEWEST_WORDS, LITTLE = 40, 0.08
ENGLISH = "en"
#: The names that a note uses, by code.
NAMED = {
    NAMES[name]: name.capitalize()
    for name in ("german", "french", "ukrainian", "russian", "polish", "spanish", "italian")
}


def language_read(text: str, declared: str) -> tuple[str, str]:
    """Return the language that a text is read in, and a note where no rules are there for it, else "".

    declared: a code ("de", "en-GB"), or "" where nothing is known. A text that is clearly English is read as
    such whatever is declared.
    """
    code = declared[:2].lower() if declared[2:3] in ("", "-", "_") else declared.lower()
    if code == ENGLISH or language_of(text) == ENGLISH:
        return ENGLISH, ""
    if not code:
        code = language_of(text) or ""
    if code:
        name = NAMED.get(code) or f"the language “{code}”"
        return code, f"The text is in {name}. There are rules for English alone, so no statements were read."
    if _may_be_english(text[:SAMPLE]):
        return ENGLISH, ""
    return (
        "",
        "The text does not look like English, and there are rules for English alone, so it was not read.",
    )


def _may_be_english(text: str) -> bool:
    """Tell whether a text of unknown language has enough of the little words of English, or is too short."""
    words = text.lower().encode().split()
    little = STOP_WORDS[ENGLISH]
    return len(words) < FEWEST_WORDS or sum(map(little.__contains__, words)) >= LITTLE * len(words)

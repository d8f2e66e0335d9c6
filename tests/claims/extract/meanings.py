"""Reading marked texts: the attributions are given by their marks, so that only their meaning is tried."""

from claims.extract.found import Attribution, Paragraph
from claims.extract.meaning import find_meaning
from tests.claims.extract.marked import unmark

#: Plain forms of the cues that the tables use; a cue is looked through from its end.
LEMMAS = {
    "said": "say",
    "says": "say",
    "say": "say",
    "saying": "say",
    "told": "tell",
    "reported": "report",
    "claim": "claim",
    "claimed": "claim",
    "added": "add",
    "wrote": "write",
    "read": "read",
    "denied": "deny",
    "deny": "deny",
    "rejected": "reject",
    "dismissed": "dismiss",
    "called": "call",
    "doubted": "doubt",
    "questioned": "question",
    "acknowledged": "acknowledge",
    "conceded": "concede",
    "admitted": "admit",
    "disputed": "dispute",
    "showed": "show",
    "shows": "show",
    "suggested": "suggest",
    "warned": "warn",
    "cited": "cite",
    "citing": "cite",
    "to": "according to",
    "pointed": "point",
    "put": "put",
    "insisted": "insist",
    "comment": "comment",
    "found": "find",
    "alleged": "allege",
    "quoted": "quote",
    "doubt": "doubt",
    "dispute": "dispute",
    "sagte": "say",
    "bestritt": "bestreiten",
    "räumte": "einräumen",
    "wies": "zurückweisen",
    "accused": "accuse",
    "reportedly": "reportedly",
    "refuted": "refute",
    "explained": "explain",
    "described": "describe",
    "challenged": "challenge",
    "noted": "note",
}


def paragraphs_in(text, kinds=()):
    """A paragraph for each line, a headline where `kinds` says so, else of the body."""
    found, at = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = kinds[number] if number < len(kinds) else "body"
        found.append(Paragraph(at, at + len(line), kind))
        at += len(line) + 1
    return found


def attributions_in(text, spans):
    """The attributions that the marks say, in the order of the text."""
    digits = sorted({name.lstrip("CSQA") for name in spans if name[0] in "QC"})
    found = []
    for digit in digits:
        content, cue = spans.get(f"Q{digit}", ()), spans.get(f"C{digit}", ())
        words = [word for start, end in cue for word in text[start:end].lower().replace("’", "'").split()]
        lemma = next((LEMMAS[word] for word in reversed(words) if word in LEMMAS), "")
        quoted = [text[start] in '“"„' for start, end in content]
        mode = "direct" if all(quoted) else "mixed" if any(quoted) else "indirect"
        found.append(
            Attribution(
                content,
                cue,
                spans.get(f"S{digit}", ()),
                lemma,
                "marked",
                "speech",
                mode,
                0.9,
                negated=any(word in {"not", "never", "no"} or word.endswith("n't") for word in words),
                passive=bool(words) and words[0] in {"is", "are", "was", "were"} and f"S{digit}" not in spans,
                addressee=spans.get(f"A{digit}", (None,))[0],
            )
        )
    return sorted(found, key=lambda one: min(start for start, _ in (*one.content, *one.cue)))


def meant(marked, *, kinds=(), **given):
    """What each marked attribution of a text means, flat: a list of `Found`."""
    text, spans = unmark(marked)
    found = find_meaning(text, paragraphs_in(text, kinds), attributions_in(text, spans), **given)
    return [one for several in found for one in several]

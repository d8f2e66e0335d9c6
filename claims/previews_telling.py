"""A statement and a remark in words, as lines of the page for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims.choices import Comparator, FigureNature, Mode, ResponseKind, Stance, Verdict, Voice
from claims.extract.found import Found, FoundDate, FoundFigure, FoundRelay, Remark, Span
from claims.extract.measures import is_within
from claims.previews import CONTROL
from sources.clocks import in_words

INDENT = 5


def statement_lines(text: str, number: int, found: Found) -> Iterator[str]:
    """Yield who says it and how sure that is, then what stands in it, then why it was read so."""
    told = [_speaker(text, found), Stance(found.stance).label, Mode(found.mode).label, f"{found.score:.2f}"]
    if found.kind != "speech":
        told.insert(1, found.kind)
    yield f"{number:>3}  {' · '.join(told)}"
    for name, parts in _parts(text, found):
        if parts:
            yield f"{'':<{INDENT}}{name}: {'; '.join(parts)}"


def remark_lines(text: str, remark: Remark) -> Iterator[str]:
    """Yield the one line of a remark."""
    label = ResponseKind(remark.what).label if remark.kind == "response" else Verdict(remark.what).label
    party = f" ({_plain(remark.party)})" if remark.party else ""
    yield f"  *  the outlet remarks: {label}{party}: {_quoted(text, [(remark.start, remark.end)])}"


def _parts(text: str, found: Found) -> Iterator[tuple[str, list[str]]]:
    own = [span for span in found.hedges if is_within(span, found.content)]
    yield "through", [_relay(relay) for relay in found.relays]
    yield "origin", ["not named here"] if found.origin_dropped else []
    yield "hedged", [_quoted(text, [span]) for span in own]
    yield "hedged by the outlet", [_quoted(text, [span]) for span in found.hedges if span not in own]
    yield "said", [_date(date) for date in found.dates if date.clock == "said"]
    yield "of", [_date(date) for date in found.dates if date.clock == "event"]
    yield "figures", [_figure(figure) for figure in found.figures]
    yield "because", [_plain(reason) for reason in found.reasons]


def _speaker(text: str, found: Found) -> str:
    printed = _quoted(text, found.speaker) if found.speaker else ""
    if found.speaker_name is None:
        told = printed or Voice(found.voice).label
        return f"{told} ({Voice(found.voice).label})" if printed and found.voice != "named" else told
    name = _plain(found.speaker_name)
    if printed and printed[1:-1] != name:
        name += f", printed {printed}"
    return f"{name}, {_plain(found.role)}" if found.role else name


def _relay(relay: FoundRelay) -> str:
    actor = _plain(relay.actor or relay.printed)
    return f"{actor} ({relay.channel})" if relay.channel else actor


def _date(date: FoundDate) -> str:
    return f"“{_plain(date.value.wording)}” = {in_words(date.value)}"


def _figure(figure: FoundFigure) -> str:
    ends = ["" if end is None else f"{end:,.12g}" for end in (figure.low, figure.high)]
    number = ends[0] if figure.low == figure.high else "–".join(ends) if all(ends) else "".join(ends)
    comparator = "" if figure.comparator == "exactly" else Comparator(figure.comparator).label
    what = " of ".join(filter(None, (figure.unit, figure.counted)))
    words = [comparator, number, what, figure.period]
    nature = "" if figure.nature == "counted" else f" ({FigureNature(figure.nature).label})"
    return f"“{_plain(figure.wording)}” = {_plain(' '.join(filter(None, words)))}{nature}"


def _quoted(text: str, spans: Iterable[Span]) -> str:
    return f"“{_plain(' … '.join(text[start:end] for start, end in spans))}”"


def _plain(words: str) -> str:
    return " ".join(CONTROL.sub("�", words).split())

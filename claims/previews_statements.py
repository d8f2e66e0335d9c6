"""The statements and remarks of one file, as plain objects for programs (docs/PREVIEW.md)."""

from __future__ import annotations

from typing import Any

from claims.extract.found import Found, FoundDate, FoundFigure, FoundRelay, Remark, Span


def statement_object(found: Found) -> dict[str, Any]:
    """Return one statement; offsets are half-open code points of the text."""
    return {
        "content": _spans(found.content),
        "cue": _spans(found.cue),
        "speaker": _spans(found.speaker),
        "speaker_name": found.speaker_name,
        "voice": found.voice,
        "mode": found.mode,
        "stance": found.stance,
        "score": round(found.score, 3),
        "relays": [_relay(relay) for relay in found.relays],
        "hedges": _spans(found.hedges),
        "dates": [_date(date) for date in found.dates],
        "figures": [_figure(figure) for figure in found.figures],
    }


def remark_object(remark: Remark) -> dict[str, Any]:
    """Return what the outlet itself says of an answer or of evidence."""
    return {"kind": remark.kind, "start": remark.start, "end": remark.end}


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]


def _relay(relay: FoundRelay) -> dict[str, Any]:
    return {
        "position": relay.position,
        "actor": relay.actor,
        "printed": relay.printed,
        "channel": relay.channel,
        "start": relay.start,
        "end": relay.end,
    }


def _date(date: FoundDate) -> dict[str, Any]:
    value = date.value
    return {
        "start": date.start,
        "end": date.end,
        "clock": date.clock,
        "earliest": value.earliest.isoformat() if value.earliest else None,
        "latest": value.latest.isoformat() if value.latest else None,
        "zone": value.zone,
        "precision": value.precision,
        "qualifier": value.qualifier,
        "basis": value.basis,
        "wording": value.wording,
    }


def _figure(figure: FoundFigure) -> dict[str, Any]:
    return {
        "start": figure.start,
        "end": figure.end,
        "low": figure.low,
        "high": figure.high,
        "comparator": figure.comparator,
        "unit": figure.unit,
        "counted": figure.counted,
        "period": figure.period,
        "nature": figure.nature,
        "wording": figure.wording,
    }

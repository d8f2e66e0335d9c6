"""Writing proposals with all their parts: a query a table, not one a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claims.choices import LinkState, Method, Part, Reach, StatementState
from claims.models import Figure, Relay, Statement, StatementLink, StatementPassage
from claims.services.errors import WordsMoved
from claims.services.findings import Engine, ProposalInput
from claims.services.inputs import Words
from claims.services.passages import MOVED, content_key
from sources.models import ArticleVersion, Passage
from sources.models.clock import clock_columns
from sources.models.passage import quote
from sources.services.acting import Actor
from sources.services.roots import create

#: Code points of a reason that a link keeps.
REASON = 300
Spans = Mapping[tuple[int, int], Passage]


def write_proposals(
    *, actor: Actor, engine: Engine, version: ArticleVersion, found: Sequence[ProposalInput]
) -> list[Statement]:
    """Write them, in their order. Raises WordsMoved where words do not stand there.

    Must run inside `acting`, with none of them recorded yet.
    """
    passages = _passages(version, found)
    made = [_statement(actor, engine, version, data) for data in found]
    rows = _Parts(passages)
    for statement, data in zip(made, found, strict=True):
        rows.add(statement, data)
    rows.write()
    return made


def _passages(version: ArticleVersion, found: Sequence[ProposalInput]) -> Spans:
    """Every stretch that is pointed at, made where it is new; two queries."""
    text = version.text
    wanted = {(words.start, words.end): words for data in found for words in _all_words(data)}
    for (start, end), words in wanted.items():
        if not 0 <= start < end <= len(text) or text[start:end] != words.exact:
            raise WordsMoved(MOVED)
    new = [Passage(version=version, start=start, end=end, **quote(text, start, end)) for start, end in wanted]
    Passage.objects.bulk_create(new, ignore_conflicts=True)
    starts = {start for start, _ in wanted}
    there = Passage.objects.filter(version=version, start__in=starts)
    return {(row.start, row.end): row for row in there if (row.start, row.end) in wanted}


def _all_words(data: ProposalInput) -> Iterator[Words]:
    for _, words in _parts(data):
        yield from words
    yield from (hop.words for hop in data.relays if hop.words)
    yield from (figure.words for figure in data.figures)


def _parts(data: ProposalInput) -> tuple[tuple[Part, tuple[Words, ...]], ...]:
    return (
        (Part.CONTENT, data.content),
        (Part.CUE, data.cue),
        (Part.SPEAKER, data.speaker),
        (Part.HEDGE, data.hedges),
        (Part.DATE, data.dates),
    )


def _statement(actor: Actor, engine: Engine, version: ArticleVersion, data: ProposalInput) -> Statement:
    return create(
        Statement,
        actor=actor,
        article_version=version,
        content_key=content_key(data.content),
        state=StatementState.PROPOSED,
        voice=data.voice,
        mode=data.mode,
        speaker_id=data.speaker_id,
        speaks_for_id=data.speaks_for_id,
        speaker_as_printed=data.printed,
        speaker_basis=data.basis,
        role_as_printed=data.role_as_printed,
        language=data.language,
        origin_dropped=data.origin_dropped,
        proposed_engine=engine.name,
        proposed_version=engine.version,
        proposed_score=data.score,
        proposed_spans=[[words.start, words.end] for words in data.content],
        proposed_name=data.name,
        proposed_stance=data.stance,
        proposed_reasons=list(data.reasons),
        **clock_columns("said", data.said),
        **clock_columns("event", data.event),
    )


@dataclass(slots=True)
class _Parts:
    """What belongs to the statements, until it is written."""

    passages: Spans
    parts: list[StatementPassage] = field(default_factory=list)
    relays: list[Relay] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    links: list[StatementLink] = field(default_factory=list)

    def at(self, words: Words) -> Passage:
        return self.passages[words.start, words.end]

    def add(self, statement: Statement, data: ProposalInput) -> None:
        for part, stretches in _parts(data):
            each = dict.fromkeys(map(self.at, stretches))
            self.parts += [
                StatementPassage(statement=statement, passage=passage, part=part, order=order)
                for order, passage in enumerate(each)
            ]
        self.relays += [
            Relay(
                statement=statement,
                position=position,
                speaker_id=hop.speaker_id,
                outlet_id=hop.outlet_id,
                actor_as_printed=hop.actor_as_printed,
                channel=hop.channel,
                cue_passage=self.at(hop.words) if hop.words else None,
            )
            for position, hop in enumerate(data.relays, start=1)
        ]
        self._add_figures(statement, data)
        self.links += [
            StatementLink(
                statement=statement,
                claim_id=claim,
                stance=stance,
                reach=Reach.NAMES,
                state=LinkState.PROPOSED,
                method=Method.MACHINE,
                score=data.score,
            )
            for claim, stance in data.links
        ]
        self.links += [
            StatementLink(
                statement=statement,
                claim_id=link.claim_id,
                stance=link.stance,
                reach=link.reach,
                state=LinkState.PROPOSED,
                method=Method.MACHINE,
                score=link.score,
                reasons=[reason[:REASON] for reason in link.reasons],
            )
            for link in data.suggested
        ]

    def _add_figures(self, statement: Statement, data: ProposalInput) -> None:
        self.figures += [
            Figure(
                statement=statement,
                passage=self.at(figure.words),
                wording=figure.words.exact,
                low=figure.low,
                high=figure.high,
                comparator=figure.comparator,
                unit=figure.unit,
                counted=figure.counted,
                period=figure.period,
                nature=figure.nature,
            )
            for figure in data.figures
        ]

    def write(self) -> None:
        StatementPassage.objects.bulk_create(self.parts)
        Relay.objects.bulk_create(self.relays)
        Figure.objects.bulk_create(self.figures)
        StatementLink.objects.bulk_create(self.links)

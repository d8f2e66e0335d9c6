"""The statements and proposals of the desk work, put into the words that the services take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from claims.choices import Comparator, FigureNature, Mode, Reach, SpeakerBasis, Stance, Translated, Voice
from claims.models import Claim, Speaker, Statement
from claims.samples.reading import Row, clock_of, find, find_all
from claims.services.figures import FigureInput
from claims.services.findings import ProposalInput
from claims.services.inputs import LinkInput, RelayInput, SpeakerChoice, StatementInput, Words
from sources.models import ArticleVersion


class Texts:
    """The reports by the names of their files, and the zone in which their dates are read."""

    def __init__(self, versions: Mapping[str, ArticleVersion], *, zone: str) -> None:
        self.versions = versions
        self.zone = zone

    def body(self, file: str) -> int:
        """Where the text behind the header lines begins, in code points."""
        header = self.versions[file].blocks.filter(kind="header").order_by("start").first()
        return header.end if header else 0

    def find(self, file: str, quoted: str, *, inside: Sequence[Words] = ()) -> Words:
        """Quoted words behind the header; of several places, the one inside the given words."""
        spans = [(words.start, words.end) for words in inside]
        return find(self.versions[file].text, quoted, after=self.body(file), within=spans)

    def content(self, row: Row) -> tuple[Words, ...]:
        """The content of a row."""
        return find_all(self.versions[row["file"]].text, row["content"], after=self.body(row["file"]))


def statement_input(
    row: Row,
    *,
    texts: Texts,
    speakers: Mapping[str, Speaker],
    claims: Mapping[str, Claim],
    statements: Mapping[str, Statement],
) -> StatementInput:
    """A row of statements as a door would hand it over. Raises NotThere, KeyError for an unknown key."""
    fuller = row.get("fuller")
    return StatementInput(
        content=texts.content(row),
        voice=Voice(row["voice"]),
        mode=Mode(row["mode"]),
        speaker=_choice(speakers, row.get("speaker")),
        speaker_as_printed=row.get("printed", ""),
        role_as_printed=row.get("role", ""),
        speaks_for=_choice(speakers, row.get("speaks_for")),
        speaker_basis=SpeakerBasis(row.get("basis", SpeakerBasis.PRINTED)),
        said=clock_of(row.get("said"), zone=texts.zone),
        event=clock_of(row.get("event"), zone=texts.zone),
        language=row.get("language", "en"),
        translated=Translated(row.get("translated", Translated.NO)),
        origin_dropped=fuller is not None,
        fuller_chain_id=statements[fuller].pk if fuller else None,
        relays=tuple(_relay(relay, texts) for relay in row.get("relays", ())),
        links=tuple(_link(link, claims) for link in row["links"]),
    )


def _choice(speakers: Mapping[str, Speaker], key: str | None) -> SpeakerChoice | None:
    return SpeakerChoice(speaker_id=speakers[key].pk) if key else None


def _relay(row: Row, texts: Texts) -> RelayInput:
    outlet = texts.versions[row["outlet"]].article.outlet_id if "outlet" in row else None
    return RelayInput(
        actor_as_printed=row.get("printed", ""),
        outlet_id=outlet,
        channel=row.get("channel", ""),
        said=clock_of(row.get("said"), zone=texts.zone),
    )


def _link(given: Sequence[str], claims: Mapping[str, Claim]) -> LinkInput:
    """[claim, stance] or [claim, stance, reach]."""
    reach = Reach(given[2]) if len(given) > 2 else Reach.NAMES
    return LinkInput(stance=Stance(given[1]), claim_id=claims[given[0]].pk, reach=reach)


def figure_input(row: Row, *, words: Words) -> FigureInput:
    """A figure of a statement."""
    return FigureInput(
        words=words,
        nature=FigureNature(row["nature"]),
        low=Decimal(row["low"]) if "low" in row else None,
        high=Decimal(row["high"]) if "high" in row else None,
        comparator=Comparator(row.get("comparator", Comparator.EXACTLY)),
        unit=row.get("unit", ""),
        counted=row.get("counted", ""),
    )


def proposal_input(row: Row, *, texts: Texts, claims: Mapping[str, Claim]) -> ProposalInput:
    """A row of proposals."""
    return ProposalInput(
        content=texts.content(row),
        voice=Voice(row["voice"]),
        mode=Mode(row["mode"]),
        speaker_as_printed=row.get("printed", ""),
        role_as_printed=row.get("role", ""),
        said=clock_of(row.get("said"), zone=texts.zone),
        language=row.get("language", "en"),
        score=row.get("score"),
        links=tuple((claims[key].pk, Stance(stance)) for key, stance in row["links"]),
    )

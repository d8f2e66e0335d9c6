"""Proposals: what a machine found in a text. Nobody but editors sees them; a person decides."""

from dataclasses import dataclass

from claims.choices import LinkState, Method, Mode, Reach, Stance, StatementState, Voice
from claims.models import Claim, Statement, StatementLink
from claims.services.inputs import Words
from claims.services.members import set_content
from claims.services.passages import check_content, content_key
from sources.clocks import UNKNOWN, ClockValue
from sources.models import ArticleVersion
from sources.models.clock import clock_columns
from sources.services.acting import Actor, acting, machine
from sources.services.roots import create


@dataclass(frozen=True, slots=True)
class Engine:
    """Who proposes: a name and a version, as statements keep them."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class ProposalInput:
    """A statement as an engine found it. The speaker is left as printed: whom that means, a person decides.

    score: 0 to 1, by the engine's own measure. links: (claim id, stance) that the engine suggests.
    """

    content: tuple[Words, ...]
    voice: Voice
    mode: Mode
    speaker_as_printed: str = ""
    role_as_printed: str = ""
    said: ClockValue = UNKNOWN
    language: str = ""
    score: float | None = None
    links: tuple[tuple[int, Stance], ...] = ()


def propose(*, engine: Engine, version: ArticleVersion, data: ProposalInput) -> Statement | None:
    """Keep what an engine found; None where these words of this speaker are recorded or were decided before.

    Raises WordsMoved where the words do not stand there.
    """
    check_content(data.content)
    actor = machine(f"engine {engine.name} {engine.version}")
    key = content_key(data.content)
    printed = data.speaker_as_printed.strip() or None
    with acting(actor):
        # One engine at a time on a text: two would find the same.
        ArticleVersion.objects.select_for_update().get(pk=version.pk)
        known = Statement.objects.filter(article_version=version, content_key=key, speaker_as_printed=printed)
        if known.exists():
            return None
        statement = create(
            Statement,
            actor=actor,
            article_version=version,
            content_key=key,
            state=StatementState.PROPOSED,
            speaker_as_printed=printed,
            **_columns(engine, data),
        )
        set_content(statement=statement, version=version, content=data.content)
        _link(actor, statement, data)
    return statement


def _columns(engine: Engine, data: ProposalInput) -> dict[str, object]:
    return {
        "voice": data.voice,
        "mode": data.mode,
        "role_as_printed": data.role_as_printed,
        "language": data.language,
        "proposed_engine": engine.name,
        "proposed_version": engine.version,
        "proposed_score": data.score,
        "proposed_spans": [[words.start, words.end] for words in data.content],
        **clock_columns("said", data.said),
    }


def _link(actor: Actor, statement: Statement, data: ProposalInput) -> None:
    for claim_id, stance in data.links:
        StatementLink.objects.create(
            statement=statement,
            claim=Claim.objects.get(pk=claim_id),
            stance=stance,
            reach=Reach.NAMES,
            state=LinkState.PROPOSED,
            method=Method.MACHINE,
            score=data.score,
        )

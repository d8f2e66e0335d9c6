"""A stored statement as the form that would have made it, and a fresh one with sensible guesses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claims.choices import Mode, Reach, SpeakerBasis, Stance, Translated, Voice
from claims.models import Claim, Relay, Speaker, Statement, StatementLink
from claims.queries.cards import with_saying
from claims.queries.desk_entries import members
from claims.queries.shapes import Shape, Slot
from claims.services.inputs import LinkInput, RelayInput, SpeakerChoice, StatementInput, Words
from sources.models import Article

OPENING, CLOSING = "\"“„«»‘'", "\"”“»«’'"
QUOTED = '"“”„«»'


STATEMENT: Shape[Statement] = Shape(
    lambda: with_saying(Statement.objects.filter(pk=Slot("pk"))).select_related(
        "article_version__article__outlet__merged_into",
        "article_version__article__current_version",
        "speaker__merged_into",
        "speaks_for__merged_into",
        "withdrawn_by",
        "last_actor",
    )
)
#: What `loaded` reads of it, by the name of the relation.
MEMBERS: dict[str, Shape[Any]] = {
    name: Shape(lambda name=name: members()[name].filter(statement=Slot("pk")))  # type: ignore[misc]
    for name in ("parts", "links", "relays")
}


def find_statement(pk: int) -> Statement | None:
    """The statement with its article, its text and its parts, as `loaded` reads them. Four queries."""
    found = next(iter(STATEMENT.rows(pk=pk)), None)
    if found is None:
        return None
    kept: dict[str, Any] = {}
    for name, shape in MEMBERS.items():
        rows = getattr(found, name).all()
        # As Django does for what it prefetches.
        rows._result_cache, rows._prefetch_done = shape.rows(pk=pk), True
        kept[name] = rows
    found._prefetched_objects_cache = kept  # type: ignore[attr-defined]
    return found


LAST: Shape[StatementLink] = Shape(
    lambda: (
        StatementLink.objects.filter(statement=Slot("pk")).select_related("claim").order_by("-decided_at")[:1]
    )
)


def last_linked(statement: Statement) -> Claim | None:
    """The claim of the link that was decided last, whether or not it stands. One query."""
    return next((link.claim for link in LAST.rows(pk=statement.pk)), None)


def input_of(statement: Statement) -> StatementInput:
    """The statement as `save_statement` takes it; from `find_statement`. Asks nothing more."""
    return StatementInput(
        content=tuple(
            Words(part.passage.start, part.passage.end, part.passage.exact) for part in statement.parts.all()
        ),
        voice=Voice(statement.voice),
        mode=Mode(statement.mode),
        speaker=_choice(statement.speaker),
        speaker_as_printed=statement.speaker_as_printed or "",
        role_as_printed=statement.role_as_printed,
        speaks_for=_choice(statement.speaks_for),
        speaker_basis=SpeakerBasis(statement.speaker_basis),
        said=statement.said,
        event=statement.event,
        language=statement.language,
        translated=Translated(statement.translated),
        origin_dropped=statement.origin_dropped,
        fuller_chain_id=statement.fuller_chain_id,
        relays=tuple(map(_relay, statement.relays.all())),
        links=tuple(map(_link, statement.links.all())),
    )


def fresh_input(article: Article, content: Sequence[Words]) -> StatementInput:
    """What a new statement most likely is: a named voice, its mode guessed from the quotation marks."""
    return StatementInput(
        content=tuple(content), voice=Voice.NAMED, mode=guess_mode(content), language=article.language
    )


def guess_mode(content: Sequence[Words]) -> Mode:
    """Direct where every stretch stands in quotation marks, mixed where there are some, else indirect."""
    stretches = [words.exact.strip() for words in content]
    if all(len(one) > 1 and one[0] in OPENING and one[-1] in CLOSING for one in stretches):
        return Mode.DIRECT
    return Mode.MIXED if any(sign in one for one in stretches for sign in QUOTED) else Mode.INDIRECT


def _choice(speaker: Speaker | None) -> SpeakerChoice | None:
    if speaker is None:
        return None
    return SpeakerChoice(speaker_id=speaker.merged_into_id or speaker.pk)


def _relay(relay: Relay) -> RelayInput:
    return RelayInput(
        actor_as_printed=relay.actor_as_printed,
        speaker_id=relay.speaker_id,
        outlet_id=relay.outlet_id,
        channel=relay.channel,
        said=relay.said,
    )


def _link(link: StatementLink) -> LinkInput:
    claim = link.claim
    return LinkInput(
        stance=Stance(link.stance),
        claim_id=claim.merged_into_id or claim.pk,
        reach=Reach(link.reach),
    )

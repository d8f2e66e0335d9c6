"""What belongs to a statement: its words, its relays, its links. The root is bumped before any of these."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from claims.choices import LinkState, Method, Part
from claims.models import Figure, Relay, Statement, StatementLink, StatementPassage
from claims.queries.shapes import Shape, Slot
from claims.services.claims import resolve_claim
from claims.services.errors import Refused
from claims.services.inputs import LinkInput, RelayInput, Words
from claims.services.passages import cut_passage
from sources.models import ArticleVersion
from sources.models.clock import clock_columns
from sources.services.acting import Actor


def set_content(*, statement: Statement, version: ArticleVersion, content: Sequence[Words]) -> None:
    """Make the content passages exactly these, in order; parts that stay are left alone."""
    passages = [cut_passage(version=version, words=words) for words in content]
    parts = statement.parts.filter(part=Part.CONTENT).order_by("order")
    if [part.passage_id for part in parts] == [passage.pk for passage in passages]:
        return
    parts.delete()
    for order, passage in enumerate(passages):
        StatementPassage.objects.create(statement=statement, passage=passage, part=Part.CONTENT, order=order)


def set_relays(*, statement: Statement, relays: Sequence[RelayInput]) -> None:
    """Make the hops exactly these, the first nearest to the outlet."""
    wanted = [_relay_columns(relay) for relay in relays]
    keys = list(_relay_columns(RelayInput(actor_as_printed="?")))
    if list(statement.relays.order_by("position").values(*keys)) == wanted:
        return
    statement.relays.all().delete()
    for position, columns in enumerate(wanted, start=1):
        Relay.objects.create(statement=statement, position=position, **columns)


def _relay_columns(relay: RelayInput) -> dict[str, Any]:
    if relay.speaker_id is not None and relay.outlet_id is not None:
        raise Refused("A relay is one speaker or one outlet, not both.")
    if relay.speaker_id is None and relay.outlet_id is None and not relay.actor_as_printed.strip():
        raise Refused("Say who passed the words on, for each relay.")
    return {
        "actor_as_printed": relay.actor_as_printed.strip(),
        "speaker_id": relay.speaker_id,
        "outlet_id": relay.outlet_id,
        "channel": relay.channel.strip(),
        **clock_columns("said", relay.said),
    }


def set_links(*, actor: Actor, statement: Statement, links: Sequence[LinkInput]) -> None:
    """Link the statement with exactly these claims; one that is gone is withdrawn, or rejected."""
    kept: set[int] = set()
    standing = {link.claim_id: link for link in OPEN.rows(statement=statement.pk)}
    for link in links:
        claim = resolve_claim(actor=actor, claim_id=link.claim_id, new_claim=link.new_claim)
        if claim.pk in kept:
            raise Refused("A statement is linked with a claim once. Remove one of the two links.")
        kept.add(claim.pk)
        stands = standing.get(claim.pk) or StatementLink(
            statement=statement, claim=claim, method=Method.EDITOR
        )
        _link(actor=actor, standing=stands, link=link)
    for gone in (one for claim_id, one in standing.items() if claim_id not in kept):
        was_suggested = gone.state == LinkState.PROPOSED
        _decide(gone, actor, state=LinkState.REJECTED if was_suggested else LinkState.WITHDRAWN)


def _link(*, actor: Actor, standing: StatementLink, link: LinkInput) -> None:
    wanted = (link.stance, link.reach, LinkState.CONFIRMED)
    if standing.pk and (standing.stance, standing.reach, standing.state) == wanted:
        return
    standing.stance, standing.reach = link.stance, link.reach
    _decide(standing, actor, state=LinkState.CONFIRMED)


def _decide(link: StatementLink, actor: Actor, *, state: LinkState) -> None:
    link.state = state
    link.decided_by_id = actor.user_id
    link.decided_at = timezone.now()
    link.save()


def _open() -> QuerySet[StatementLink]:
    links = StatementLink.objects.filter(statement=Slot("statement"))
    return links.filter(state__in=[LinkState.PROPOSED, LinkState.CONFIRMED]).order_by("pk")


OPEN = Shape(_open)


def write_down_as_found(statement: Statement) -> None:
    """Before a person decides a proposal: one event of each part as the machine left it.

    The triggers record a machine's rows only when a person changes them; a part that is confirmed
    unchanged would leave no event, and "as of" reads events alone.
    """
    for model in (StatementPassage, Relay, Figure, StatementLink):
        for row in model._default_manager.filter(statement=statement):
            _write_event(row)


def _write_event(row: Any) -> None:
    # Not pghistory.create_event: it counts one parameter a column, and the defaults of ours have several.
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    row.events.model.objects.create(pgh_label="found", pgh_obj_id=row.pk, **columns)

"""Where the permanent address of a statement leads: to its entry on a claim, or to when and why it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from claims.choices import StatementState
from claims.models import StatementLink
from claims.queries.article import find_withdrawal
from claims.queries.wording import address
from claims.querysets import StatementLinkQuerySet, current_slug


@dataclass(frozen=True, slots=True)
class Gone:
    """Since when readers no longer see a statement, and why; claim: its page, "" where there is none."""

    at: datetime
    reason: str
    claim: str


def find_statement(pk: int) -> str | Gone | None:
    """The address of the statement's entry, or that it is gone; None where readers never saw it.

    It leads to the claim that the statement was linked with first. At most four queries.
    """
    links = StatementLink.objects.filter(statement=pk)
    if found := _first(links.visible()):
        return f"{_page(found)}#s{pk}"
    gone = _first(links.withdrawn().select_related("statement"))
    if gone and (at := gone.statement.withdrawn_at):
        said = gone.statement
        return Gone(at=at, reason=said.withdrawn_reason, claim=_page(gone))
    stood = links.confirmed().filter(statement__state=StatementState.CONFIRMED)
    article = stood.values_list("statement__article_version__article", flat=True).first()
    withdrawal = find_withdrawal(article) if article else None
    return Gone(at=withdrawal.at, reason=withdrawal.reason, claim="") if withdrawal else None


def _first(links: StatementLinkQuerySet) -> StatementLink | None:
    slug = current_slug("ClaimAddress", "target_id")
    found: StatementLink | None = links.with_target().annotate(slug=slug).order_by("pk").first()
    return found


def _page(link: StatementLink) -> str:
    return address("claims:claim", slug=link.slug)  # type: ignore[attr-defined]

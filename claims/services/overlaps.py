"""Deciding what it means that two articles share their text, and taking it back."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.contrib.auth.models import User
from django.db import IntegrityError

from claims.choices import Moved, OverlapDecision
from claims.models import StatementLink
from claims.reach import claims_of_article
from claims.services.claims import checked_reason
from claims.services.errors import Refused
from claims.services.later_texts import give_version, take_back_version
from claims.services.marked import has_marked_words
from claims.services.proposals import drop_undecided
from claims.summaries import record_revision
from sources.choices import OverlapKind, OverlapState
from sources.models import Article, Overlap
from sources.services.acting import acting, machine, person
from sources.services.roots import change, root_key

_KINDS = {
    OverlapDecision.SAVE: OverlapKind.ANOTHER_SAVE,
    OverlapDecision.VERSION: OverlapKind.ANOTHER_SAVE,
    OverlapDecision.SECOND_COPIES: OverlapKind.REPRINT,
    OverlapDecision.FIRST_COPIES: OverlapKind.REPRINT,
    OverlapDecision.SHARES_TEXT: OverlapKind.SHARES_TEXT,
}
SAVES = (OverlapDecision.SAVE, OverlapDecision.VERSION)
ADDRESS_TAKEN = "Another article has the same address. Correct the address of one of them first."


def decide_overlap(
    *, editor: User, overlap: Overlap, expected: Mapping[int, int], decision: OverlapDecision, reason: str
) -> Overlap:
    """Say what an overlap is; decided before or not, the new decision stands instead.

    `expected`: the versions of both articles, by key. What the two were to one another before ends, then
    what was decided begins: from then on origins and what readers see follow it. Raises Refused where it
    cannot be, Stale where somebody changed either article first.
    """
    reason = checked_reason(reason)
    actor = person(editor)
    with acting(actor, reason=reason):
        articles = {pk: Article.objects.get(pk=pk) for pk in (overlap.first_id, overlap.second_id)}
        first, second = articles[overlap.first_id], articles[overlap.second_id]
        columns = _columns(first, second, decision)
        try:
            for pk in sorted(articles):  # always in this order, so that two editors never wait in a ring
                change(articles[pk], actor=actor, expected=expected.get(pk, 0), **columns[pk])
        except IntegrityError as error:
            raise Refused(ADDRESS_TAKEN) from error
        if second.current_version_id is None and decision != OverlapDecision.VERSION:
            take_back_version(first, second, actor=actor)
        elif second.current_version_id and decision == OverlapDecision.VERSION:
            give_version(first, second, actor=actor)
        if decision in SAVES:
            _drop_what_is_passed_by(first, second)
        overlap.kind = _KINDS.get(decision, OverlapKind(overlap.kind))
        overlap.state = OverlapState.UNDONE if decision == OverlapDecision.UNDO else OverlapState.DECIDED
        overlap.decided_by, overlap.reason = editor, reason
        overlap.save(update_fields=["kind", "state", "decided_by", "reason"])
        record_revision(
            actor=actor,
            claims=claims_of_article(overlap.first_id) | claims_of_article(overlap.second_id),
            moved=Moved.CORRECTION if decision == OverlapDecision.VERSION else Moved.ORIGIN,
            subject=root_key(articles[overlap.second_id]),
        )
    return overlap


def _drop_what_is_passed_by(first: Article, second: Article) -> None:
    """Nobody decides what was proposed in another save, or in an older text."""
    kept = [pk for pk in (first.current_version_id, second.current_version_id) if pk]
    articles = [second.pk] if second.current_version_id else [first.pk, second.pk]
    with acting(machine("overlaps")):
        drop_undecided(article_ids=articles, keep=kept if second.current_version_id is None else ())


def _columns(first: Article, second: Article, decision: OverlapDecision) -> dict[int, dict[str, int | None]]:
    """What changes in either row. Raises Refused."""
    columns = {first.pk: _loose(first, second), second.pk: _loose(second, first)}
    if decision == OverlapDecision.SECOND_COPIES:
        columns[second.pk]["reprint_of_id"] = first.pk
    elif decision == OverlapDecision.FIRST_COPIES:
        columns[first.pk]["reprint_of_id"] = second.pk
    elif decision in SAVES:
        _check_save(first, second, decision)
        columns[second.pk]["same_as_id"] = first.same_as_id or first.pk
    if decision not in SAVES and first.same_as_id and first.same_as_id == second.same_as_id:
        raise Refused(f"Both are told to be saves of article {first.same_as_id}. Decide about those first.")
    if decision not in SAVES and first.address and first.address == second.address:
        raise Refused(
            "Both were saved from the same address, so that they are one page. "
            "Correct the address of one of them first if that is wrong."
        )
    return columns


def _loose(article: Article, other: Article) -> dict[str, int | None]:
    """What ends what the article is to the other one."""
    ends: dict[str, int | None] = {}
    if article.same_as_id == other.pk:
        ends["same_as_id"] = None
    if article.reprint_of_id == other.pk:
        ends["reprint_of_id"] = None
    return ends


def _check_save(first: Article, second: Article, decision: OverlapDecision) -> None:
    if first.same_as_id == second.pk:
        raise Refused("The first is a save of the second already.")
    if second.other_saves.exclude(pk=first.pk).exists():
        raise Refused(f"Other saves are told to be saves of article {second.pk}. Decide about those first.")
    notices = decision != OverlapDecision.VERSION  # which are taken along with the text
    if has_marked_words([second.pk], notices=notices):
        raise Refused(
            f"Words are marked in article {second.pk}, and readers would no longer see what is recorded "
            "there. Withdraw that first, or call it a reprint."
        )


def retell(articles: Collection[int]) -> None:
    """Write anew what is said of claims on which several of these articles speak, in this transaction.

    For what a machine found or dropped: suggested copies already tie origins.
    """
    links = StatementLink.objects.confirmed().filter(statement__article_version__article__in=articles)
    spoken: dict[int, set[int]] = {}
    rows = links.with_target().values_list("target_id", "statement__article_version__article")
    for claim, article in rows:
        spoken.setdefault(claim, set()).add(article)
    claims = {claim for claim, there in spoken.items() if len(there) > 1}
    if claims:
        subject = f"article:{min(min(spoken[claim]) for claim in claims)}"
        record_revision(actor=machine("comparing"), claims=claims, moved=Moved.ORIGIN, subject=subject)

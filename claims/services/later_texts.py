"""A later text of the same page: it becomes the next version of the article that was there first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max, ProtectedError

from claims.services.carrying import carry_passages
from claims.services.errors import Refused
from claims.services.inputs import Words
from claims.services.marked import has_marks
from claims.services.passages import cut_passage
from claims.services.proposals import drop_undecided
from claims.services.reading_queue import queue_again
from claims.services.taking_back import empty
from sources.choices import NoticeState
from sources.models import Article, ArticleVersion, Passage, PublisherNotice
from sources.services.acting import Actor, acting, machine
from sources.services.roots import change
from sources.services.sketching import renew_sketches

KEPT = "Something was decided about words of article {}, so that its text stays with it. Call it a reprint."


def give_version(first: Article, second: Article, *, actor: Actor) -> None:
    """Make the second article's text the first one's next and current version.

    What is marked in the first one's texts is carried over, or waits for an editor; what the publisher says
    in the second is said of the first. The second is left without a text of its own, as a save of the first.
    Raises Refused where something was decided about words of the second. Runs inside `acting`, with both
    articles locked.
    """
    version = _version(second)
    before = first.current_version_id
    if before is None:
        raise Refused(
            f"Article {first.pk} has no text of its own any more: decide beside the one that has it."
        )
    with acting(machine("overlaps")):
        drop_undecided(article_ids=[second.pk])
    last = first.versions.aggregate(last=Max("number"))["last"] or 0
    change(second, actor=actor, expected=None, current_version_id=None)
    notices = _lift_notices(second, version)
    _move(version, first, number=last + 1)
    queue_again([version.pk])
    change(first, actor=actor, expected=None, current_version_id=version.pk)
    version.refresh_from_db(fields=["article", "number"])
    carry_passages(first, before=before, version=version, actor=actor)
    _lay_notices(notices, first, version)
    renew_sketches([version.pk, before])


def take_back_version(first: Article, second: Article, *, actor: Actor) -> None:
    """Give the second article its own text back, and the first one the newest that is left to it.

    Which text that was, its history tells. What was carried over to it goes back. Raises Refused where words
    were marked in it since, or those that were carried over were changed there.
    """
    events = second.events.filter(current_version__isnull=False)  # type: ignore[attr-defined]
    had = events.order_by("-pgh_id").first()
    version = first.versions.filter(pk=had.current_version_id).first() if had else None
    if version is None:
        raise Refused("The text of the second article is not found among the versions of the first.")
    left = first.versions.exclude(pk=version.pk).order_by("-number").first()
    if first.current_version_id == version.pk:
        with acting(machine("overlaps")):
            drop_undecided(article_ids=[first.pk])
        empty(version, left=left, actor=actor)
    if has_marks(version):
        raise Refused("Words are marked in that text by now, as a version of the first: it stays there.")
    change(first, actor=actor, expected=None, current_version_id=left.pk if left else None)
    notices = _lift_notices(first, version)
    _move(version, second, number=1)
    version.refresh_from_db(fields=["article", "number"])
    queue_again([version.pk, *([left.pk] if left else [])])
    change(second, actor=actor, expected=None, current_version_id=version.pk)
    _lay_notices(notices, second, version)
    renew_sketches([version.pk, *([left.pk] if left else [])])


def _version(article: Article) -> ArticleVersion:
    if article.current_version is None or article.versions.count() != 1:
        raise Refused("Only an article with a single text of its own becomes a version of another.")
    return article.current_version


def _move(version: ArticleVersion, article: Article, *, number: int) -> None:
    """Hand a text over, without passages: one that has any stays where it is, as a trigger has it."""
    try:
        Passage.objects.filter(version=version).delete()
    except ProtectedError as error:
        raise Refused(KEPT.format(version.article_id)) from error
    ArticleVersion.objects.filter(pk=version.pk).update(article=article, number=number)


@dataclass(frozen=True, slots=True)
class _Lifted:
    """A notice without its passage, and where that stood."""

    notice: PublisherNotice
    words: Words


def _lift_notices(article: Article, version: ArticleVersion) -> Sequence[_Lifted]:
    lifted = []
    rows = PublisherNotice.objects.filter(article=article, passage__version=version)
    for notice in rows.select_related("passage"):
        assert notice.passage is not None  # noqa: S101 - by which it was found
        words = Words(notice.passage.start, notice.passage.end, notice.passage.exact)
        notice.passage, notice.text = None, words.exact
        notice.save(update_fields=["passage", "text"])
        lifted.append(_Lifted(notice, words))
    return lifted


def _lay_notices(lifted: Sequence[_Lifted], article: Article, version: ArticleVersion) -> None:
    """A suggestion gives way to a notice that was carried over to the same words."""
    told = PublisherNotice.objects.filter(article=article, passage__version=version)
    for one in lifted:
        notice, words = one.notice, one.words
        there = told.filter(passage__start__lt=words.end, passage__end__gt=words.start)
        if notice.state == NoticeState.SUGGESTED and there.exists():
            notice.delete()
            continue
        notice.article, notice.text = article, ""
        notice.passage = cut_passage(version=version, words=words)
        notice.save(update_fields=["article", "passage", "text"])

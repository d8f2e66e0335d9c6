"""A later text of the same page: it becomes the next version of the article that was there first."""

from django.db.models import Max

from claims.services.errors import Refused
from claims.services.marked import has_marked_words, has_marks
from claims.services.reading_queue import queue, queue_again
from sources.models import Article, ArticleVersion
from sources.services.acting import Actor
from sources.services.roots import change
from sources.services.sketching import renew_sketches


def give_version(first: Article, second: Article, *, actor: Actor) -> None:
    """Make the second article's text the first one's next and current version.

    The second is left without a text of its own, as a save of the first. Raises Refused where words are
    marked in either: no passage is moved by guess. Runs inside `acting`, with both articles locked.
    """
    version = _version(second)
    if has_marked_words([first.pk, second.pk]):
        raise Refused(
            "Words are marked in one of these texts, and they would be left behind in an older one. "
            "Call the second the same page, saved again: its text stays beside the first."
        )
    before = first.current_version_id
    if before is None:
        raise Refused(
            f"Article {first.pk} has no text of its own any more: decide beside the one that has it."
        )
    last = first.versions.aggregate(last=Max("number"))["last"] or 0
    change(second, actor=actor, expected=None, current_version_id=None)
    _move(version, first, number=last + 1)
    queue([version.pk])
    change(first, actor=actor, expected=None, current_version_id=version.pk)
    renew_sketches([version.pk, before])


def take_back_version(first: Article, second: Article, *, actor: Actor) -> None:
    """Give the second article its own text back, and the first one the newest that is left to it.

    Which text that was, its history tells. Raises Refused where words were marked in it since.
    """
    had = second.events.filter(current_version__isnull=False).order_by("-pgh_id").first()  # type: ignore[attr-defined]
    version = first.versions.filter(pk=had.current_version_id).first() if had else None
    if version is None:
        raise Refused("The text of the second article is not found among the versions of the first.")
    if has_marks(version):
        raise Refused("Words are marked in that text by now, as a version of the first: it stays there.")
    left = first.versions.exclude(pk=version.pk).order_by("-number").first()
    change(first, actor=actor, expected=None, current_version_id=left.pk if left else None)
    _move(version, second, number=1)
    queue_again([version.pk, *([left.pk] if left else [])])
    change(second, actor=actor, expected=None, current_version_id=version.pk)
    renew_sketches([version.pk, *([left.pk] if left else [])])


def _version(article: Article) -> ArticleVersion:
    if article.current_version is None or article.versions.count() != 1:
        raise Refused("Only an article with a single text of its own becomes a version of another.")
    return article.current_version


def _move(version: ArticleVersion, article: Article, *, number: int) -> None:
    ArticleVersion.objects.filter(pk=version.pk).update(article=article, number=number)

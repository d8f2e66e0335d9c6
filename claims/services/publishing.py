"""What publishers do with stories: they correct their own, and they print one another's."""

from django.contrib.auth.models import User
from django.db.models import Q

from claims.choices import Moved
from claims.services.claims import checked_reason
from claims.services.errors import Refused
from claims.services.inputs import Words
from claims.services.passages import cut_passage
from claims.summaries import claims_of_article, record_revision
from sources.choices import NoticeKind, NoticeState, OverlapKind, OverlapState
from sources.clocks import UNKNOWN, ClockValue
from sources.ingest.duplicates import containment, shingles
from sources.models import Article, ArticleVersion, Overlap, PublisherNotice
from sources.services.acting import Actor, acting, person
from sources.services.roots import change, root_key


def record_notice(
    *,
    editor: User,
    article: Article,
    expected: int,
    kind: NoticeKind,
    version: ArticleVersion,
    words: Words,
    made: ClockValue = UNKNOWN,
    reason: str = "",
) -> PublisherNotice:
    """Record what a publisher says of its own story, in its own words of `version`.

    What was suggested there, or dropped, becomes this notice or gives way to it. Raises WordsMoved, Stale.
    """
    actor = person(editor)
    with acting(actor, reason=reason):
        change(article, actor=actor, expected=expected)
        notice = _taken_over(actor, article, version, words) or PublisherNotice(article=article)
        notice.kind, notice.state, notice.made = kind, NoticeState.CONFIRMED, made
        notice.passage = cut_passage(version=version, words=words)
        notice.save()
        record_revision(
            actor=actor,
            claims=claims_of_article(article.pk),
            moved=Moved.CORRECTION,
            subject=root_key(article),
        )
    return notice


def decide_notice(
    *, editor: User, article: Article, expected: int, notice_id: int, kind: NoticeKind | None
) -> PublisherNotice:
    """Confirm that words of an article are such a notice of its publisher; None drops it.

    Raises Refused for one that is not of the article, and where nothing would change; Stale.
    """
    notice = article.notices.select_related("passage").filter(pk=notice_id).first()
    if notice is None:
        raise Refused("This notice is none of this article. Load the page again.")
    told = notice.state == NoticeState.CONFIRMED
    state = NoticeState.CONFIRMED if kind else NoticeState.DROPPED
    if (notice.state, notice.kind) == (state, kind or notice.kind):
        raise Refused("It is that already.")
    notice.kind, notice.state = kind or notice.kind, state
    actor = person(editor)
    with acting(actor):
        change(article, actor=actor, expected=expected)
        notice.save(update_fields=["kind", "state"])
        if told or kind:
            claims = claims_of_article(article.pk)
            record_revision(actor=actor, claims=claims, moved=Moved.CORRECTION, subject=root_key(article))
    return notice


def _taken_over(
    actor: Actor, article: Article, version: ArticleVersion, words: Words
) -> PublisherNotice | None:
    """A notice of the article that is not confirmed, whose words are some of these or the other way round.

    One that another article was thought to tell of itself gives way to it.
    """
    here = Q(passage__version=version, passage__start__lt=words.end, passage__end__gt=words.start)
    waiting = PublisherNotice.objects.filter(here).exclude(state=NoticeState.CONFIRMED).order_by("pk")
    notices = list(waiting.select_related("article"))
    for notice in notices:
        if notice.article_id != article.pk:
            change(notice.article, actor=actor, expected=notice.article.version)
            notice.delete()
    return next((notice for notice in notices if notice.article_id == article.pk), None)


def decide_reprint(
    *, editor: User, article: Article, expected: int, original: Article, reason: str
) -> Overlap:
    """Say that an article is another outlet's copy of the original; from now on the two are one origin.

    Raises Refused for an article and itself, or one without a text; Stale.
    """
    reason = checked_reason(reason)
    if article.pk == original.pk:
        raise Refused("A reprint is of another article. Choose that one.")
    actor = person(editor)
    texts = {one.pk: shingles(_text_of(one)) for one in (article, original)}
    low, high = sorted(texts)
    with acting(actor, reason=reason):
        change(article, actor=actor, expected=expected, reprint_of=original)
        overlap, _ = Overlap.objects.update_or_create(
            first_id=low,
            second_id=high,
            defaults={
                "kind": OverlapKind.REPRINT,
                "state": OverlapState.DECIDED,
                "decided_by": editor,
                "reason": reason,
                "first_in_second": containment(texts[low], texts[high]),
                "second_in_first": containment(texts[high], texts[low]),
            },
        )
        record_revision(
            actor=actor,
            claims=claims_of_article(article.pk) | claims_of_article(original.pk),
            moved=Moved.ORIGIN,
            subject=root_key(article),
        )
    return overlap


def _text_of(article: Article) -> str:
    if article.current_version is None:
        raise Refused("This article has no text that could be a copy.")
    return article.current_version.text

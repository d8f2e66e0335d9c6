"""What publishers do with stories: they correct their own, and they print one another's."""

from django.contrib.auth.models import User

from claims.choices import Moved
from claims.services.claims import checked_reason
from claims.services.errors import Refused
from claims.services.inputs import Words
from claims.services.passages import cut_passage
from claims.summaries import claims_of_article, record_revision
from sources.choices import NoticeKind, OverlapKind, OverlapState
from sources.clocks import UNKNOWN, ClockValue
from sources.ingest.duplicates import containment, shingles
from sources.models import Article, ArticleVersion, Overlap, PublisherNotice
from sources.models.clock import clock_columns
from sources.services.acting import acting, person
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

    Raises WordsMoved and Stale.
    """
    actor = person(editor)
    with acting(actor, reason=reason):
        change(article, actor=actor, expected=expected)
        notice = PublisherNotice.objects.create(
            article=article,
            kind=kind,
            passage=cut_passage(version=version, words=words),
            **clock_columns("made", made),
        )
        record_revision(
            actor=actor,
            claims=claims_of_article(article.pk),
            moved=Moved.CORRECTION,
            subject=root_key(article),
        )
    return notice


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

"""Trained taggers: kept with their figures, put to use where they are better, retired with their file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from claims.choices import TaggerState
from claims.extract.learned.model import Model
from claims.extract.learned.reports import Report
from claims.models import TaggerFile, TaggerText, TrainedTagger
from claims.services.claims import checked_reason
from claims.services.errors import Refused
from claimtrack.roles import is_admin
from sources.models import Article, ArticleVersion
from sources.services.acting import Actor, acting, machine, person

TRAINER = "training"
#: Why taggers go with an article that is removed.
REMOVED = "Article {} was removed, and this tagger had learnt from it."


def keep_tagger(
    *, model: Model, report: Report, learned_from: str, versions: Iterable[int] = (), use: bool = True
) -> TrainedTagger:
    """Store what was trained; put it to use where it did better than the engine in use and `use` says so.

    versions: the article versions it learnt from, for their legal removal. Raises Refused where one was
    removed while it learnt; then nothing is kept.
    """
    content = model.to_bytes()
    actor, pks = machine(TRAINER), sorted(set(versions))
    with acting(actor, reason="Trained and measured"):
        _check_not_removed(pks)
        row = TrainedTagger.objects.create(
            learned_from=learned_from,
            articles=report.articles,
            statements=report.statements,
            compared_with=report.before.name,
            better=report.better,
            figures=report.as_stored(),
            size=len(content),
        )
        TaggerFile.objects.create(tagger=row, content=content)
        TaggerText.objects.bulk_create(TaggerText(tagger=row, article_version_id=pk) for pk in pks)
        if use and report.better:
            _put_to_use(row.pk, actor)
        row.refresh_from_db()
    return row


def use_tagger(*, admin: User, tagger: TrainedTagger) -> TrainedTagger:
    """Let a tagger that is kept read from now on. Raises Refused, with a sentence, where it may not."""
    _check(admin)
    actor = person(admin)
    with acting(actor):
        row = TrainedTagger.objects.select_for_update().get(pk=tagger.pk)
        if row.state == TaggerState.RETIRED:
            raise Refused("This tagger is retired: its file is gone.")
        if not row.better:
            raise Refused(
                f"This tagger did no better than {row.compared_with} on the articles it was measured on. "
                "It is not put to use."
            )
        _put_to_use(row.pk, actor)
        row.refresh_from_db()
    return row


def go_back_to_rules(*, admin: User) -> None:
    """Let the rules alone read from now on; the tagger in use is kept. Safe to repeat."""
    _check(admin)
    with acting(person(admin)):
        _leave_use()


def retire_tagger(*, admin: User, tagger: TrainedTagger, reason: str) -> None:
    """Delete a tagger's file for good; its figures stay. Raises Refused without a reason."""
    _check(admin)
    reason = checked_reason(reason)
    with acting(person(admin), reason=reason):
        _retire(TrainedTagger.objects.filter(pk=tagger.pk), reason)


def learnt_from(article: Article) -> QuerySet[TrainedTagger]:
    """The taggers that learnt from an article and still have their files."""
    rows = TrainedTagger.objects.exclude(state=TaggerState.RETIRED)
    return rows.filter(texts__article_version__article=article).distinct()


def retire_learnt_from(article: Article) -> None:
    """Retire what learnt from an article: words of it may stand in the files. Inside `acting`."""
    _retire(learnt_from(article), REMOVED.format(article.pk))


def _check(admin: User) -> None:
    if not is_admin(admin):
        raise Refused("Only an admin decides which engine reads.")


def _check_not_removed(pks: Sequence[int]) -> None:
    """Under a lock: a removal that comes now waits, and then finds the tagger."""
    versions = ArticleVersion.objects.filter(pk__in=pks).order_by("pk").select_for_update(of=("self",))
    if any(versions.values_list("article__removed_at", flat=True)):
        raise Refused("An article was removed while the tagger learnt from it. Train it again.")


def _put_to_use(pk: int, actor: Actor) -> None:
    _leave_use(but=pk)
    now = timezone.now()
    rows = TrainedTagger.objects.filter(pk=pk).exclude(state=TaggerState.IN_USE)
    rows.update(state=TaggerState.IN_USE, used_by_id=actor.user_id, used_at=now)


def _leave_use(*, but: int = 0) -> None:
    in_use = TrainedTagger.objects.filter(state=TaggerState.IN_USE).exclude(pk=but)
    in_use.update(state=TaggerState.KEPT)


def _retire(taggers: QuerySet[TrainedTagger], reason: str) -> None:
    pks = list(taggers.exclude(state=TaggerState.RETIRED).values_list("pk", flat=True))
    TaggerFile.objects.filter(pk__in=pks).delete()
    TrainedTagger.objects.filter(pk__in=pks).update(state=TaggerState.RETIRED, reason=reason)

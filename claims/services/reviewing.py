"""Passages that were not surely carried over to a later text: an editor says where they stand, or not."""

from __future__ import annotations

from django.contrib.auth.models import User

from claims.choices import Moved
from claims.reach import claims_of_statements
from claims.services.carrying import passages_at
from claims.services.errors import Overtaken, Refused, WordsMoved
from claims.services.following import Moves, rest_follows, statements_follow
from claims.services.inputs import Words
from claims.services.passages import MOVED
from claims.services.taking_back import take_back
from claims.summaries import record_revision
from sources.choices import Anchoring
from sources.models import Article, ArticleVersion, Passage
from sources.services.acting import Actor, acting, person
from sources.services.roots import change, root_key

DECIDED_ALREADY = "Somebody decided about these words already. Look at it as it stands now."


def place_passage(*, editor: User, passage: Passage, expected: int, words: Words) -> list[int]:
    """Say where a passage stands in the current text; return the keys of the statements that go there.

    A statement goes once each of its passages has a place. The words may be others by now: readers are shown
    those of the text they stand in. expected: the version of the article. Raises WordsMoved where other words
    stand there, AlreadyRecorded, Refused and Stale; then nothing is written.
    """
    actor = person(editor)
    with acting(actor):
        article, version = _locked(passage, expected, actor)
        if passage.carried_to_id is not None:
            raise Overtaken(DECIDED_ALREADY)
        if version.text[words.start : words.end] != words.exact or not words.exact.strip():
            raise WordsMoved(MOVED)
        there = passages_at(version, [(words.start, words.end)])
        passage.carried_to, passage.anchoring = there[words.start, words.end], Anchoring.ATTACHED
        passage.save(update_fields=["carried_to", "anchoring"])
        moves = _moves_from(passage.version, version)
        moved = statements_follow(moves, actor=actor)
        rest_follows(Moves(moves.old, version, {passage.pk: moves.passages[passage.pk]}), actor=actor)
        _tell(actor, article, moved)
    return moved


def leave_passage(*, editor: User, passage: Passage, expected: int, gone: bool) -> None:
    """Leave a passage, with all that points at it, in the older text it stands in.

    gone: the later text does not say it any more, which readers are told; else it is only kept there. Raises
    Refused and Stale.
    """
    actor, now = person(editor), Anchoring.ORPHAN if gone else Anchoring.ATTACHED
    with acting(actor):
        article, _ = _locked(passage, expected, actor)
        if passage.carried_to_id is not None:
            raise Overtaken(DECIDED_ALREADY)
        _set(actor, article, passage, now)


def review_again(*, editor: User, passage: Passage, expected: int) -> list[int]:
    """Undo what was decided about a passage, by an editor or by the rules: it needs review again.

    Statements that went to the current text come back; their keys are returned. Raises Overtaken where one
    has other words by now, Refused and Stale.
    """
    actor = person(editor)
    with acting(actor):
        article, version = _locked(passage, expected, actor)
        if passage.carried_to is None:
            _set(actor, article, passage, Anchoring.REVIEW)
            return []
        if passage.carried_to.version_id != version.pk:
            raise Overtaken("It was carried over to a text that has a later one by now. Decide there.")
        moved = take_back([passage], version=version, actor=actor)
        passage.carried_to = None
        passage.anchoring = Anchoring.REVIEW
        passage.save(update_fields=["carried_to", "anchoring"])
        _tell(actor, article, moved)
    return moved


def _locked(passage: Passage, expected: int, actor: Actor) -> tuple[Article, ArticleVersion]:
    """The article, bumped, and its current text. Raises Refused and Stale."""
    article = passage.version.article
    change(article, actor=actor, expected=expected)
    passage.refresh_from_db(fields=["carried_to", "anchoring"])
    version = article.current_version
    if version is None or version.pk == passage.version_id:
        raise Refused("These words stand in the article's current text. There is nothing to decide.")
    if not version.text:
        raise Refused("This article was removed. There is nothing to decide.")
    return article, version


def _moves_from(old: ArticleVersion, version: ArticleVersion) -> Moves:
    """Every place that is known so far, from one text to the other."""
    rows = Passage.objects.filter(version=old, carried_to__version=version).select_related("carried_to")
    return Moves(old, version, {row.pk: row.carried_to for row in rows if row.carried_to})


def _set(actor: Actor, article: Article, passage: Passage, now: Anchoring) -> None:
    if passage.anchoring == now:
        raise Overtaken(DECIDED_ALREADY)
    passage.anchoring = now
    passage.save(update_fields=["anchoring"])
    _tell(actor, article, list(passage.statement_parts.values_list("statement", flat=True)))


def _tell(actor: Actor, article: Article, statements: list[int]) -> None:
    """Readers see whose words are those of an earlier text, and why."""
    record_revision(
        actor=actor,
        claims=claims_of_statements(statements),
        moved=Moved.CORRECTION,
        subject=root_key(article),
    )

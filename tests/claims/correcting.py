"""What the tests of corrections share: an article that was saved anew, and the decision about both."""

from claims.choices import Mode, OverlapDecision, Voice
from claims.models import Statement
from claims.services.findings import Engine, ProposalInput
from claims.services.overlaps import decide_overlap
from claims.services.proposals import propose
from sources.models import Article, Passage
from tests.claims.desk import TEXT
from tests.claims.saving import words_of
from tests.factories.sources import ArticleVersionFactory, OverlapFactory

WHY = "The paper put in a correction."
NOTE = "Correction: an earlier text named the wrong pier."


def corrected(first, text=TEXT, **fields):
    """The overlap of an article with a later save that has this text."""
    second = ArticleVersionFactory(text=text, **fields).article
    return OverlapFactory(first=first.article, second=second, kind="another_save")


def decide(editor, overlap, decision="version"):
    """Decide about both as they stand now."""
    pks = (overlap.first_id, overlap.second_id)
    return decide_overlap(
        editor=editor,
        overlap=overlap,
        expected=dict(Article.objects.filter(pk__in=pks).values_list("pk", "version")),
        decision=OverlapDecision(decision),
        reason=WHY,
    )


def give_later_text(editor, first, text, **fields):
    """The later text, now the current version of the article."""
    overlap = corrected(first, text, **fields)
    decide(editor, overlap)
    return Article.objects.get(pk=first.article_id).current_version


def proposed(version, words, printed):
    """What an engine found in a text."""
    data = ProposalInput(
        content=words_of(version, words),
        voice=Voice.NAMED,
        mode=Mode.INDIRECT,
        speaker_as_printed=printed,
    )
    made = propose(engine=Engine("rules", "1"), version=version, data=data)
    return made and Statement.objects.get(pk=made.pk)


def left(version):
    """(words, how they hold on, the words they became) of each passage of a text."""
    rows = Passage.objects.filter(version=version).order_by("start", "end")
    return list(rows.values_list("exact", "anchoring", "carried_to__exact"))

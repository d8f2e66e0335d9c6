"""What a legal removal takes, counted before it is done."""

from dataclasses import dataclass

from django.db.models import Sum
from django.db.models.functions import Length

from claims.models import Figure, Note, Statement
from claims.reach import claims_of_article
from claims.services.taggers import learnt_from
from claimtrack.words import counted
from sources import originals
from sources.models import Article, ImportFile, Passage


@dataclass(frozen=True, slots=True)
class Loss:
    """What goes, in phrases ("3 statements"); claims: how many pages change; copies: articles that may hold
    the same words and stay; files: whether originals still lie on the disk."""

    things: tuple[str, ...]
    claims: int
    copies: tuple[Article, ...]
    files: bool


def loss_of(article: Article) -> Loss:
    """Count what removing the article takes."""
    versions = article.versions.all()
    hashes = list(versions.values_list("sha256", flat=True))
    characters = versions.aggregate(all=Sum(Length("text")))["all"] or 0
    numbers = (
        (len(hashes), "version of its text", "versions of its text"),
        (characters, "character", ""),
        (Passage.objects.filter(version__in=versions).count(), "marked passage", ""),
        (
            Statement.objects.filter(article_version__in=versions).count(),
            "statement’s words",
            "statements’ words",
        ),
        (Figure.objects.filter(statement__article_version__in=versions).count(), "figure", ""),
        (
            Note.objects.filter(passage__version__in=versions).count(),
            "note on its passages",
            "notes on its passages",
        ),
        (
            ImportFile.objects.filter(sha256__in=hashes).count(),
            "imported file’s name",
            "imported files’ names",
        ),
        (
            learnt_from(article).count(),
            "trained tagger’s file, as it learnt from it",
            "trained taggers’ files, as they learnt from it",
        ),
    )
    return Loss(
        things=tuple(counted(number, one, many) for number, one, many in numbers if number),
        claims=len(claims_of_article(article.pk)),
        copies=tuple(_copies(article)),
        files=any(originals.path_of(one).exists() for one in hashes),
    )


def _copies(article: Article) -> list[Article]:
    """Other saves, reprints and translations, either way round."""
    ties = ("same_as", "reprint_of", "translation_of", "other_saves", "reprints", "translations")
    found: set[int] = set()
    for tie in ties:
        found |= set(Article.objects.filter(**{tie: article}).values_list("pk", flat=True))
    return list(Article.objects.filter(pk__in=found, removed_at__isnull=True).order_by("pk"))

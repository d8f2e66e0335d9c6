"""What an article is called: by its headline, or by how its text begins."""

from __future__ import annotations

from typing import Any, Protocol

from django.db.models import Case, F, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Least, Substr

from sources.choices import BlockKind
from sources.models import Block

#: Code points of an article without a headline that stand in for it.
FIRST_WORDS = 120


class Titled(Protocol):
    """An article, however it was read."""

    @property
    def pk(self) -> Any:
        """Its key."""

    @property
    def headline(self) -> str:
        """As printed; "" where it has none."""


def title_of(article: Titled, first_words: str = "") -> str:
    """The headline, or how the text begins, or at least a number."""
    begins = " ".join(first_words.split())
    return article.headline or (f"{begins} …" if begins else f"Article {article.pk}")


def opening_words() -> Case:
    """How the body begins, looked up only where there is no headline."""
    body = Block.objects.filter(version=OuterRef("current_version"), kind=BlockKind.BODY).order_by("start")
    length = Least(F("end") - F("start"), Value(FIRST_WORDS))
    begins = body.annotate(begins=Substr("version__text", F("start") + 1, length)).values("begins")[:1]
    return Case(When(headline="", then=Subquery(begins)), default=Value(""), output_field=TextField())

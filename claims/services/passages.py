"""Cutting passages: the words must stand where the editor saw them."""

from collections.abc import Sequence
from itertools import pairwise

from claims.services.errors import Refused, WordsMoved
from claims.services.inputs import Words
from sources.models import ArticleVersion, Passage
from sources.models.passage import quote

MOVED = "The article does not have these words at this place. Load it again and mark them anew."


def cut_passage(*, version: ArticleVersion, words: Words) -> Passage:
    """The passage at that place, made if new. Raises WordsMoved where other words stand there."""
    text = version.text
    if not 0 <= words.start < words.end <= len(text) or text[words.start : words.end] != words.exact:
        raise WordsMoved(MOVED)
    passage, _ = Passage.objects.get_or_create(
        version=version,
        start=words.start,
        end=words.end,
        defaults=quote(text, words.start, words.end),
    )
    if passage.exact != words.exact:  # the article was removed since the version was read
        raise WordsMoved(MOVED)
    return passage


def content_key(content: Sequence[Words]) -> str:
    """What gives a statement its identity within a version: "start-end,…" in order."""
    return ",".join(f"{words.start}-{words.end}" for words in content)


def check_content(content: Sequence[Words]) -> None:
    """Words there must be, in reading order, none twice. Raises Refused."""
    if not content:
        raise Refused("Choose at least one sentence, or type the exact words.")
    for before, after in pairwise(content):
        if after.start < before.end:
            raise Refused("The chosen words overlap one another, or stand out of order.")

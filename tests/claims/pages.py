"""What tests read of a page."""

import re

BLOCKS = re.compile(r"</(p|li|div|dd|dt|h1|h2|h3|aside|summary|blockquote)>")
TAGS = re.compile(r"<[^>]+>")


def plain(html):
    """The words a visitor reads: without tags, one space between them, blocks apart."""
    return " ".join(TAGS.sub("", BLOCKS.sub(" ", html)).split())

"""What the tests of the desk share: an article of known sentences, and the fields of its form."""

from claims.models import Statement
from tests.factories.sources import ArticleVersionFactory

HEAD = "Harbour fire was set, says union"
ACCUSES = "The dockers' union said on Thursday that the fire at Port Velm was set deliberately."
DENIES = "“It is a fairy tale,” the harbour ministry told state media on Friday."
LAST = "The pier reopened on Monday."
TEXT = f"{HEAD}\n\n{ACCUSES} {DENIES}\n\n{LAST}\n\nShare this story\n"
BLOCKS = [
    ("headline", len(HEAD) + 2),
    ("body", TEXT.index(LAST)),
    ("body", TEXT.index("Share")),
    ("furniture", None),
]


def desk_article(**fields):
    """A version of that article."""
    return ArticleVersionFactory(text=TEXT, blocks=BLOCKS, **fields)


def span(words, text=TEXT):
    """Where words stand, as fields spell it."""
    return f"{text.index(words)}-{text.index(words) + len(words)}"


def filled(version, *sentences, **fields):
    """A filled form; underscores of a keyword stand for hyphens ("who_name")."""
    form = {
        "v": version.pk,
        "do": "save",
        "relays": 1,
        "links": 1,
        "span": [span(words, version.text) for words in sentences],
        "s-voice": "named",
        "s-mode": "indirect",
        "s-basis": "printed",
        "s-language": "en",
        "s-translated": "unknown",
        "link-0-stance": "asserts",
        "link-0-reach": "names",
    }
    return {**form, **{name.replace("_", "-"): value for name, value in fields.items()}}


def only_statement():
    """The one statement there is."""
    return Statement.objects.get()


def page(response):
    """The page as text."""
    return response.content.decode()

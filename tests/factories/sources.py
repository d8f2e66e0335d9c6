"""Factories of what arrived. Everything in them is fictional: Ostravia, its ministries and its papers.

    ArticleVersionFactory(text="…")          one tiling body block; becomes the article's current version
    ArticleVersionFactory(text=T, blocks=[("headline", 10), ("body", None)])
                                             blocks end at the given code points; None: at the end
    ArticleVersionFactory(blocks=False)      no blocks at all
    ArticleFactory(), withdrawn=True, removed=True
                                             a page without a text: ArticleVersionFactory(article=…) gives one
    PassageFactory(version=V, words="…")     the first place where the words stand; `nth=1`: the second
    passage_of(V, "…")                       the same, or the one that stands there already
    OutletFactory(), OutletFactory(merged_into=…)   with a current address
    ImportFileFactory(), .imported, .held, .running

See `base` for who writes and for `settle()`.
"""

import hashlib

import factory
from django.utils import timezone
from django.utils.text import slugify

from sources import choices
from sources.folding import fold
from sources.models import (
    Article,
    ArticleVersion,
    Block,
    Damage,
    DeclaredFact,
    FilePreview,
    ImportBatch,
    ImportFile,
    Outlet,
    OutletAddress,
    Overlap,
    Passage,
    PublisherNotice,
    RepetitionCheck,
    SketchValue,
    TextSketch,
)
from sources.models.passage import CONTEXT
from tests.factories.base import RootFactory, WrittenFactory, desk_editor, stated

TEXT = (
    "Harbour fire was an accident, says Ostravia\n"
    "\n"
    "The Ostravian harbour ministry said on Monday that the fire at Port Velm was an accident. "
    "A dockers' union called the account “a fairy tale”.\n"
)
ONE_BODY = ((choices.BlockKind.BODY, None),)


class WithAddress(RootFactory):
    """A root whose current address is made with it."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @factory.post_generation
    def slug(self, create, slug, **_):
        """`slug="…"`: the current words of its URL; by default its printed words; False: none."""
        words = self.name if hasattr(self, "name") else self.text
        if create and slug is not False:
            model = type(self)._meta.get_field("addresses").related_model
            model.objects.create(target=self, slug=slug or f"{slugify(words)[:60]}-{self.pk}")


class OutletFactory(WithAddress):
    class Meta:
        model = Outlet

    name = factory.Sequence(lambda n: f"Velm Courier {n}")
    search_key = factory.LazyAttribute(lambda o: fold(o.name))
    kind = choices.OutletKind.NEWSPAPER
    zone = "Europe/Berlin"


class OutletAddressFactory(WrittenFactory):
    """One more address, no longer current."""

    class Meta:
        model = OutletAddress

    target = factory.SubFactory(OutletFactory)
    slug = factory.Sequence(lambda n: f"former-courier-{n}")
    current = False


class ImportBatchFactory(WrittenFactory):
    class Meta:
        model = ImportBatch

    class Params:
        withdrawn = factory.Trait(
            withdrawn_at=factory.LazyFunction(timezone.now),
            withdrawn_by=factory.LazyFunction(desk_editor),
            withdrawn_reason="The folder was sent by mistake.",
        )

    label = factory.Sequence(lambda n: f"Folder {n}")
    origin = choices.BatchOrigin.COMMAND
    made_by = factory.LazyFunction(desk_editor)


class ArticleFactory(RootFactory):
    class Meta:
        model = Article

    class Params:
        withdrawn = factory.Trait(
            withdrawn_at=factory.LazyFunction(timezone.now),
            withdrawn_by=factory.LazyFunction(desk_editor),
            withdrawn_reason="The publisher took it down.",
        )
        removed = factory.Trait(removed_at=factory.LazyFunction(timezone.now))

    outlet = factory.SubFactory(OutletFactory)
    address = factory.Sequence(lambda n: f"https://courier.example/harbour/{n}")
    headline = factory.Sequence(lambda n: f"Harbour fire was an accident, says Ostravia ({n})")
    byline = "Ina Falk"
    search_key = factory.LazyAttribute(lambda o: fold(f"{o.headline} {o.byline}"))
    language = "en"
    published = stated("2031-05-12")


class ArticleVersionFactory(WrittenFactory):
    class Meta:
        model = ArticleVersion
        skip_postgeneration_save = True

    article = factory.SubFactory(ArticleFactory)
    number = factory.LazyAttribute(lambda o: o.article.versions.count() + 1)
    text = TEXT
    sha256 = factory.Sequence(lambda n: hashlib.sha256(f"bytes {n}".encode()).hexdigest())
    encoding = "utf-8"

    @factory.post_generation
    def blocks(self, create, blocks, **_):
        """(kind, end in code points or None) in order; False: no blocks."""
        start = 0
        for kind, end in ONE_BODY if blocks is None else blocks or ():
            end = len(self.text) if end is None else end
            Block.objects.create(version=self, start=start, end=end, kind=kind, reason="A rule of the test.")
            start = end

    @factory.post_generation
    def current(self, create, current, **_):
        """False: the article keeps its current version."""
        if current is not False:
            self.article.current_version = self
            self.article.save(update_fields=["current_version"])


class BlockFactory(WrittenFactory):
    """A block that covers a whole version which has none yet."""

    class Meta:
        model = Block

    version = factory.SubFactory(ArticleVersionFactory, blocks=False)
    start = 0
    end = factory.LazyAttribute(lambda o: len(o.version.text))
    kind = choices.BlockKind.BODY
    reason = "A rule of the test."


class DamageFactory(WrittenFactory):
    class Meta:
        model = Damage

    version = factory.SubFactory(ArticleVersionFactory)
    start = 0
    end = 1
    what = choices.DamageKind.NUL
    original_hex = "00"


class PassageFactory(WrittenFactory):
    """`words` (with `nth`, from 0) are located in the version; prefix and suffix are taken around them."""

    class Meta:
        model = Passage

    class Params:
        words = "the fire at Port Velm was an accident"
        nth = 0

    version = factory.SubFactory(ArticleVersionFactory)
    start = factory.LazyAttribute(lambda o: place_of(o.version.text, o.words, o.nth))
    end = factory.LazyAttribute(lambda o: o.start + len(o.words))
    exact = factory.LazyAttribute(lambda o: o.version.text[o.start : o.end])
    prefix = factory.LazyAttribute(lambda o: o.version.text[max(0, o.start - CONTEXT) : o.start])
    suffix = factory.LazyAttribute(lambda o: o.version.text[o.end : o.end + CONTEXT])


def passage_of(version, words, nth=0):
    """The passage of these words, made where it does not stand yet: one may be used many times."""
    start = place_of(version.text, words, nth)
    there = Passage.objects.filter(version=version, start=start, end=start + len(words)).first()
    return there or PassageFactory(version=version, words=words, nth=nth)


def place_of(text, words, nth=0):
    """The code point at which `words` stand for the nth time; ValueError where they do not."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start


class DeclaredFactFactory(WrittenFactory):
    class Meta:
        model = DeclaredFact

    article = factory.SubFactory(ArticleFactory)
    field = choices.FactField.HEADLINE
    value = "Harbour fire was an accident, says Ostravia"
    origin = choices.FactOrigin.HEADER


class PublisherNoticeFactory(WrittenFactory):
    class Meta:
        model = PublisherNotice

    article = factory.SubFactory(ArticleFactory)
    kind = choices.NoticeKind.CORRECTION
    text = "An earlier version named the wrong pier."


class OverlapFactory(WrittenFactory):
    class Meta:
        model = Overlap

    first = factory.SubFactory(ArticleFactory)
    second = factory.SubFactory(ArticleFactory)
    kind = choices.OverlapKind.REPRINT
    first_in_second = 0.9
    second_in_first = 0.8


class RepetitionCheckFactory(WrittenFactory):
    class Meta:
        model = RepetitionCheck

    batch = factory.SubFactory(ImportBatchFactory)
    outlet = factory.SubFactory(OutletFactory)


class TextSketchFactory(WrittenFactory):
    class Meta:
        model = TextSketch

    version = factory.SubFactory(ArticleVersionFactory)
    size = 3
    level = 0
    values = factory.LazyFunction(lambda: [1, 2, 3])


class SketchValueFactory(WrittenFactory):
    class Meta:
        model = SketchValue

    value = 1
    version = factory.SubFactory(ArticleVersionFactory)


class ImportFileFactory(WrittenFactory):
    class Meta:
        model = ImportFile

    class Params:
        running = factory.Trait(
            state=choices.FileState.RUNNING, attempts=1, leased_until=factory.LazyFunction(timezone.now)
        )
        imported = factory.Trait(
            state=choices.FileState.IMPORTED,
            article_version=factory.SubFactory(ArticleVersionFactory),
            finished_at=factory.LazyFunction(timezone.now),
        )
        held = factory.Trait(
            state=choices.FileState.HELD, reason_code="encoding", reason="Its letters could not be read."
        )

    batch = factory.SubFactory(ImportBatchFactory)
    name = factory.Sequence(lambda n: f"harbour-{n}.txt")
    size = 2048
    sha256 = factory.Sequence(lambda n: hashlib.sha256(f"file {n}".encode()).hexdigest())


class FilePreviewFactory(WrittenFactory):
    class Meta:
        model = FilePreview

    file = factory.SubFactory(ImportFileFactory, batch__control=choices.BatchControl.PREVIEW)
    seen_at = factory.LazyFunction(timezone.now)
    headline = "Harbour fire was an accident, says Ostravia"

"""A site with far too much in it: very long names, four scripts, hundreds of statements on one claim.

`make_overfull()` writes it in the name of the desk editor and gives its addresses; the numbers can be made
smaller, the lengths not. Everything in it is fictional.
"""

from dataclasses import dataclass
from itertools import count, cycle, islice

from django.utils import timezone

from claims import choices
from claims.models import Claim, ClaimRevision
from claims.summaries import refresh_stale
from sources.models import ImportFile
from tests.factories.base import stated
from tests.factories.claims import (
    AssessmentFactory,
    ClaimFactory,
    ClaimPartyFactory,
    ClaimRelationFactory,
    ClaimTopicFactory,
    FigureFactory,
    RelayFactory,
    ReplyRequestFactory,
    ResponseFactory,
    SpeakerFactory,
    StatementFactory,
    StatementLinkFactory,
    StatementPassageFactory,
    TopicFactory,
)
from tests.factories.sources import (
    ArticleFactory,
    ArticleVersionFactory,
    ImportBatchFactory,
    ImportFileFactory,
    OutletFactory,
)
from tests.factories.subjects import desk_editor

#: A word of 200 letters, and names in four scripts (two of them read from the right).
WORD = "Hafenbehördenzuständigkeitsverordnung" * 6
NAMES = (
    WORD[:200],
    "Портове управління Вельму",
    "هيئة ميناء فيلم",
    "רשות הנמל של ולם",
    "The Standing Committee of the Harbour, Ferry and Lighthouse Workers of Port Velm and its Islands",
    "Orla Venn",
)
SAID = (
    "the fire at Port Velm was set by people who came over the northern pier before dawn",
    "пожежу в порту Вельм влаштували люди, які прийшли через північний пірс",
    "الحريق في ميناء فيلم أشعله أشخاص جاؤوا عبر الرصيف الشمالي",
    "השריפה בנמל ולם הוצתה בידי אנשים שבאו מהמזח הצפוני",
    f"the {WORD[:120]} burnt",
    "at least 40 crates burnt. " + "Nobody on the pier saw anything of it, she added, and nobody asked. " * 6,
)
LANGUAGES = ("en", "uk", "ar", "he", "de", "en")
DATES = (
    "2031-05-12",
    "2031-05",
    "2031-05-14~",
    "2031-21",
    "2030",
    "2031-06-01T12:30",
    "2031-05-20/2031-06-02",
)
UNITS = ("", "t", "EUR", "%", "km", WORD[:60])
REASON = f"They say so of the same pier, {WORD[:80]}, and of the same night. " * 2


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of each."""

    statements: int = 500
    speakers: int = 80
    outlets: int = 60
    figures: int = 40
    counter: int = 25
    checks: int = 30
    revisions: int = 120
    claims: int = 300
    passages: int = 400
    files: int = 3000


SMALL = Sizes(70, 20, 15, 18, 8, 8, 30, 30, 40, 60)


@dataclass(frozen=True, slots=True)
class Overfull:
    """Keys of what was made: slugs and numbers."""

    claim: str
    topic: str
    speaker: str
    outlet: str
    article: int
    batch: int
    statement: int


def make_overfull(sizes=Sizes()):
    """Write it all and give where it stands. Not to be run twice in one database."""
    speakers, outlets = _names(SpeakerFactory, sizes.speakers), _names(OutletFactory, sizes.outlets)
    topic = TopicFactory(name=WORD[:200], description=f"{REASON} " * 3, slug="overfull-topic")
    claim = ClaimFactory(visible=True, text=f"{WORD[:200]} {SAID[0]} {SAID[2]}"[:400], slug="overfull")
    ClaimTopicFactory(claim=claim, topic=topic)
    said = [
        _statement(claim, number, speakers[number % len(speakers)], outlets[number % len(outlets)])
        for number in range(sizes.statements)
    ]
    _chains(said, speakers, outlets)
    _figures(said, sizes.figures)
    _around(claim, sizes, speakers, outlets)
    _other_claims(sizes.claims, topic, said)
    article = _article(sizes.passages, claim, speakers, outlets[0])
    batch = _batch(sizes.files)
    ClaimRevision.objects.bulk_create(
        ClaimRevision(claim=claim, number=number, actor=desk_editor(), moved=moved, note=REASON[:300])
        for number, moved in zip(range(1, sizes.revisions + 1), cycle(choices.Moved.values))
    )
    Claim.summary.related.related_model.objects.update(stale=True)
    refresh_stale()
    return Overfull(
        claim="overfull",
        topic="overfull-topic",
        speaker=speakers[0].addresses.get().slug,
        outlet=outlets[0].addresses.get().slug,
        article=article.pk,
        batch=batch.pk,
        statement=said[0].pk,
    )


def _names(factory, number):
    """Speakers or outlets: the long names first, numbered so that none is twice."""
    kind = factory._meta.get_model_class().__name__.lower()
    names = zip(range(number), cycle(NAMES))
    return [
        factory(name=name if one < len(NAMES) else f"{name[:190]} {one}", slug=f"overfull-{kind}-{one}")
        for one, name in names
    ]


def _statement(claim, number, speaker, outlet):
    """One article and what is said in it; stances, dates, voices and languages take turns."""
    words = SAID[number % len(SAID)]
    headline = (f"{words} ({number})", NAMES[number % len(NAMES)])[number % 2][:300]
    version = ArticleVersionFactory(
        text=f"{headline}\n\nShe reportedly said that {words}.\n{number}\n",
        article=ArticleFactory(outlet=outlet, headline=headline, published=stated(DATES[(number + 3) % 7])),
    )
    voice = {17: {"unnamed": True}, 23: {"unattributed": True}, 29: {"by_outlet": True}}.get(number % 31)
    made = StatementFactory(
        version=version,
        words=words,
        language=LANGUAGES[number % 6],
        said=stated(
            f"2031-{5 + number // 28 % 8:02}-{1 + number % 28:02}" if number % 3 else DATES[number % 7]
        ),
        mode=choices.Mode.values[number % 3],
        translated=choices.Translated.values[number % 4],
        origin_dropped=number % 30 == 10,
        role_as_printed=f"spokeswoman of {NAMES[(number + 1) % 6]}"[:300] if number % 5 == 0 else "",
        **(voice or {"speaker": speaker}),
    )
    StatementPassageFactory(statement=made, words="reportedly", part=choices.Part.HEDGE)
    StatementLinkFactory(statement=made, claim=claim, stance=choices.Stance.values[number % 7])
    return made


def _chains(said, speakers, outlets):
    """Every tenth statement came through others; the first through nine of them."""
    for number, made in enumerate(said[::10]):
        told = [one for one in speakers if one != made.speaker]
        printed = [one for one in outlets if one != made.article_version.article.outlet]
        for hop in range(9 if number == 0 else 1 + number % 4):
            by = {"speaker": told[(number + hop) % len(told)]} if hop % 2 else {}
            by = by or {"outlet": printed[(number + hop) % len(printed)]}
            RelayFactory(
                statement=made, actor_as_printed=f"{NAMES[hop % 6]}"[:300], channel="broadcast", **by
            )


def _figures(said, number):
    for one, made in zip(range(number), said, strict=False):
        bounds = (
            {"low": one * 7, "high": one * 9},
            {"low": one * 10**5, "high": None},
            {"low": one, "high": one},
        )
        comparator = ("about", "at_least", "exactly")[one % 3]
        FigureFactory(
            statement=made,
            words="reportedly",
            wording=f"{one} {WORD[:100]}" if one % 6 == 0 else f"{one} crates of the northern pier",
            unit=UNITS[one % 6],
            counted=WORD[:100] if one % 12 == 5 else "crates",
            period=("", "a week", "in the night from Monday to Tuesday")[one % 3],
            nature=choices.FigureNature.values[one % 4],
            comparator=comparator,
            **bounds[one % 3],
        )


def _around(claim, sizes, speakers, outlets):
    """Counter-claims, other relations, checks, parties with their answers and the requests for them."""
    for number in range(sizes.counter):
        text = f"{NAMES[number % 6]} {SAID[(number + 1) % 6]} ({number})"[-400:]
        other = ClaimFactory(visible=True, text=text, slug=f"counter-{number}")
        kind = choices.RelationKind.values[0 if number % 3 else 1 + number % 5]
        ClaimRelationFactory(from_claim=other, to_claim=claim, kind=kind, reason=REASON[:400])
    for number in range(sizes.checks):
        AssessmentFactory(
            claim=claim,
            by_outlet=outlets[number % len(outlets)] if number % 2 else None,
            verdict=choices.Verdict.values[number % 4],
            reasoning=REASON * (1 + number % 5),
            made=stated(DATES[number % 7]),
            evidence=[f"https://evidence.example/{WORD[:150]}/{one}" for one in range(number % 4)],
        )
    for number, speaker in enumerate(speakers[:6]):
        ClaimPartyFactory(claim=claim, speaker=speaker, role=choices.PartyRole.values[number % 3])
        ResponseFactory(
            claim=claim,
            party=speaker,
            kind=choices.ResponseKind.values[number % 3],
            outlet=outlets[number],
            as_of=stated(DATES[number]),
        )
        ReplyRequestFactory(claim=claim, party=speaker)


def _other_claims(number, topic, said):
    """A list of claims, each with two statements."""
    for one in range(number):
        text = f"{NAMES[one % 6]} {SAID[one % 6]} ({one})"[:400]
        claim = ClaimFactory(visible=True, text=text, slug=f"other-{one}")
        ClaimTopicFactory(claim=claim, topic=topic)
        for place, stance in ((one, "asserts"), (one + 7, "denies")):
            StatementLinkFactory(statement=said[place % len(said)], claim=claim, stance=stance)


def _article(passages, claim, speakers, outlet):
    """One long article: every sentence is a statement, one in ten a proposal."""
    lines = [f"{SAID[number % 6]}, no. {number}." for number in range(passages)]
    version = ArticleVersionFactory(
        text=f"{WORD}\n\n" + "\n".join(lines) + "\n",
        article=ArticleFactory(outlet=outlet, headline=WORD[:300]),
    )
    for number, line in enumerate(lines):
        how = {"proposed": True} if number % 10 == 9 else {}
        made = StatementFactory(version=version, words=line, speaker=speakers[number % len(speakers)], **how)
        if not how and number % 4 == 0:
            StatementLinkFactory(statement=made, claim=claim, stance=choices.Stance.values[number % 7])
    return version.article


def _batch(files):
    """A batch with files in every state."""
    batch = ImportBatchFactory(label=WORD[:190])
    ImportFileFactory(batch=batch, imported=True, name=f"{WORD}.txt"[:250])
    ImportFileFactory(batch=batch, held=True, name=f"{WORD[:60]}/{NAMES[2]}.txt", reason=REASON)
    states = islice(cycle(("pending", "rejected", "cancelled", "held", "running")), max(0, files - 2))
    ImportFile.objects.bulk_create(_file(batch, state, number) for number, state in zip(count(2), states))
    return batch


def _file(batch, state, number):
    why = (
        {"reason_code": "empty", "reason": "There is nothing in it."} if state in ("rejected", "held") else {}
    )
    names = (f"folder/{NAMES[number % 6][:200]}-{number}.txt", f"harbour-{number}.txt")
    leased = timezone.now() if state == "running" else None
    fate = {"state": state, "leased_until": leased, **why}
    return ImportFile(batch=batch, name=names[number % 2], size=number * 37, sha256=f"{number:064x}", **fate)

"""What the tests of legal removal share: an article with one word everywhere, and the search for it."""

from django.db import connection

from claims.choices import SpeakerBasis
from claims.models import Claim, Report
from claims.services.inputs import RelayInput
from claims.services.statements import withdraw_statement
from sources.choices import FactOrigin
from sources.models import Article
from sources.services.acting import acting, person
from sources.services.roots import change
from tests.claims.saving import asserts, save
from tests.factories import claims as claim_factories
from tests.factories import site as site_factories
from tests.factories import sources as source_factories
from tests.factories.base import desk_editor, settle, stated
from tests.sources.importing import batch_of, drain_all, text

WORD = "quillobane"
SAID = f"the {WORD} pier burned"
CRATES = f"forty {WORD} crates"
BODY = (
    f"The union of {WORD} said on Tuesday that {SAID}, and that nobody had been near it.\n\n"
    f"Its rival, who counted {CRATES}, called that a tale and left the room at once."
)
WHY = "A court ordered it."
CLOCK = stated("2031-05-12")._replace(wording=f"on the {WORD} day")


def tables_with(word):
    """Every table of the database in whose rows, cast to text, the word stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_schema, table_name FROM information_schema.tables "
            "WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')"
        )
        found = set()
        for schema, table in cursor.fetchall():
            cursor.execute(f'SELECT 1 FROM "{schema}"."{table}" AS r WHERE r::text ILIKE %s', [f"%{word}%"])
            if cursor.fetchone():
                found.add(table)
    return found


def files_with(folder, word):
    return [
        path for path in folder.rglob("*") if path.is_file() and word in path.read_bytes().decode().lower()
    ]


def article_full_of_it(editor):
    """An article in which, and in all that editors wrote about it, the word stands everywhere."""
    header = {"Headline": f"Pier of {WORD} burned", "Byline": f"Ina {WORD}", "Published": "2031-05-12"}
    address = {"URL": f"https://courier.example/{WORD}/1"}
    batch_of({f"{WORD}.txt": text(BODY, **header, **address)})
    assert drain_all() == ["imported"]
    made = Article.objects.get()
    with acting(person(editor), reason=f"So it is spelt: {WORD}."):
        change(made, actor=person(editor), expected=1, byline=f"Ina M. {WORD}")
    _work_on(editor, made.current_version)
    _write_beside(made.current_version)
    settle()
    made.refresh_from_db()
    return made


def _work_on(editor, version):
    """Two statements, one of them changed (so that parts of it live in history alone), then withdrawn."""
    given = {
        "speaker_as_printed": f"the union of {WORD}",
        "role_as_printed": f"{WORD} dockers",
        "said": CLOCK,
        "event": CLOCK,
        "speaker_basis": SpeakerBasis.PRINTED,
        "links": (asserts("The pier burned"),),
    }
    relays = (RelayInput(actor_as_printed=f"a friend of {WORD}", channel=f"{WORD} radio", said=CLOCK),)
    made = save(editor, version, SAID, relays=relays, **given)
    given["links"] = (asserts(Claim.objects.get()),)
    save(editor, version, SAID, statement=made, expected=1, reason=f"No {WORD} relay.", **given)
    gone = save(editor, version, CRATES, speaker_as_printed=f"the rival of {WORD}")
    made.refresh_from_db()
    claim_factories.RelayFactory(statement=made, actor_as_printed=f"{WORD} TV", channel=WORD)
    claim_factories.FigureFactory(
        statement=made,
        passage=source_factories.passage_of(version, SAID),
        wording=CRATES,
        unit=WORD,
        counted=f"{WORD} crates",
        period=f"a {WORD} week",
    )
    claim_factories.StatementLinkFactory(statement=made, reasons=[f"shares: {WORD}"])
    claim_factories.OriginDecisionFactory(first=made, second=gone, reason=f"Both heard {WORD}.")
    withdraw_statement(editor=editor, statement=gone, expected=gone.version, reason=f"No {WORD} there.")


def _write_beside(version):
    """What else points at the article, its text or its passages."""
    article, passage = version.article, source_factories.passage_of(version, SAID)
    claim_factories.NoteMentionFactory(
        note=claim_factories.NoteFactory(claim=None, passage=passage, text=f"Ask {WORD}.")
    )
    outlet = source_factories.OutletFactory()
    claim_factories.AssessmentFactory(
        passage=passage,
        by_outlet=outlet,
        reasoning=f"It went to {WORD}.",
        evidence=[f"https://courier.example/{WORD}"],
        made=CLOCK,
    )
    claim_factories.ResponseFactory(passage=passage, as_of=CLOCK)
    claim_factories.ReadingFactory(article_version=version, engine="earlier", note=f"Stopped at {WORD}.")
    site_factories.DraftFactory(article=article, payload={"s-role": [f"of {WORD}"]})
    said_of_it = Claim.objects.get(text="The pier burned")
    site_factories.DraftFactory(form=f"claim {said_of_it.pk} words", payload={"words-text": [WORD]})
    source_factories.DamageFactory(version=version, reading=WORD)
    source_factories.DeclaredFactFactory(
        article=article, value=f"{WORD} again", clock=CLOCK, origin=FactOrigin.EDITOR
    )
    source_factories.PublisherNoticeFactory(article=article, text=f"It is not {WORD}.", made=CLOCK)
    source_factories.OverlapFactory(first=article, reason=f"Both say {WORD}.")
    with acting(person(desk_editor()), reason=f"A block of {WORD}."):
        version.blocks.update(reason=f"It begins with {WORD}.")
    Report.objects.create(address=f"/articles/{article.pk}/?q={WORD}", words=f"It says {WORD}.")
    sha256 = version.sha256
    source_factories.ImportFileFactory(
        name=f"{WORD} again.txt",
        sha256=sha256,
        declared={"headline": WORD},
        held=True,
        reason=f"Is it {WORD}?",
    )

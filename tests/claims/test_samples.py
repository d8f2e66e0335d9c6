"""The samples that ship with the project, loaded through the services as a first run loads them."""

import shutil
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

from claims.models import (
    Affiliation,
    Assessment,
    Claim,
    ClaimRevision,
    Figure,
    Reading,
    Response,
    Speaker,
    Statement,
    StatementPassage,
)
from claims.queries.timeline import timeline
from claims.samples.arriving import DESK
from claims.samples.loading import load_samples
from claims.samples.reading import NotThere, find, read_work
from claims.summaries import check
from sources.clocks import in_words
from sources.models import Article, Damage, ImportBatch, ImportFile, Outlet, PublisherNotice

FOLDER = Path(settings.BASE_DIR) / "samples"
HELD = "14-sunder-bote-wetterdienst.txt"
WORK = read_work(FOLDER)
TODAY = date(2024, 4, 2)


def load():
    told = []
    return load_samples(FOLDER, tell=told.append), told


@pytest.fixture(scope="module")
def loaded_once(rows_of_the_module, tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    out = StringIO()
    with override_settings(DATA_DIR=folder, ORIGINALS_DIR=folder / "originals"):
        call_command("load_samples", stdout=out)
    return out.getvalue().splitlines(), folder


@pytest.fixture
def loaded(loaded_once, db, data_dir):
    """What the command said."""
    said, folder = loaded_once
    shutil.copytree(folder, data_dir, dirs_exist_ok=True)
    return said


@pytest.fixture
def nothing_loaded(db, data_dir):
    """Asked for by tests that stand above those of `loaded`: rows of the module come with its first."""
    assert not ImportBatch.objects.exists()


def claim(key):
    text = next(row["text"] for row in WORK["claims"] if row["key"] == key)
    return Claim.objects.select_related("summary").get(text=text)


def line(key):
    return timeline(claim(key), AnonymousUser(), today=TODAY)


def rows():
    """How many rows there are of what a load writes, revisions included."""
    models = (ImportBatch, ImportFile, Article, Speaker, Claim, Statement, Figure, Assessment, Response)
    return {model.__name__: model._default_manager.count() for model in (*models, ClaimRevision)}


def test_a_load_that_was_cut_short_is_taken_up_again(nothing_loaded, monkeypatch):
    def cut_short(_desk):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("claims.samples.loading._Desk.work_through", cut_short)
        with pytest.raises(KeyboardInterrupt):
            load()
    assert (Claim.objects.count(), ImportBatch.objects.count()) == (0, 1)
    assert load()[0]
    assert (Claim.objects.count(), ImportBatch.objects.count()) == (len(WORK["claims"]), 1)


def test_everything_written_down_is_loaded_in_the_name_of_nobody_who_could_sign_in(loaded):
    assert loaded == ["Sample reports: 0 of 14 read", "Desk work on the samples …", "The samples are loaded."]
    assert list(check()) == []
    confirmed = Statement.objects.filter(state="confirmed").select_related("decided_by")
    assert confirmed.count() == len(WORK["statements"])
    assert Statement.objects.filter(state="proposed").count() == len(WORK["proposals"])
    assert Claim.objects.visible().count() == len(WORK["claims"])
    quoted = sum(len(row["content"]) for kind in ("statements", "proposals") for row in WORK[kind])
    assert StatementPassage.objects.filter(part="content").count() == quoted
    people = {(one.decided_by.username, one.decided_by.is_active) for one in confirmed}
    assert people == {(DESK, False)}
    others = ImportFile.objects.exclude(state="imported").values_list("name", "state", "reason_code")
    assert list(others) == [(HELD, "held", "encoding")]
    assert list(Damage.objects.values_list("what", "reading")) == [("mixed_script", "Lysk")]
    # The engine reads them as soon as a worker runs, and its proposals take the place of the samples'.
    waiting = Reading.objects.filter(state="pending").exclude(engine="sample")
    assert waiting.count() == Article.objects.count()


def test_a_second_load_changes_nothing(loaded):
    before = rows()
    assert load() == (False, ["The desk work on the samples is here already."])
    assert rows() == before


def test_claims_stand_as_the_reports_tell_it(loaded):
    states = {row["key"]: claim(row["key"]).summary.state for row in WORK["claims"]}
    assert states == {
        **dict.fromkeys(("gates", "rain", "closed", "open", "pay"), "disputed"),
        **dict.fromkeys(("hectares", "homes", "pay-if"), "asserted"),
    }
    # One ministry's figure in three outlets, of which one does not say whose it is.
    hectares = claim("hectares").summary
    assert (hectares.outlets, hectares.origins, hectares.origins_not_stated) == (3, 1, 0)
    moves = ["about 300", "at least 450", "about 600", "1,140", "1,085"]
    assert [figure.amount for figure in line("homes").figures] == moves
    waiting, notice = PublisherNotice.objects.select_related("article", "passage").order_by("-state")
    assert (waiting.state, waiting.passage.exact) == ("suggested", "Updates with embassy")
    assert notice.state == "confirmed"
    assert notice.article.headline == "Fields under water: farmers fear for the summer"
    assert "did not say that the number came from" in notice.passage.exact


def test_an_accusation_stands_with_its_denial_the_silence_and_the_answer_that_came_later(loaded):
    shown = line("gates")
    assert {step.lane for step in shown.dated} == {"asserts", "denies", "checked"}
    denial = next(one for one in shown.entries if "all insinuations" in " ".join(one.words))
    assert (denial.lane, denial.reach) == ("denies", "covers it by its words")
    assert "the Kellmar state broadcaster KTR" in [hop.name for hop in denial.hops]
    assert claim("gates").summary.admitted_by == "Kellmar Water Authority"
    assert len(shown.counter) == 1
    answer = shown.answers[0]
    assert (answer.party, answer.role) == ("Kellmar Water Authority", "accused")
    told = [step.entry.lane if step.entry else step.sentence for step in answer.steps]
    assert told == ["no response recorded as of 13 Mar 2024", "asserts", "denies"]
    tried = line("open").checks[0]
    assert (tried.glyph, tried.by) == ("tried", "Oster Courier")
    assert tried.words == "The video could not be independently verified by this newspaper."


def test_a_translated_quote_keeps_its_speaker_and_shows_the_hedge_that_it_gained(loaded):
    speaker = Speaker.objects.get(name="Jaroslaw Tessik")
    assert [alias.spelling for alias in speaker.aliases.all()] == ["Yaroslav Tessik"]
    assert [one.hedges for one in line("closed").entries] == [(), ("apparently",), ()]
    assert claim("closed").summary.origins == 1


def test_people_belong_where_they_belonged_and_outlets_are_what_they_are(loaded):
    engineer = Speaker.objects.get(name="Jaroslaw Tessik")
    at = engineer.affiliations.select_related("body")
    assert [(one.title, one.body.name, in_words(one.since), in_words(one.until)) for one in at] == [
        ("engineer", "Kellmar Water Authority", "2009", "Jun 2016"),
        ("chief engineer", "Kellmar Water Authority", "Jul 2016", "not known"),
    ]
    assert Affiliation.objects.count() == len(WORK["affiliations"])
    kinds = dict(Outlet.objects.values_list("name", "kind"))
    assert kinds == {row["name"]: row["kind"] for row in WORK["outlets"]}


def test_no_reader_sees_a_proposal(loaded):
    seen = Statement.objects.seen_by(AnonymousUser())
    assert (seen.count(), seen.filter(state="proposed").count()) == (len(WORK["statements"]), 0)
    client = Client()
    slugs = Claim.objects.with_slug().values_list("slug", flat=True)
    pages = [reverse("claims:home"), *(reverse("claims:claim", kwargs={"slug": slug}) for slug in slugs)]
    text = "".join(client.get(page).content.decode() for page in pages)
    assert "all insinuations" in text
    assert [row["printed"] for row in WORK["proposals"] if row["content"][0].strip("“”") in text] == []


def test_a_folder_without_desk_work_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"There is no desk_work\.toml") as refused:
        call_command("load_samples", tmp_path)
    assert refused.value.returncode == 2


def test_quoted_words_must_stand_in_the_text_once():
    assert find("one and two", "two").start == 8
    assert find("one one", "one", after=1).start == 4
    assert find("one one", "one", within=[(4, 7)]).start == 4
    for text, quoted in (("one one", "one"), ("one", "two")):
        with pytest.raises(NotThere, match=quoted):
            find(text, quoted)

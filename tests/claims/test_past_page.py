"""A claim's page as it stood then: rebuilt from the history, by a day or by a revision."""

import re
from datetime import UTC, datetime, timedelta

import pgtrigger
import pytest
from django.utils import timezone

from claims.choices import Moved, Stance
from claims.services.articles import withdraw_article
from claims.services.claims import withdraw_claim
from claims.services.merging import merge_claims
from claims.services.removal import remove_article
from claims.services.statements import withdraw_statement
from claimtrack.words import day
from tests.claims.desk import ACCUSES, desk_article
from tests.claims.lives import WHY, Life, newest, read
from tests.claims.recording import change, record
from tests.factories.base import settle
from tests.factories.claims import (
    AssessmentFactory,
    ClaimAddressFactory,
    ClaimFactory,
    ClaimRelationFactory,
    RelayFactory,
    visible_statement,
)
from tests.factories.sources import ImportBatchFactory

pytestmark = pytest.mark.django_db

PATH = "/claims/the-fire-was-set/"


@pytest.fixture
def claim():
    return ClaimFactory(visible=True, slug="the-fire-was-set", text="The fire was set")


def said(claim, **fields):
    statement = visible_statement(claim=claim, **fields)
    record(claim)
    return statement


def ask(client, claim, **asked):
    return client.get(f"/claims/{claim.addresses.get(current=True).slug}/", asked)


def words(client, claim, **asked):
    response = ask(client, claim, **asked)
    assert response.status_code == 200
    return response.content.decode()


def past_of(html):
    """What stands above the page."""
    return html.partition('<section class="past"')[2].partition("</section>")[0]


# --- every revision as it stood -------------------------------------------------------------------


@pytest.mark.thorough
def test_every_revision_of_a_whole_life_reads_later_as_it_read_then(client, editor, admin):
    here, there = (desk_article(article__batch=ImportBatchFactory()) for _ in range(2))
    life = Life(editor, admin, here, there)
    stood = {}
    for step in life.steps():
        step()
        slug = life.claim.addresses.get(current=True).slug
        stood.setdefault(newest(life.claim), read(client, f"/claims/{slug}/"))
    assert len(stood) == len(life.steps()) - 1  # renaming an outlet alone makes no revision
    later = {number: read(client, f"/claims/{slug}/?revision={number}") for number in stood}
    now = read(client, f"/claims/{slug}/")[1].split(" The record ")[0]
    for number, (status, text) in stood.items():
        assert later[number][0] == status, number
        assert _apart_from_addresses(later[number][1]) == _apart_from_addresses(text), number
    assert stood[newest(life.claim)][1].startswith(now)


def _apart_from_addresses(text):
    """The page names its permanent address by the claim's current one; what is taken along is of now."""
    words = text.replace("along, as it stands now", "along").split()
    return " ".join(word for word in words if "/claims/" not in word)


def test_the_end_of_a_day_shows_what_was_the_newest_then_and_the_page_says_as_of_that_day(client, claim):
    said(claim)
    said(claim, stance=Stance.DENIES)
    yesterday = timezone.now() - timedelta(days=1)
    with pgtrigger.ignore():
        claim.revisions.filter(number=1).update(at=yesterday)
    shown = words(client, claim, as_of=f"{yesterday:%Y-%m-%d}")
    assert f'As it stood on <time datetime="{yesterday:%Y-%m-%d}">{day(yesterday)}</time>, not' in shown
    assert f"Asserted, no answer recorded as of {day(yesterday)}." in shown
    assert shown.count('<li class="st"') == 1
    assert "Disputed." in words(client, claim, as_of=f"{timezone.now():%Y-%m-%d}")


# --- what changed since ---------------------------------------------------------------------------


def test_later_revisions_stand_above_it_newest_first_each_with_its_address(client, claim):
    said(claim)
    record(claim, moved=Moved.FIGURE)
    record(claim, moved=Moved.CORRECTION, note="The hour was wrong.")
    above = past_of(words(client, claim, revision=1))
    found = re.findall(r'<a href="([^"]+)">Revision (\d+)</a>: ([^<]+)<', above)
    assert found == [
        (f"{PATH}?revision=3", "3", "correction. The hour was wrong."),
        (f"{PATH}?revision=2", "2", "new figure"),
    ]
    assert f'<a href="{PATH}">The claim as it stands now</a>' in above
    assert "Nothing has been recorded of it since." in past_of(words(client, claim, revision=3))


def test_of_many_later_ones_the_old_are_folded_but_for_what_was_taken_back(client, claim):
    said(claim)
    record(claim, moved=Moved.WITHDRAWAL)
    for _ in range(21):
        record(claim, moved=Moved.TEXT)
    above = past_of(words(client, claim, revision=1))
    sight, folded = above.split("<details")
    assert [int(one) for one in re.findall(r">Revision (\d+)<", sight)] == [*range(23, 3, -1), 2]
    assert re.findall(r">Revision (\d+)<", folded) == ["3"]


def test_the_record_goes_on_from_page_to_page(client, claim):
    for _ in range(41):
        record(claim, moved=Moved.TEXT)
    seen, path = [], PATH
    while path:
        html = client.get(path).content.decode()
        listed = html[html.index('aria-label="Revisions, the newest first"') :]
        seen += [int(one) for one in re.findall(r">Revision (\d+)<", listed)]
        older = re.search(r'<a href="([^"]+)">Older revisions</a>', listed)
        path = older[1] if older else ""
    assert seen == list(range(41, 0, -1))


def test_what_was_withdrawn_since_stands_there_and_says_so(client, editor, claim):
    statement = said(claim, words="the fire at Port Velm")
    check = AssessmentFactory(claim=claim)
    other = said(claim, words="a fairy tale", version__article__withdrawn=False)
    withdraw_statement(editor=editor, statement=statement, expected=statement.version, reason=WHY)
    article = other.article_version.article
    withdraw_article(editor=editor, article=article, expected=article.version, reason="It was a hoax.")
    change(check, withdrawn_at=timezone.now())
    shown = words(client, claim, revision=2)
    today = day(timezone.now())
    marks = re.findall(r'<p class="st-since"><b>Since then:</b> ([^<]+)</p>', shown)
    assert marks == [
        f"Withdrawn on {today}: {WHY}",
        f"Its article was withdrawn on {today}: It was a hoax.",
        f"Withdrawn on {today}.",
        f"Withdrawn on {today}.",
    ]
    assert "st-since" not in words(client, claim)


def test_what_was_legally_removed_stays_removed_in_every_past(client, admin, claim, data_dir):
    statement = said(claim, version=desk_article(), words="the fire at Port Velm")
    kept = said(claim, words="a fairy tale")
    settle()
    article = statement.article_version.article
    before = words(client, claim, revision=2)
    assert "the fire at Port Velm" in before
    remove_article(admin=admin, article=article, expected=article.version, reason="A court ordered it.")
    for number in (1, 2, 3):
        shown = words(client, claim, revision=number)
        assert "the fire at Port Velm" not in shown
        assert f'id="s{statement.pk}"' not in shown
        assert (f'id="s{kept.pk}"' in shown) is (number > 1)
    for number, told in ((1, 1), (2, 1), (3, 0)):
        shown = words(client, claim, revision=number)
        assert shown.count("from an article that was removed") == told
    assert f"removed on {day(timezone.now())}: A court ordered it." in words(client, claim, revision=2)
    assert "Asserted by 1." in words(client, claim, revision=2)


def test_a_claim_withdrawn_since_is_shown_as_it_stood_and_says_so(client, editor, claim):
    said(claim)
    withdraw_claim(editor=editor, claim=claim, expected=claim.version, reason=WHY)
    assert ask(client, claim).status_code == 410
    assert f"since:</b> {WHY}" in past_of(words(client, claim, revision=1))
    assert ask(client, claim, revision=2).status_code == 410


# --- who sees what --------------------------------------------------------------------------------


def test_an_editor_sees_no_more_there_than_readers(client, editor_client, claim):
    hidden = visible_statement(claim=claim, state="proposed", decided_by=None, decided_at=None)
    ClaimRelationFactory(from_claim=claim, to_claim=ClaimFactory(text="Nobody may see this"))
    said(claim)
    main = [
        one[one.index("<main") : one.index("</main>")]
        for one in (words(who, claim, revision=1) for who in (client, editor_client))
    ]
    assert main[0] == main[1]
    assert f'id="s{hidden.pk}"' not in main[0]
    assert "Nobody may see this" in words(editor_client, claim)


def test_a_claim_that_readers_may_not_know_of_has_no_past(client, editor_client):
    hidden = ClaimFactory(slug="hidden")
    for who in (client, editor_client):
        assert ask(who, hidden, revision=1).status_code == 404
        assert who.get("/claims/never-was/?revision=1").status_code == 404


# --- merges and old addresses ---------------------------------------------------------------------


def test_a_revision_of_a_merged_claim_stays_at_its_own_address(client, editor, claim):
    said(claim)
    target = ClaimFactory(visible=True, slug="the-other", text="Somebody set the fire")
    said(target)
    merge_claims(editor=editor, claim=claim, expected=claim.version, into=target, reason=WHY)
    assert ask(client, claim)["Location"] == "/claims/the-other/"
    shown = words(client, claim, revision=1)
    assert "<h1>The fire was set</h1>" in shown
    assert '<a href="/claims/the-other/">into another claim</a>' in past_of(shown)
    today = f"{timezone.now():%Y-%m-%d}"
    assert ask(client, claim, as_of=today)["Location"] == f"/claims/the-other/?as_of={today}"


def test_an_old_address_leads_to_the_current_one_with_what_was_asked(client, claim):
    said(claim)
    old = ClaimAddressFactory(target=claim)
    response = client.get(f"/claims/{old.slug}/?revision=1")
    assert (response.status_code, response["Location"]) == (301, f"{PATH}?revision=1")


# --- what cannot be answered ----------------------------------------------------------------------

TOMORROW = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%d}"


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        ("as_of=1999-12-31", 404, "Nothing was recorded of this claim yet on 31 Dec 1999."),
        (f"as_of={TOMORROW}", 400, "is still to come"),
        ("as_of=9999-12-31", 400, "is still to come"),
        ("as_of=2031-02-30", 400, "This is not a day."),
        ("as_of=12.5.2031", 400, "This is not a day."),
        ("as_of=%D9%A2%D9%A0%D9%A2%D9%A0-01-01", 400, "This is not a day."),
        ("revision=2", 404, "This claim has no revision 2."),
        ("revision=999999999", 404, "This claim has no revision 999999999."),
        ("revision=0", 400, "A revision is a whole number"),
        ("revision=-1", 400, "A revision is a whole number"),
        ("revision=1e3", 400, "A revision is a whole number"),
        ("revision=9999999999", 400, "A revision is a whole number"),
        ("revision=", 400, "A revision is a whole number"),
        ("revision=1&as_of=2031-05-12", 400, "not for both"),
    ],
)
def test_what_cannot_be_shown_is_said_in_a_sentence(client, claim, asked, status, sentence):
    said(claim)
    response = client.get(f"{PATH}?{asked}")
    assert (response.status_code, response["X-Robots-Tag"]) == (status, "noindex")
    assert sentence in response.content.decode()
    assert f'<a href="{PATH}">The claim as it stands now</a>' in response.content.decode()


def test_a_form_sent_without_a_day_leads_to_the_page_as_it_is(client, claim):
    said(claim)
    assert ask(client, claim, as_of="")["Location"] == PATH


# --- for machines ---------------------------------------------------------------------------------


def test_it_is_not_sent_again_until_something_changed_since(client, admin, claim, data_dir):
    statement = said(claim, version=desk_article(), words=ACCUSES)
    settle()
    first = ask(client, claim, revision=1)
    assert (first["Cache-Control"], first["X-Robots-Tag"]) == ("public, no-cache", "noindex")
    assert (
        '<link rel="canonical" href="http://localhost:8000/claims/the-fire-was-set/">'
        in first.content.decode()
    )
    again = {"headers": {"if-none-match": first["ETag"]}}
    assert client.get(f"{PATH}?revision=1", **again).status_code == 304
    article = statement.article_version.article
    remove_article(admin=admin, article=article, expected=article.version, reason="A court ordered it.")
    assert client.get(f"{PATH}?revision=1", **again).status_code == 200


@pytest.mark.parametrize(("count", "queries"), [(1, 31), (3, 33)])  # a single article is a copy of none
def test_it_takes_the_same_queries_however_long(client, claim, count, queries, django_assert_num_queries):
    for _ in range(count):
        RelayFactory(statement=visible_statement(claim=claim))
    record(claim)
    with django_assert_num_queries(queries):
        shown = words(client, claim, revision=1)
    assert shown.count('<li class="st"') == count

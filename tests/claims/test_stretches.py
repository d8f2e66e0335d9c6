"""Long lists of a claim's page: cut into stretches, without anything getting lost."""

import re

import pytest

from claims.choices import Stance
from claims.queries.stretches import LENGTHS, STEPS, WORDINGS, address_query, cut
from tests.factories.base import stated
from tests.factories.claims import AssessmentFactory, ClaimFactory, visible_statement
from tests.factories.sources import ArticleVersionFactory

WHOLE, SIZE = LENGTHS[STEPS]


def test_a_short_list_is_one_stretch_and_an_empty_one_too():
    assert [part.rows for part in cut(range(WHOLE), {"part": "2"}, name=STEPS).parts] == [tuple(range(WHOLE))]
    empty = cut((), {}, name=STEPS)
    assert (empty.count, [part.rows for part in empty.parts], empty.here.shown) == (0, [()], True)


@pytest.mark.parametrize("count", [WHOLE + 1, SIZE * 2, SIZE * 2 + 1, 500])
def test_all_rows_stand_in_the_stretches_in_their_order(count):
    found = cut(range(count), {}, name=STEPS)
    assert [row for part in found.parts for row in part.rows] == list(range(count)) and found.count == count
    assert [(part.first, part.last) for part in found.parts] == [
        (part.rows[0] + 1, part.rows[-1] + 1) for part in found.parts
    ]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("1", 1),
        ("2", SIZE + 1),
        ("13", 481),
        ("14", 1),
        ("0", 1),
        ("-1", 1),
        ("²", 1),
        ("9" * 5000, 1),
        ("", 1),
    ],
)
def test_an_address_names_a_stretch_and_where_it_names_none_the_first_is_shown(asked, first):
    assert cut(range(500), {"part": asked}, name=STEPS).here.first == first


def test_an_address_keeps_what_else_is_shown_and_nothing_that_it_does_not_know():
    query = {"axis": "published", "as_of": "2031-05-12", WORDINGS: "2", "utm": "x", "revision": ""}
    assert address_query(query, part="3") == "?as_of=2031-05-12&axis=published&wordings=2&part=3"
    assert address_query({"part": "3"}, part="1") == "?part=1"


@pytest.mark.django_db
def test_the_head_tells_the_newest_checks_and_the_page_folds_the_older_ones(client):
    claim = ClaimFactory(visible=True, slug="checked")
    for number in range(1, 9):
        AssessmentFactory(claim=claim, made=stated(f"2031-05-0{number}"))
    page = client.get("/claims/checked/").content.decode()
    told = [f"tried, not verified (This desk, {number} May 2031)" for number in (8, 7, 6)]
    assert f"What was checked: {'; '.join(told)}; and 5 earlier." in page
    assert "2 earlier checks</summary>" in page and page.count("We asked the port") == 16


@pytest.mark.django_db
def test_every_entry_stands_once_at_its_anchor_and_a_line_leads_to_it_in_full(client, monkeypatch):
    monkeypatch.setitem(LENGTHS, STEPS, (3, 2))
    claim, version = ClaimFactory(visible=True, slug="long"), ArticleVersionFactory()
    for words, said in (("fire", "2031-05-03"), ("the", "2031-05-01"), ("Port", "2031-05-02"), ("pier", "")):
        how = {"said": stated(said)} if said else {"said": stated("2031"), "stance": Stance.DENIES}
        version = version if words != "pier" else ArticleVersionFactory(text="The pier burnt.\n")
        visible_statement(claim=claim, version=version, words=words, **how)
    AssessmentFactory(claim=claim, made=stated("2031-05-04"))
    first = client.get("/claims/long/").content.decode()
    anchors = re.findall(r'<li(?: class="st")? id="(s\d+|check-\d+)"', first)
    assert len(anchors) == len(set(anchors)) == 5
    shown = re.findall(r'<li class="st" id="(s\d+|check-\d+)"', first)
    briefly = re.findall(r'<li id="(s\d+|check-\d+)"><a href="([^"]+)">', first)
    assert len(shown) == 2 and [anchor for anchor, _ in briefly] == anchors[2:]
    for anchor, address in briefly:
        there = client.get("/claims/long/" + address.replace("&amp;", "&").split("#")[0]).content.decode()
        assert address.endswith(f"#{anchor}") and f'<li class="st" id="{anchor}"' in there


@pytest.mark.thorough
@pytest.mark.django_db
def test_a_claim_with_500_statements_stays_a_page_to_read(client):
    claim = ClaimFactory(visible=True, slug="many")
    for number in range(500):
        said = stated(f"2031-{1 + number // 28 % 12:02}-{1 + number % 28:02}")
        visible_statement(claim=claim, said=said, stance=list(Stance)[number % 7])
    page = client.get("/claims/many/").content
    assert page.count(b'<li class="st" id="s') == SIZE and page.count(b'<li id="s') == 500 - SIZE
    assert len(page) < 300_000

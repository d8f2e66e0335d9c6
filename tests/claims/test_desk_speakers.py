"""The desk's page of speakers: what it lists and finds, and two side by side with the decision."""

import pytest

from claims.models import LikelyDuplicate, Speaker, SpeakersApart
from claims.queries.desk_speakers import PAGE, Asked, read_speakers
from tests.claims.pages import plain
from tests.factories.base import stated
from tests.factories.claims import (
    AffiliationFactory,
    ClaimFactory,
    SpeakerAliasFactory,
    SpeakerFactory,
    StatementFactory,
    StatementLinkFactory,
    visible_statement,
)
from tests.factories.likeness import LikelyDuplicateFactory, SpeakersApartFactory
from tests.factories.sources import ArticleVersionFactory

pytestmark = pytest.mark.django_db
DESK, PAIR = "/desk/speakers/", "/desk/speakers/venn/compare/wenn/"


@pytest.fixture
def venn():
    return SpeakerFactory(name="Orla Venn", slug="venn")


@pytest.fixture
def wenn(venn):
    return SpeakerFactory(name="Orla Wenn", slug="wenn")


def shown(client, query=""):
    response = client.get(DESK + query)
    assert response.status_code == 200
    return plain(response.content.decode())


def listed(client, query, *names):
    page = shown(client, query)
    return [name for name in names if name in page]


def sent(decision="first", **more):
    return {"decision": decision, "reason": "One byline.", "first": 1, "second": 1, **more}


def test_likely_pairs_come_first_with_why_and_what_is_recorded(editor_client, venn, wenn):
    StatementFactory(speaker=venn)
    body = SpeakerFactory(body=True, name="Ferries")
    AffiliationFactory(person=venn, body=body, title="clerk", since=stated("2029"))
    LikelyDuplicateFactory(first=venn, second=wenn, reason="a letter differs")
    page = shown(editor_client)
    assert "Likely duplicates (1) All speakers (3) Not the same (0) Merged (0)" in page
    row = page[page.index("Orla Venn") :]
    assert row.startswith(
        "Orla Venn person · 1 statement clerk, Ferries Orla Wenn person · 0 statements a letter differs"
    )


def test_a_search_finds_parts_of_names_other_spellings_and_other_scripts(editor_client):
    names = ("Dmytro Lubinets", "Mara Teel", "Odran Pell", "O. P. merged")
    _, mara, odran = (SpeakerFactory(name=name) for name in names[:3])
    SpeakerAliasFactory(speaker=mara, spelling="Lubinka")
    SpeakerFactory(name=names[3], merged_into=odran)
    for words, found in (
        ("lubi", names[:2]), ("Дмитро Лубінець", names[:1]), ("Lubinez", names[:1]),
        ("O. P. merged", names[2:3]), ("teel mara", names[1:2]), ("nobody", ()), ("…", ()),
    ):  # fmt: skip
        assert listed(editor_client, f"?show=all&q={words}", *names[:3]) == list(found), words


def test_the_list_is_narrowed_by_kind_by_likely_duplicates_and_to_persons_without_an_office(
    editor_client, venn, wenn
):
    ferries = SpeakerFactory(body=True, name="Ferries")
    AffiliationFactory(person=SpeakerFactory(merged_into=wenn), body=ferries)
    LikelyDuplicateFactory(first=venn, second=ferries)
    names = ("Orla Venn", "Orla Wenn", "Ferries")
    assert listed(editor_client, "?show=all", *names) == list(names)
    assert listed(editor_client, "?show=all&kind=body", *names) == ["Ferries"]
    assert listed(editor_client, "?show=all&only=likely", *names) == ["Orla Venn", "Ferries"]
    assert listed(editor_client, "?show=all&only=no_office", *names) == ["Orla Venn"]
    assert listed(editor_client, "?kind=office", *names) == []
    assert listed(editor_client, "?q=venn&kind=nonsense&only=likely&after=x,y", *names) == [
        names[0],
        names[2],
    ]


@pytest.mark.parametrize("show", ["likely", "all", "apart", "merged"])
def test_every_tab_turns_its_pages_by_the_last_row(show):
    rows = PAGE + 1
    if show == "all":
        names = [SpeakerFactory().name for _ in range(rows)]
    elif show == "merged":
        into = SpeakerFactory(name="Target")
        names = [SpeakerFactory(merged_into=into).name for _ in range(rows)][::-1]
    else:
        pair = LikelyDuplicateFactory if show == "likely" else SpeakersApartFactory
        names = [pair().first.name for _ in range(rows)][:: 1 if show == "likely" else -1]
    first = read_speakers(Asked(show=show))
    rest = read_speakers(Asked(show=show, after=first.older))
    told = [row.first.name for page in (first, rest) for row in page.rows]
    assert (sorted(told) if show == "all" else told, len(rest.rows), rest.older) == (
        sorted(names) if show == "all" else names, 1, ""
    )  # fmt: skip


@pytest.mark.parametrize("show", ["likely", "all", "apart", "merged"])
def test_an_empty_tab_says_what_comes_there(editor_client, show):
    page = shown(editor_client, f"?show={show}")
    assert any(words in page for words in ("No two", "No speaker", "No pair"))
    assert "Nothing here fits" in shown(editor_client, f"?show={show}&q=venn")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("show", "queries"), [("likely", 10), ("apart", 10), ("merged", 10), ("all", 11)])
def test_a_tab_takes_the_same_queries_however_long(
    editor_client, django_assert_num_queries, show, queries, number
):
    for _ in range(number):
        if show == "merged":
            SpeakerFactory(merged_into=SpeakerFactory())
        elif show != "all":
            (LikelyDuplicateFactory if show == "likely" else SpeakersApartFactory)()
        AffiliationFactory()
    with django_assert_num_queries(queries):  # session, user and groups besides
        editor_client.get(f"{DESK}?show={show}")


def test_two_stand_side_by_side_with_what_they_said_newest_first(editor_client, venn, wenn):
    version = ArticleVersionFactory(text="It burned. It did not. Rain fell.")
    claim = ClaimFactory(text="The fire was set", visible=True)
    for words, speaker, day in (
        ("It burned.", venn, "2031-05-01"), ("Rain fell.", venn, "2031-05-09"),
        ("It did not.", wenn, "2031-05-02"),
    ):  # fmt: skip
        visible_statement(
            claim=claim, version=version, words=words, speaker=speaker, said=stated(day), stance="denies"
        )
    SpeakerAliasFactory(speaker=wenn, spelling="О. Венн", language="uk")
    AffiliationFactory(person=venn, body=SpeakerFactory(body=True, name="Ferries"), title="clerk")
    page = plain(editor_client.get(PAIR).content.decode())
    left, right = page[page.index("Are they one?") :].split("Orla Wenn", 1)
    assert left.index("Rain fell.") < left.index("It burned.")
    assert "clerk, Ferries (dates not known)" in left
    assert "The fire was set 2 statements both" in left
    assert "О. Венн uk" in right
    assert "The fire was set 1 statement both" in right


@pytest.mark.parametrize("number", [1, 3])
def test_comparing_takes_the_same_queries_however_much_they_said(
    editor_client, django_assert_num_queries, venn, wenn, number
):
    for one in (venn, wenn):
        for _ in range(number):
            StatementLinkFactory(statement=StatementFactory(speaker=one))
            SpeakerAliasFactory(speaker=one)
            AffiliationFactory(person=one)
    with django_assert_num_queries(18):
        editor_client.get(PAIR)


def test_either_may_stand_for_both(editor_client, venn, wenn):
    response = editor_client.post(PAIR, sent("second"))
    assert response.headers["Location"] == DESK
    assert Speaker.objects.get(pk=venn.pk).merged_into == wenn
    page = plain(editor_client.get(PAIR).content.decode())
    assert "Orla Venn is merged into Orla Wenn. Unmerge" in page
    assert "Orla Venn" in shown(editor_client, "?show=merged")


def test_a_pair_told_apart_is_kept_with_the_reason_and_can_be_taken_back(editor_client, editor, venn, wenn):
    LikelyDuplicateFactory(first=venn, second=wenn)
    editor_client.post(PAIR, sent("apart", reason="They are sisters."))
    assert not LikelyDuplicate.objects.exists()
    assert "They are sisters." in shown(editor_client, "?show=apart")
    history = plain(editor_client.get("/speakers/wenn/history/").content.decode())
    assert "Told apart: “Orla Venn” and “Orla Wenn”; reason “They are sisters.”" in history
    page = plain(editor_client.get("/desk/speakers/wenn/compare/venn/").content.decode())
    assert f"Told apart {editor.get_username()}," in page
    editor_client.post(PAIR, {"do": "take-back", "reason": "They are one."})
    assert not SpeakersApart.objects.exists()
    assert LikelyDuplicate.objects.filter(first=venn, second=wenn).exists()
    assert editor_client.post(PAIR, {"do": "take-back"}).status_code == 302  # twice is no mistake


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"decision": "third"}, 422), ({"reason": ""}, 422), ({"second": 7}, 409)],
)
def test_a_decision_that_cannot_be_keeps_what_was_typed(editor_client, venn, wenn, fields, status):
    response = editor_client.post(PAIR, sent(**{"reason": "The same byline.", **fields}))
    page = response.content.decode()
    assert (response.status_code, fields.get("reason", "The same byline.") in page) == (status, True)
    assert not Speaker.objects.filter(merged_into__isnull=False).exists()


def test_what_the_service_refuses_is_said(editor_client, venn):
    SpeakerFactory(record=True, slug="tape")
    response = editor_client.post("/desk/speakers/venn/compare/tape/", sent())
    assert (response.status_code, "cannot be the same" in response.content.decode()) == (422, True)


@pytest.mark.parametrize("address", ["venn/compare/venn/", "venn/compare/nobody/", "nobody/"])
def test_nobody_is_compared_with_itself_or_with_nobody(editor_client, venn, address):
    assert editor_client.get(DESK + address).status_code == 404

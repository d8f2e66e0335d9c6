import re

import pytest

from sources.clocks import UNKNOWN
from tests.claims.pages import plain
from tests.factories.base import stated
from tests.factories.claims import RelayFactory, StatementFactory, StatementLinkFactory, visible_statement
from tests.factories.subjects import (
    AffiliationFactory,
    ClaimFactory,
    SpeakerAddressFactory,
    SpeakerAliasFactory,
    SpeakerFactory,
)

pytestmark = pytest.mark.django_db

DAY = re.compile(r'<time datetime="2031-05-(\d\d)">')
OLDER = re.compile(r'rel="next" href="\?after=([^"]+)"')
TITLE = re.compile(r'<section class="rec"><h3>(?:<a [^>]*>)?([^<]+)')


@pytest.fixture
def orla(db):
    return SpeakerFactory(name="Orla Venn", slug="orla-venn", description="Speaks for the port.")


def page(client, slug="orla-venn", **query):
    response = client.get(f"/speakers/{slug}/", query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("statements", [1, 3])
def test_readers_page_takes_ten_queries_however_many_statements(
    client, django_assert_num_queries, orla, statements
):
    for _ in range(statements):
        RelayFactory(statement=visible_statement(speaker=orla))
    with django_assert_num_queries(10):
        html = page(client)
    assert html.count('<li class="st">') == statements


def test_the_head_tells_who_it_is_with_spellings_and_dated_places(client, orla):
    visible_statement(speaker=orla)
    SpeakerAliasFactory(speaker=orla, spelling="O. Venn")
    body = SpeakerFactory(body=True, name="Harbour Ministry")
    AffiliationFactory(person=orla, body=body, since=stated("2029-03"), until=stated("2031"))
    text = plain(page(client))
    assert "Person Orla Venn Speaks for the port. 1 statement recorded, on 1 claim" in text
    assert "Also printed as O. Venn" in text
    assert "spokeswoman, Harbour Ministry (Mar 2029 to 2031)" in text


def test_a_body_that_readers_do_not_see_is_named_but_not_linked(client, editor_client, orla):
    visible_statement(speaker=orla)
    AffiliationFactory(person=orla, body=SpeakerFactory(body=True, name="Harbour Ministry", slug="ministry"))
    assert "/speakers/ministry/" not in page(client)
    assert 'href="/speakers/ministry/"' in page(editor_client)


def test_members_of_a_body_are_told_to_readers_once_they_are_on_record(client, orla):
    body = SpeakerFactory(body=True, slug="ministry")
    visible_statement(speaker=body)
    AffiliationFactory(person=orla, body=body)
    AffiliationFactory(person=SpeakerFactory(name="Quiet Member"), body=body)
    assert "Orla Venn" not in page(client, "ministry")
    visible_statement(speaker=orla)
    html = page(client, "ministry")
    assert 'href="/speakers/orla-venn/"' in html
    assert "Quiet Member" not in html


def test_statements_stand_under_their_claim_in_the_order_of_saying(client, orla):
    claim = ClaimFactory(visible=True, text="The fire was set")
    for stance, said in (("denies", "2031-05-09"), ("asserts", "2031-05-02"), ("disputes", None)):
        clock = stated(said) if said else UNKNOWN
        visible_statement(speaker=orla, claim=claim, stance=stance, said=clock)
    html = page(client)
    assert TITLE.findall(html) == ["The fire was set"]
    assert re.findall(r"</svg>(\w+)</span>", html) == ["asserts", "denies", "disputes"]
    assert "date not stated" in html


def test_an_entry_has_its_words_its_role_and_leads_to_its_passage(client, orla):
    one = visible_statement(speaker=orla, role_as_printed="the port’s spokeswoman")
    html = page(client)
    assert f'href="/articles/{one.article_version.article_id}/#s{one.pk}"' in html
    assert "the fire at Port Velm was an accident</blockquote>" in html
    assert "as the port’s spokeswoman" in html


def test_the_claim_spoken_on_last_comes_first(client, orla):
    for text, said in (
        ("Older", stated("2031-01-01")),
        ("Undated", UNKNOWN),
        ("Newer", stated("2031-02-01")),
    ):
        visible_statement(speaker=orla, claim=ClaimFactory(visible=True, text=text), said=said)
    assert TITLE.findall(page(client)) == ["Newer", "Older", "Undated"]


def test_readers_see_only_what_is_visible_of_the_record(client, editor_client, orla):
    one = visible_statement(speaker=orla, claim=ClaimFactory(visible=True, text="Open"))
    StatementLinkFactory(statement=one, claim=ClaimFactory(text="Hidden"))
    StatementFactory(speaker=orla, proposed=True)
    assert TITLE.findall(page(client)) == ["Open"]
    assert sorted(TITLE.findall(page(editor_client))) == ["Hidden", "Open"]


def test_what_is_said_of_one_claim_stands_together_and_goes_on_on_the_next_page(client, orla, monkeypatch):
    monkeypatch.setattr("claims.queries.records.PAGE", 3)
    claim = ClaimFactory(visible=True, text="The fire was set")
    for day in (1, 2, 4):
        visible_statement(speaker=orla, claim=claim, said=stated(f"2031-05-{day:02}"))
    other = ClaimFactory(visible=True, text="Another")
    visible_statement(speaker=orla, claim=other, said=stated("2031-05-03"))
    html = page(client)
    assert TITLE.findall(html) == ["The fire was set", "Another"]
    assert DAY.findall(html) == ["02", "04", "03"]
    assert DAY.findall(page(client, after=OLDER.search(html)[1])) == ["01"]


def test_pages_of_the_record_follow_one_another_both_ways_over_merges(client, orla, monkeypatch):
    monkeypatch.setattr("claims.queries.records.PAGE", 4)
    merged = SpeakerFactory(name="Orla Wenn", merged_into=orla)
    for number in range(7):
        said = UNKNOWN if number < 3 else stated(f"2031-01-{1 + number // 2:02}")
        claim = ClaimFactory(visible=True, text=f"Claim {number:02}")
        visible_statement(speaker=merged if number % 2 else orla, claim=claim, said=said)
    first = page(client)
    second = page(client, after=OLDER.search(first)[1])
    assert TITLE.findall(first) + TITLE.findall(second) == [f"Claim {n:02}" for n in range(6, -1, -1)]
    newer = re.search(r'rel="prev" href="\?before=([^"]+)"', second)
    assert TITLE.findall(page(client, before=newer[1])) == TITLE.findall(first)
    assert "7 statements recorded, on 7 claims" in second


def test_a_record_beyond_the_cap_is_not_counted_to_its_end(client, orla, monkeypatch):
    monkeypatch.setattr("claims.queries.spoken.MOST", 2)
    for _ in range(3):
        visible_statement(speaker=orla)
    assert "2+ statements recorded, on 2+ claims" in plain(page(client))


def test_a_mangled_key_and_an_unknown_part_are_the_first_page(client, orla):
    visible_statement(speaker=orla)
    for query in (
        {"after": "x"},
        {"before": "2031-13-45Z,1"},
        {"part": "nowhere"},
        {"part": "of", "after": "-1"},
    ):
        assert page(client, **query).count('<li class="st">') == 1


def test_an_entry_says_through_whom_it_came_and_that_an_origin_was_left_out(client, orla):
    one = visible_statement(speaker=orla, origin_dropped=True)
    RelayFactory(statement=one, actor_as_printed="Kanal 3")
    RelayFactory(statement=one, actor_as_printed="the harbour office", channel="")
    text = plain(page(client))
    assert "Through the harbour office, then Kanal 3 (broadcast); the outlet leaves out the origin" in text


def test_what_unnamed_people_say_for_a_body_has_a_part_of_its_own(client, django_assert_num_queries):
    body = SpeakerFactory(body=True, name="Harbour Ministry", slug="ministry")
    visible_statement(speaker=body)
    visible_statement(unnamed=True, speaks_for=body, speaker_as_printed="an official")
    assert "an official" not in page(client, "ministry")
    with django_assert_num_queries(10):
        html = page(client, "ministry", part="for")
    assert re.findall(r"<b>(an official)</b>", html) == ["an official"]
    assert 'href="?part=for" aria-current="page"' in html


def test_an_old_address_leads_for_good_to_the_current_one(client, orla):
    visible_statement(speaker=orla)
    SpeakerAddressFactory(target=orla, slug="o-venn")
    response = client.get("/speakers/o-venn/")
    assert (response.status_code, response["Location"]) == (301, "/speakers/orla-venn/")


def test_a_merged_speaker_leads_to_its_target_which_bears_both_records(client, orla):
    merged = SpeakerFactory(name="Orla Wenn", slug="orla-wenn", merged_into=orla)
    visible_statement(speaker=merged)
    visible_statement(speaker=orla)
    response = client.get("/speakers/orla-wenn/")
    assert (response.status_code, response["Location"]) == (301, "/speakers/orla-venn/")
    html = page(client)
    assert html.count('<li class="st">') == 2
    assert "Orla Wenn" in html


def test_a_speaker_without_a_visible_statement_is_not_found_by_readers(client, editor_client, orla):
    SpeakerAddressFactory(target=orla, slug="o-venn")
    StatementFactory(speaker=orla)
    assert client.get("/speakers/orla-venn/").status_code == 404
    assert client.get("/speakers/o-venn/").status_code == 404
    assert client.get("/speakers/nobody/").status_code == 404
    assert "Nothing this speaker said has been linked to a claim yet." in page(editor_client)

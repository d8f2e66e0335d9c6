"""The list of claims: who sees which, search, filters with their numbers, sorting and pages."""

import re
from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from claims.choices import Stance
from claims.queries import claim_list
from tests.claims.pages import plain
from tests.claims.recording import change, record, withdraw
from tests.factories.base import stated
from tests.factories.claims import AssessmentFactory, ClaimTopicFactory, FigureFactory, visible_statement
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, OutletFactory
from tests.factories.subjects import (
    ClaimFactory,
    SpeakerAddressFactory,
    SpeakerFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

TITLE = re.compile(r'<li class="cl"><div><h2><a [^>]*>(.*?)</a></h2>')
COUNT = re.compile(r'<input type="checkbox" name="(\w+)" value="([\w-]+)"( checked)?>.*?</span>([\d,]+)<span')
CHOSEN = re.compile(r'<a href="([^"]*)">([^<]*) <span aria-hidden="true">×')


def page(client, address="", **query):
    response = client.get(f"/claims/{address}", query or None)
    assert response.status_code == 200
    return response.content.decode()


def titles(html):
    return [re.sub("<[^>]+>", "", title) for title in TITLE.findall(html)]


def counts(html, name):
    return {value: int(number) for group, value, _, number in COUNT.findall(html) if group == name}


def chosen(html):
    return {words: address.replace("&amp;", "&") for address, words in CHOSEN.findall(html)}


def claim(text, *stances, outlet=None, **statement):
    """A claim that readers see, with a statement of each stance."""
    made = ClaimFactory(visible=True, text=text)
    for stance in stances or [Stance.ASSERTS]:
        version = ArticleVersionFactory(article=ArticleFactory(outlet=outlet or OutletFactory()))
        visible_statement(claim=made, stance=stance, version=version, **statement)
    record(made)
    return made


# --- who sees what --------------------------------------------------------------------------------


def test_readers_see_visible_claims_and_editors_all_with_what_they_are(client, editor_client):
    claim("Shown")
    ClaimFactory(text="Hidden")
    withdraw(claim("Withdrawn"))
    assert titles(page(client)) == ["Shown"]
    html = page(editor_client)
    assert sorted(titles(html)) == ["Hidden", "Shown", "Withdrawn"]
    assert re.findall(r'class="tag tag-change">([^<]+)<', html).count("not shown to readers") == 1
    assert "1 claim" in plain(page(client))


def test_a_merged_claim_is_not_listed_beside_its_target(client, editor_client):
    target = claim("Target")
    change(claim("Merged"), merged_into=target)
    assert titles(page(client)) == titles(page(editor_client)) == ["Target"]


def test_what_readers_do_not_see_is_in_no_number(client, editor_client):
    speaker = SpeakerFactory(name="Quiet Member", slug="quiet")
    hidden = ClaimFactory(text="Hidden")
    visible_statement(claim=hidden, speaker=speaker)
    record(hidden)
    claim("Shown")
    assert "Quiet Member" not in page(client)
    assert counts(page(editor_client), "speaker")["quiet"] == 1
    html = page(client, speaker="quiet")
    assert "There is no such speaker here." in html
    assert chosen(html) == {}


# --- search ---------------------------------------------------------------------------------------


def test_search_finds_any_spelling_and_marks_what_it_found(client):
    claim("Київ was without water")
    claim("The gates were open")
    html = page(client, q="kiev WATER")
    assert titles(html) == ["Київ was without water"]
    assert re.findall(r'<mark class="found">([^<]+)</mark>', html) == ["Київ", "water"]


def test_all_words_must_stand_in_the_claim(client):
    claim("The gates were open")
    claim("The gates were shut")
    assert titles(page(client, q="gates shut")) == ["The gates were shut"]


# --- filters --------------------------------------------------------------------------------------


def test_each_state_is_a_choice_with_its_number(client):
    claim("Disputed", Stance.ASSERTS, Stance.DENIES)
    claim("Asserted one")
    claim("Asserted two")
    html = page(client)
    assert counts(html, "state") == {"disputed": 1, "asserted": 2}
    assert titles(page(client, state="disputed")) == ["Disputed"]


def test_a_groups_numbers_are_not_narrowed_by_its_own_choice_but_by_others(client):
    claim("Disputed", Stance.ASSERTS, Stance.DENIES)
    claim("Asserted")
    assert counts(page(client, state="disputed"), "state") == {"disputed": 1, "asserted": 1}
    assert counts(page(client, lane="denies"), "state") == {"disputed": 1}


def test_a_lane_is_present_where_a_statement_stands_in_it(client):
    claim("Denied too", Stance.ASSERTS, Stance.DENIES)
    claim("Corrected", Stance.CORRECTS)
    html = page(client, lane="questions")
    assert titles(html) == ["Corrected"]
    assert counts(html, "lane") == {"asserts": 1, "denies": 1, "questions": 1}


def test_speaker_outlet_and_topic_narrow_over_merges(client):
    speaker, outlet = (
        SpeakerFactory(name="Orla Venn", slug="orla"),
        OutletFactory(name="Velm Post", slug="post"),
    )
    topic = TopicFactory(name="The fire", slug="fire")
    first = claim("First", speaker=speaker)
    second = claim("Second", outlet=outlet)
    ClaimTopicFactory(claim=second, topic=TopicFactory(merged_into=topic))
    third = claim("Third", speaker=SpeakerFactory(merged_into=speaker))
    assert set(titles(page(client, speaker="orla"))) == {first.text, third.text}
    assert titles(page(client, outlet="post")) == titles(page(client, topic="fire")) == ["Second"]
    assert counts(page(client), "speaker")["orla"] == 2
    assert counts(page(client), "topic") == {"fire": 1}


def test_figures_and_checks_narrow(client):
    figures, checked = claim("Counts crates"), claim("Was checked")
    FigureFactory(statement=figures.links.get().statement)
    AssessmentFactory(claim=checked)
    record(figures, checked)
    html = page(client)
    assert counts(html, "figures") == {"yes": 1}
    assert counts(html, "checked") == {"yes": 1}
    assert titles(page(client, figures="yes")) == ["Counts crates"]
    assert titles(page(client, checked="yes")) == ["Was checked"]


def test_every_filter_in_use_is_a_link_that_removes_it_alone(client):
    claim("The gates were open", speaker=SpeakerFactory(name="Orla Venn", slug="orla"))
    query = QueryDict("q=gates&state=asserted&state=disputed&lane=asserts&figures=yes&speaker=orla&sort=said")
    html = page(client, f"?{query.urlencode()}")
    assert sorted(chosen(html)) == [
        "Figures: Has figures",
        "Search: “gates”",
        "Speaker: Orla Venn",
        "State: Asserted",
        "State: Disputed",
        "What is said of it: Asserts",
    ]
    without = QueryDict(chosen(html)["State: Asserted"].removeprefix("?"))
    assert without.getlist("state") == ["disputed"]
    assert {name: without[name] for name in without if name != "state"} == {
        name: query[name] for name in query if name != "state"
    }
    assert titles(page(client, chosen(html)["Figures: Has figures"])) == ["The gates were open"]


def test_an_old_address_of_a_speaker_still_filters(client):
    speaker = SpeakerFactory(name="Orla Venn", slug="orla")
    SpeakerAddressFactory(target=speaker, slug="o-venn")
    claim("First", speaker=speaker)
    claim("Other")
    html = page(client, speaker="o-venn")
    assert titles(html) == ["First"]
    assert 'name="speaker" value="orla" checked' in html


# --- order and pages ------------------------------------------------------------------------------


def test_the_newest_movement_comes_first_or_what_was_said_last(client):
    claim("Said early", said=stated("2031-01-05"))
    claim("Said late", said=stated("2031-06-05"))
    claim("Said between", said=stated("2031-03"))
    assert titles(page(client)) == ["Said between", "Said late", "Said early"]
    assert titles(page(client, sort="said")) == ["Said late", "Said between", "Said early"]


@pytest.mark.parametrize("sort", ["moved", "said"])
def test_pages_follow_one_another_both_ways_and_keep_the_filters(client, monkeypatch, sort):
    monkeypatch.setattr(claim_list, "PAGE", 2)
    for number in range(5):
        claim(f"Number {number}", said=stated(f"2031-01-0{1 + number // 2}"))
    claim("Another thing")
    html = page(client, q="number", sort=sort)
    seen = [titles(html)]
    while older := re.search(r'rel="next" href="([^"]+)"', html):
        html = page(client, older[1].replace("&amp;", "&"))
        seen.append(titles(html))
    assert [len(each) for each in seen] == [2, 2, 1]
    assert sorted(title for each in seen for title in each) == [f"Number {number}" for number in range(5)]
    newer = re.search(r'rel="prev" href="([^"]+)"', html)
    assert titles(page(client, newer[1].replace("&amp;", "&"))) == seen[1]


def test_a_page_beyond_the_last_leads_to_the_first(client):
    claim("Only one")
    html = page(client, after=f"{datetime(1990, 1, 1, tzinfo=UTC).isoformat()[:19]}Z,1")
    assert "There is no claim on this page of the list." in html


# --- what cannot be read --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("state=true", "State: Select a valid choice."),
        ("lane=sideways", "What is said of it: Select a valid choice."),
        (f"q={'a' * 10_000}", "Search: Ensure this value has at most 200 characters"),
        ("q=%3F%21", "Search: Search for letters or digits."),
        ("speaker=nobody", "Speaker: There is no such speaker here."),
        ("outlet=no+such", "Outlet: There is no such outlet here."),
        ("topic=%E2%80%AE", "Topic: There is no such topic here."),
        ("topic=" + "&topic=".join(f"t{n}" for n in range(30)), "Topic: Choose at most 20."),
        ("sort=truth", "Sort: Select a valid choice."),
        ("figures=no", "Figures: Select a valid choice."),
    ],
)
def test_what_cannot_be_read_is_said_and_left_out(client, query, sentence):
    claim("Only one")
    html = page(client, f"?{query}")
    assert sentence in html
    assert titles(html) == ["Only one"]


@pytest.mark.parametrize("key", ["x", ",", "9999-99-99T00:00:00Z,1", "2031-01-01T00:00:00Z,9" + "9" * 30])
def test_a_mangled_key_shows_the_first_page(client, key):
    claim("Only one")
    assert titles(page(client, f"?after={key}")) == titles(page(client, f"?before={key}")) == ["Only one"]


@pytest.mark.parametrize(
    "name", ["q", "state", "lane", "speaker", "outlet", "topic", "sort", "after", "before"]
)
@pytest.mark.parametrize("words", ["%00", "%ED%A0%80", "%FF", "a" * 10_000])
def test_no_parameter_makes_the_list_fail(client, name, words):
    assert client.get(f"/claims/?{name}={words}").status_code in (200, 400)


def test_what_is_searched_for_is_shown_as_it_is_and_does_nothing(client):
    html = page(client, q="<script>alert(1)</script>")
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


# --- empty, and how much is asked -----------------------------------------------------------------


def test_an_empty_list_says_what_to_do(client, editor_client):
    assert "No claim is followed here yet." in page(client)
    assert 'href="/desk/">Open the desk' in page(editor_client)


def test_filters_that_nothing_fits_say_so(client):
    claim("The gates were open")
    html = page(client, q="volcano")
    assert "No claim fits all of these filters." in html
    assert "0 claims" in plain(html)


@pytest.mark.parametrize("number", [1, 3])
def test_readers_list_takes_as_many_queries_however_long(client, number, django_assert_num_queries):
    for one in range(number):
        ClaimTopicFactory(claim=claim(f"Claim {one}"))
    with django_assert_num_queries(5):
        assert len(titles(page(client))) == number


@pytest.mark.parametrize("number", [1, 3])
def test_editors_list_takes_as_many_queries_however_long(editor_client, number, django_assert_num_queries):
    for one in range(number):
        ClaimTopicFactory(claim=claim(f"Claim {one}"))
    with django_assert_num_queries(8):  # session, user and groups besides
        assert len(titles(page(editor_client))) == number

"""The search: what is found of each kind, in whatever spelling, and where each result leads."""

import re

import pytest

from claims.choices import Stance
from claims.queries import search_results
from sources.choices import Display
from tests.claims.recording import change, record
from tests.claims.searching import claim, counts, find, marks, results, said, tabs
from tests.factories.base import stated
from tests.factories.claims import (
    AffiliationFactory,
    ClaimTopicFactory,
    FigureFactory,
    visible_statement,
)
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, OutletFactory
from tests.factories.subjects import ClaimFactory, SpeakerAliasFactory, SpeakerFactory, TopicFactory
from tests.world import slug_of

pytestmark = pytest.mark.django_db


# --- nothing, and nothing found -------------------------------------------------------------------


def test_without_words_the_page_says_what_can_be_searched(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        html = find(client)
    assert "Speakers</b>, by name, other spelling, transliteration or office" in html
    assert tabs(html) == {}


def test_what_is_not_found_leads_to_where_something_is(client):
    claim("The weir was opened", words="nobody touched the sluice gate at all")
    html = find(client, q="sluice gates")
    assert "No claim was found." in html
    assert "every word must be found" in html
    html = find(client, q="sluice")
    assert tabs(html) == {"claims": "0", "statements": "1", "speakers": "0", "articles": "1"}
    assert "Statements: 1 found" in html


# --- any spelling ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("kiev", "Київ"),
        ("Київ", "Kyiv"),
        ("Kiew", "Kyiv"),
        ("city", "\u0421ity"),
        ("\u0421ity", "City"),
        ("orsta", "Örsta"),
        ("rehab centre", "rehab-centre"),
    ],
)
def test_claims_and_statements_are_found_in_any_spelling_and_keep_their_own(client, typed, printed):
    claim(f"The pumps of {printed} stood still", words=f"we saw {printed} in the dark")
    for kind, words in (("claims", f"The pumps of {printed} stood"), ("statements", f"we saw {printed} in")):
        html = find(client, q=typed, kind=kind)
        assert results(html)[0].startswith(words)
        assert marks(html) == [printed]


def test_a_name_is_found_as_speakers_are_spelt_that_sound_alike(client):
    speaker = SpeakerFactory(name="Dmytro Lubinez", slug="lubinez")
    claim("Lubinez visited the camp", words="Lubinez came in the morning", speaker=speaker)
    for kind in ("claims", "statements", "speakers"):
        html = find(client, q="Lubinets", kind=kind)
        assert len(results(html)) == 1, kind
        assert marks(html)[0] == "Lubinez"
    assert "Also looked for: lubinez." in html


def test_a_speaker_that_readers_do_not_see_lends_no_spelling(client, editor_client):
    visible_statement(claim=ClaimFactory(), speaker=SpeakerFactory(name="Dmytro Lubinez"))
    claim("Lubinez visited the camp")
    assert results(find(client, q="Lubinets")) == []
    assert results(find(editor_client, q="Lubinets")) == ["Lubinez visited the camp"]


def test_every_word_is_found_and_the_beginning_of_a_longer_one(client):
    claim("The gates were opened")
    claim("The gate of Velm was shut")
    assert results(find(client, q="gate shut")) == ["The gate of Velm was shut"]
    assert len(results(find(client, q="gate"))) == 2
    assert results(find(client, q="vel")) == []  # three letters stand for themselves


def test_the_commonest_words_are_left_out_beside_others_but_not_alone(client):
    claim("Gates were opened")
    claim("The pier was shut")
    assert results(find(client, q="the gates")) == ["Gates were opened"]
    assert results(find(client, q="the")) == ["The pier was shut"]


# --- each kind ------------------------------------------------------------------------------------


def test_a_statement_tells_who_said_it_of_which_claim_and_leads_to_both_its_places(client):
    outlet = OutletFactory(name="Tide Post", slug="tide-post")
    about = claim("The weir was opened")
    one = said(
        about,
        words="nobody touched the sluice",
        outlet=outlet,
        stance=Stance.DENIES,
        speaker=SpeakerFactory(name="Orla Venn", slug="orla"),
    )
    html = find(client, q="sluice", kind="statements")
    assert 'href="/speakers/orla/">Orla Venn' in html
    assert 'href="/outlets/tide-post/">Tide Post' in html
    assert "denies</span>" in html
    assert f'href="/claims/{slug_of(about)}/#s{one.pk}">The weir was opened' in html
    place = f"/articles/{one.article_version.article_id}/"
    assert f'href="{place}#s{one.pk}">' in html
    assert f'id="s{one.pk}"' in client.get(place).content.decode()
    assert f'id="s{one.pk}"' in client.get(f"/claims/{slug_of(about)}/").content.decode()


def test_words_that_fill_a_page_lead_to_the_other_places_in_which_they_stand(client, monkeypatch):
    monkeypatch.setattr(search_results, "PAGE", 2)
    outlet = OutletFactory(name="Tide Post")
    places = [f"The weir was opened {number}" for number in range(4)]
    one, two, *_ = [
        said(ClaimFactory(visible=True, text=text), words="nobody touched the sluice", outlet=outlet)
        for text in places
    ]
    said(ClaimFactory(), words="nobody touched the sluice")
    html = find(client, q="sluice", kind="statements")
    (told,) = re.findall(r"<details class=\"meta\">.*?</details>", html)
    assert "The same words stand in 2 more places" in told
    assert re.findall(r'href="/articles/\d+/#s(\d+)">Tide Post', told) == [str(two.pk), str(one.pk)]
    said(ClaimFactory(visible=True), words="who shut the sluice")
    assert "The same words" not in find(client, q="sluice", kind="statements")


def test_of_long_words_the_part_that_was_found_is_shown(client):
    words = f"{'it was dark and ' * 40}nobody touched the sluice {'and it rained ' * 40}".strip()
    claim("The weir was opened", words=words)
    (shown,) = results(find(client, q="sluice", kind="statements"))
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "nobody touched the sluice" in shown
    assert len(shown) < 380


def test_a_speaker_is_found_by_other_spellings_offices_and_bodies(client):
    speaker = SpeakerFactory(name="Orla Venn", slug="orla")
    claim("The weir was opened", speaker=speaker)
    SpeakerAliasFactory(speaker=speaker, spelling="Орла Венн")
    AffiliationFactory(
        person=speaker, title="harbour master", body=SpeakerFactory(body=True, name="Port of Velm")
    )
    for typed in ("orla", "Орла", "harbour", "velm master", "Orlla Ven"):
        assert results(find(client, q=typed, kind="speakers")) == ["Orla Venn"], typed
    assert "harbour" in marks(find(client, q="harbour", kind="speakers"))
    assert "Орла" in marks(find(client, q="orla", kind="speakers"))
    assert results(find(client, q="nobody", kind="speakers")) == []


def test_an_article_is_found_by_headline_and_shown_text_alone(client, editor_client):
    about = claim("The weir was opened")
    hidden = ArticleVersionFactory(
        article=ArticleFactory(headline="Night at the weir"), text="Nobody saw a heron. The gate was shut."
    )
    visible_statement(claim=about, version=hidden, words="The gate was shut.")
    assert results(find(client, q="night", kind="articles")) == ["Night at the weir"]
    assert results(find(client, q="gate shut", kind="articles")) == ["Night at the weir"]
    assert results(find(client, q="heron", kind="articles")) == []
    html = find(editor_client, q="heron", kind="articles")
    assert results(html) == ["Night at the weir"]
    assert marks(html) == ["heron"]
    change(hidden.article, display=Display.WHOLE)
    assert results(find(client, q="heron", kind="articles")) == ["Night at the weir"]


def test_an_articles_text_is_found_as_known_names_are_printed_in_it(client):
    speaker = SpeakerFactory(name="Orla Wenn", slug="orla")
    SpeakerAliasFactory(speaker=speaker, spelling="Орла Венн")
    about = claim("The weir was opened", speaker=speaker)
    text = "Київ мовчав. Венн говорила. The gate was shut."
    version = ArticleVersionFactory(article=ArticleFactory(headline="Weir", display=Display.WHOLE), text=text)
    visible_statement(claim=about, version=version, words="The gate was shut.")
    assert results(find(client, q="Wenn", kind="articles")) == ["Weir"]
    assert results(find(client, q="Київ", kind="articles")) == ["Weir"]


# --- filters --------------------------------------------------------------------------------------


@pytest.fixture
def harbour():
    """Two claims about a harbour: one denied with a figure, in one outlet; one asserted, in another."""
    first = claim(
        "The harbour burned",
        stance=Stance.DENIES,
        outlet=OutletFactory(name="A", slug="a"),
        words="the harbour never burned",
        speaker=SpeakerFactory(name="Orla", slug="orla"),
        said=stated("2031-05-12"),
    )
    second = claim(
        "The harbour stayed open",
        outlet=OutletFactory(name="B", slug="b"),
        words="our harbour stayed open",
        speaker=SpeakerFactory(name="Bo", slug="bo"),
        said=stated("2031-07-01"),
    )
    ClaimTopicFactory(claim=first, topic=TopicFactory(name="Fires", slug="fires"))
    FigureFactory(statement=first.links.get().statement, words="harbour")
    record(first, second)
    return first, second


def test_choices_stand_with_their_numbers_and_narrow_each_kind(client, harbour):
    for kind in ("claims", "statements"):
        html = find(client, q="harbour", kind=kind)
        assert counts(html, "stance") == {"asserts": 1, "denies": 1}
        assert counts(html, "speaker") == {"orla": 1, "bo": 1}
        assert counts(html, "outlet") == {"a": 1, "b": 1}
        assert counts(html, "topic") == {"fires": 1}
        assert counts(html, "figures") == {"yes": 1}
        for name, value in (
            ("stance", "denies"),
            ("speaker", "orla"),
            ("topic", "fires"),
            ("figures", "yes"),
        ):
            html = find(client, q="harbour", kind=kind, **{name: value})
            (one,) = results(html)
            assert "burned" in one, (kind, name)
            assert counts(html, "outlet") == {"a": 1}
    assert counts(find(client, q="harbour"), "state") == {"denied_only": 1, "asserted": 1}


def test_a_groups_own_choice_does_not_narrow_its_numbers(client, harbour):
    html = find(client, q="harbour", kind="statements", speaker="orla")
    assert counts(html, "speaker") == {"orla": 1, "bo": 1}
    assert tabs(html) == {"claims": "1", "statements": "1", "speakers": "0", "articles": "1"}


@pytest.mark.parametrize("kind", ["claims", "statements"])
def test_days_narrow_by_the_clock_that_is_chosen(client, harbour, kind):
    html = find(client, q="harbour", kind=kind, clock="said", since="2031-06-01")
    assert ["open" in one for one in results(html)] == [True]
    assert 'name="since" type="date" value="2031-06-01"' in html
    assert len(results(find(client, q="harbour", kind=kind, clock="published", until="2031-05-12"))) == 2
    assert results(find(client, q="harbour", kind=kind, clock="recorded", until="2020-01-01")) == []
    assert results(find(client, q="harbour", kind=kind, clock="event", since="2031-01-01")) == []


def test_filters_alone_are_a_search(client, harbour):
    assert results(find(client, kind="statements", speaker="bo")) == ["our harbour stayed open"]


def test_speakers_are_narrowed_by_what_they_are(client):
    claim("The weir was opened", speaker=SpeakerFactory(name="Velm Venn"))
    claim("The weir was shut", speaker=SpeakerFactory(body=True, name="Velm Office"))
    html = find(client, q="velm", kind="speakers")
    assert counts(html, "sort_of") == {"person": 1, "body": 1}
    assert results(find(client, q="velm", kind="speakers", sort_of="body")) == ["Velm Office"]


# --- what cannot be read --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"q": "x" * 201}, "at most 200 characters"),
        ({"q": "…"}, "Search for letters or digits."),
        ({"q": "weir", "since": "2031-02-30"}, "Write the day as in 2025-10-24."),
        ({"q": "weir", "since": "2031-02-02", "until": "2031-02-01"}, "It ends before it begins."),
        ({"q": "weir", "after": "nowhere"}, "this address leads to none"),
        ({"q": "weir", "kind": "plants"}, "plants is not one of the available choices"),
        ({"q": "weir", "sort": "colour"}, "There is no such order."),
        ({"q": "weir", "speaker": "nobody"}, "There is no such speaker here."),
    ],
)
def test_what_cannot_be_read_is_said_and_left_out_and_stays_as_it_was_typed(client, query, sentence):
    claim("The weir was opened")
    html = find(client, status=400, **query)
    assert sentence in html
    assert f'value="{query["q"]}"' in html
    assert results(html) == (["The weir was opened"] if query["q"] == "weir" else [])


def test_of_many_words_the_first_are_looked_for_and_it_says_so(client):
    typed = " ".join(f"word{number}" for number in range(13))
    assert "Only the first 12 words are looked for." in find(client, q=typed)

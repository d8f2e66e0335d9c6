"""The cards beside an article, of statements with several of what most have one of."""

import re

import pytest

from tests.claims.pages import page, plain, version
from tests.factories.claims import (
    RelayFactory,
    StatementLinkFactory,
    StatementPassageFactory,
    visible_statement,
)
from tests.factories.sources import ArticleVersionFactory, OutletFactory
from tests.factories.subjects import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

#: Two stretches of the text of `version`, the later one first.
APART = ["Nobody was hurt", "the fire was an accident"]


@pytest.fixture(params=["client", "editor_client"])
def asking(request):
    return request.getfixturevalue(request.param)


def cards(html):
    return re.findall(r"<aside.*?</aside>", html, re.S)


def test_a_statement_of_several_passages_on_several_claims_has_one_card(asking):
    made = version()
    one = visible_statement(version=made, words=APART, claim=ClaimFactory(visible=True, text="First claim"))
    StatementLinkFactory(
        statement=one, claim=ClaimFactory(visible=True, text="Second claim"), stance="denies"
    )
    for words in ("A ministry", "Rain fell later"):
        StatementPassageFactory(statement=one, part="hedge", words=words, order=len(words))
    StatementPassageFactory(statement=one, part="cue", words="said")
    html = page(asking, made)
    (card,) = cards(html)
    told = plain(card)
    assert (told.count("First claim"), told.count("Second claim")) == (1, 1)
    assert told.index("First claim") < told.index("Second claim")
    assert "In 2 passages. Hedged: “A ministry”, “Rain fell later”." in told
    assert html.count("<mark") == 2


def test_passages_of_an_earlier_text_are_told_in_their_order(asking):
    made = version()
    visible_statement(version=made, words=APART)
    ArticleVersionFactory(article=made.article, text="It rained.\n")
    (card,) = cards(page(asking, made))
    assert "Nobody was hurt … the fire was an accident" in plain(card)


def test_relays_are_named_over_merges_from_the_speaker_on(asking):
    made = version(outlet=OutletFactory(name="Velm Courier"))
    one = visible_statement(version=made, speaker=SpeakerFactory(name="Orla Venn"), words="a fairy tale")
    merged = SpeakerFactory(name="harbour office", merged_into=SpeakerFactory(name="The harbour office"))
    paper = OutletFactory(name="Morning", merged_into=OutletFactory(name="Morning Mirror"))
    RelayFactory(
        statement=one, actor_as_printed="a paper", outlet=paper, channel="“print”, {then} a \\ and NULL"
    )
    RelayFactory(statement=one, actor_as_printed="an office", speaker=merged, channel="")
    hops = re.findall(r"<li>([^<]+)</li>", re.search(r'<ol class="via.*?</ol>', page(asking, made), re.S)[0])
    assert hops == [
        "Orla Venn",
        "The harbour office",
        "Morning Mirror (“print”, {then} a \\ and NULL)",
        "Velm Courier",
    ]

"""Facts: where each comes from, which is believed, and what stays unknown."""

from sources.ingest.facts import Declared, FoundFact
from sources.ingest.pipeline import ParsedArticle, read_article

BODY = (
    "The mayor of Halm accused the water company on Tuesday of hiding test results for three years, a "
    "charge that the "
    "company called absurd and that its lawyers said would be answered in court before long.\n"
)


def parse(text: str, declared: Declared | None = None, **manifest: str) -> ParsedArticle:
    return read_article(text.encode(), name="a.txt", declared=declared or Declared(), manifest_facts=manifest)


def told(article: ParsedArticle, field: str) -> list[tuple[str, str, bool]]:
    return [(fact.value, fact.origin, fact.chosen) for fact in article.facts if fact.field == field]


def test_header_outranks_manifest_outranks_text_outranks_the_batch() -> None:
    text = f"Outlet: A\n\nMayor accuses water company\n\n{BODY}\n© 2023 The Halm Courier\n"
    article = parse(text, Declared(outlet="C"), outlet="B")
    assert told(article, "outlet") == [
        ("A", "header", True),
        ("B", "manifest", False),
        ("The Halm Courier", "text", False),
        ("C", "batch", False),
    ]
    assert told(parse(text[11:], Declared(outlet="C")), "outlet") == [
        ("The Halm Courier", "text", True),
        ("C", "batch", False),
    ]


def test_what_nobody_says_is_unknown() -> None:
    article = parse(BODY)
    assert (article.headline, article.value("outlet"), article.published.precision) == ("", "", "unknown")
    assert article.facts == ()


def test_the_text_states_headline_byline_and_date_with_their_places() -> None:
    article = parse(
        "Mayor accuses water company\n\nBy Ada Weber\n\nPublished: 27 October 2023\n\n"
        f"{BODY}\nSource: www.halm.example\n"
    )
    assert [(fact.field, fact.value, article.text[fact.start : fact.end]) for fact in article.facts] == [
        ("headline", "Mayor accuses water company", "Mayor accuses water company"),
        ("byline", "Ada Weber", "Ada Weber"),
        ("published", "Published: 27 October 2023", "Published: 27 October 2023"),
        ("credited_to", "www.halm.example", "www.halm.example"),
    ]
    assert article.published.basis == "stated"


def test_a_source_line_inside_the_text_credits_nobody() -> None:
    assert told(parse(f"{BODY}\nSource: Halm statistics\n\n{BODY}"), "credited_to") == []


def test_a_source_is_never_the_outlet() -> None:
    assert told(parse(f"{BODY}\nSource: Halm Radio\n"), "outlet") == []


def test_a_value_that_cannot_be_used_is_kept_says_why_and_is_not_chosen() -> None:
    article = parse(
        f"URL: halm\nPublished: last week\nLanguage: Klingonish\n\n{BODY}", Declared(published="2023-10")
    )
    assert [(fact.field, fact.value, bool(fact.problem), fact.chosen) for fact in article.facts] == [
        ("address", "halm", True, False),
        ("published", "last week", True, False),
        ("language", "Klingonish", True, False),
        ("published", "2023-10", False, True),
    ]
    assert article.published.precision == "month"


def test_a_declared_value_is_read_in_its_usual_spelling() -> None:
    article = parse(BODY, url="", address="HTTPS://Halm.Example/a?utm_source=x", language="German")
    assert (article.value("address"), article.value("language")) == ("https://halm.example/a", "de")


def test_a_day_is_a_day_of_the_declared_zone() -> None:
    article = parse(BODY, Declared(published="2023-10-27", zone="Asia/Tokyo"))
    assert article.published.earliest is not None
    assert article.published.earliest.isoformat() == "2023-10-26T15:00:00+00:00"


def test_a_value_of_endless_length_is_cut_and_not_chosen() -> None:
    fact = parse(f"Headline: {'x' * 9000}\n\n{BODY}").facts[0]
    assert isinstance(fact, FoundFact)
    assert (len(fact.value), fact.chosen) == (500, False)

"""What a text states about itself is believed; what it only hints at is offered."""

import pytest

from sources.ingest.facts import Declared
from sources.ingest.pipeline import read_article
from tests.sources.ingest.statements_of_facts import CASES

FIELDS = ("outlet", "byline", "credited_to", "address")


def found(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """What is believed and what is offered, by field; each stands where it says."""
    article = read_article(text.encode(), name="a.txt", declared=Declared(), manifest_facts={})
    told = [fact for fact in article.facts if fact.field in FIELDS and fact.origin == "text"]
    for fact in told:
        assert fact.start is not None
        assert article.text[fact.start : fact.end] == fact.value
    believed = {fact.field: fact.value for fact in told if fact.chosen}
    return believed, {
        fact.field: fact.value for fact in told if not fact.chosen and fact.field not in believed
    }


@pytest.mark.parametrize(
    ("text", "facts", "suggestions"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_text_states(text: str, facts: dict[str, str], suggestions: dict[str, str]) -> None:
    assert found(text) == (facts, suggestions)

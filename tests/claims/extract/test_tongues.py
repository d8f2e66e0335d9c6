"""There are rules for English alone: a text in another language is not read by them, and that is said."""

import pytest

from claims.extract.pipeline import attributed, extract
from claims.extract.tongues import language_read
from sources.ingest.layout import BlockSpan

ENGLISH = (
    "The mayor of Halm said that the bridge was not safe and that it had been shut to all who came from the "
    "east. The ministry has said for weeks that the money for it was there, which the town denied."
)
GERMAN = (
    "Die Bürgermeisterin sagte, dass die Brücke nicht sicher sei und dass man sie mit dem Geld, das von der "
    "Stadt für eine neue zugesagt ist, auch bauen wird. Das Ministerium hat sich dazu nicht geäußert. „Wir "
    "haben den Plan“, sagte ein Sprecher, und der Rat der Stadt wird ihn sich im Mai ansehen."
)
FRENCH = (
    "Le maire de Halm a dit que le pont ne tenait plus et que la ville devait en bâtir un autre avant "
    "mai. Le ministère a répondu que les travaux étaient prévus, mais que la somme n’était pas encore "
    "trouvée. « Nous attendons », a dit la porte-parole du conseil, qui se réunit demain à midi."
)
NO_RULES = "There are rules for English alone, so no statements were read."


@pytest.mark.parametrize(
    ("text", "declared", "language", "note"),
    [
        (ENGLISH, "en", "en", ""),
        (ENGLISH, "en-GB", "en", ""),
        (ENGLISH, "", "en", ""),
        (ENGLISH, "de", "en", ""),
        ("Bridge shut, mayor says", "", "en", ""),
        (GERMAN, "", "de", f"The text is in German. {NO_RULES}"),
        (GERMAN, "de-AT", "de", f"The text is in German. {NO_RULES}"),
        (FRENCH, "nl", "nl", f"The text is in the language “nl”. {NO_RULES}"),
        (
            FRENCH,
            "",
            "",
            "The text does not look like English, and there are rules for English alone, so it was not read.",
        ),
    ],
)
def test_the_language_that_a_text_is_read_in(text, declared, language, note):
    assert language_read(text, declared) == (language, note)


@pytest.mark.parametrize("engine", [extract, attributed])
def test_a_german_text_has_no_statements_and_a_note(engine):
    read = engine(GERMAN, [BlockSpan(0, len(GERMAN), "body", "")], language="de")
    assert (read.statements, read.note) == ((), f"The text is in German. {NO_RULES}")

"""Damaged places on the page of an article: dotted, with words beside them that a person understands."""

import pytest

from tests.claims.pages import page, version
from tests.factories.claims import visible_statement
from tests.factories.sources import DamageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("what", "reading", "bytes_", "says"),
    [
        ("mixed_script", "Court", "", "read “Court”: a letter in it is of another alphabet"),
        ("mojibake", "Court", "", "read “Court”: garbled before it reached us"),
        ("mojibake", "", "", "garbled before it reached us; what it was is not certain"),
        ("mixed_script", "", "", "letters of two alphabets in one word"),
        (
            "surrogate",
            "",
            "eda0bd",
            "half of a sign, perhaps of an emoji; the other half is lost; its bytes were eda0bd",
        ),
        ("nul", "", "00", "an empty sign (NUL) stood here; its bytes were 00"),
        ("replacement_character", "", "", "a sign that was lost"),
        ("bidi_control", "", "", "an invisible sign that can turn the order of letters, U+0421"),
    ],
)
def test_everybody_sees_damage_dotted_with_what_it_is_beside_it(
    editor_client, client, what, reading, bytes_, says
):
    made = version(lines=(("body", "The Сourt said so."),))
    visible_statement(version=made, words="said so")
    DamageFactory(version=made, start=4, end=9, what=what, original_hex=bytes_, reading=reading)
    beside = f'<small class="reading"> [<span class="vh">damaged: </span>{says}]</small>'
    for visitor in (editor_client, client):
        assert f'<span class="damage">Сourt</span>{beside} <mark' in page(visitor, made)

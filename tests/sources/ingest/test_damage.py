"""Damage: what is found with its reading, and that honest texts of any language have none."""

import pytest

from sources.ingest.damage import suspicious
from tests.sources.ingest.encoded import TEXTS

HONEST = {
    "greek": "Η γέφυρα κλείνει «μέχρι τον Μάρτιο», είπε η δήμαρχος — 5 μm, ΔT, Ω.",
    "russian": "Мост закрыт до марта, сообщили в мэрии: «Опоры ещё проверяют»… РСФСР, СССР, Рівне, РѐТ.",
    "ukrainian": "Міст закрито: «Є, ї, ґ — наші літери», СІРІ ВОВКИ, Їжак, Рівень води.",
    "serbian": "Љубав, Ђорђе, њихов џеп, Ћуприја; Đorđe i Čačak.",
    "german": "„SPÖ“ und ÖVP: GRÖẞE, Straße, Ä…, BGÄ”, ’s ist »Überfluß«.",
    "french": "« Été », NOËL…, « CÂBLÉ » – ÎLE, “Â», cœur, l’œuvre, 20 °C.",
    "portuguese": "“IRMÔ, NÃO, MÃE — “Ó”, ÂNGULO, ações, pão…",
    "swedish": "HELSINGFORS Å, ”Å”, på Åland, SMÅ” sade hon.",
    "polish": "Łódź, żółć, gęś, „Źdźbło”, WĄŻ…",
    "turkish": "İstanbul, ığdır, ŞİŞLİ, Kâğıt, KÂR”, ÇAĞ.",
    "icelandic": "Ðað, Þór, ÍÐ, ÐÐ, Ísafjörður.",
    "vietnamese": "Nguyễn, Đặng, MÂU, CÔNG TÂM”, ngày.",
    "hebrew": "הגשר\u200f סגור (\u200eA1\u200e), אמרה ראש העיר \u2067שלום\u2069.",
    "arabic": "الجسر مغلق\u200f، قالت \u202bرئيسة البلدية\u202c 5\u200e%.",
    "emoji": "A family 👩‍👩‍👧‍👦, a flag 🏴‍☠️, 👍🏽, ❤️, 1️⃣, 🇺🇦.",
    "money": "£40, €46, ¥900, ₴12, ₽5, ₹7, ¢, 30 ¤, §3, ±2 °C, ½, µg, ™, ®, ©.",
    "mathematics": "𝒜 ⊂ ℝⁿ, 𝛼 ≤ β, ∑ xᵢ, √2, ℵ₀, 𝐁𝐨𝐥𝐝.",
    "east asian": "町長は橋を閉じる。한국어 中文，「好」。",
    "mixed sentence": "The СБУ said “Київ” and the Kyiv office of the ВООЗ agreed: ISO‑9001, T‑72Б3, Ка-52.",
}


def found(text):
    return [(one.what, text[one.start : one.end], one.reading) for one in suspicious(text)]


@pytest.mark.parametrize("language", HONEST)
def test_honest_text_has_no_damage(language):
    assert found(HONEST[language]) == []


@pytest.mark.parametrize("language", TEXTS)
def test_honest_articles_have_no_damage(language):
    assert found(TEXTS[language]) == []


def misread_as(text, page):
    """UTF-8 read in a code page; bytes without a sign stand for themselves, as in browsers."""
    return "".join(bytes([byte]).decode(page, "ignore") or chr(byte) for byte in text.encode())


def read_back(text):
    """The text with every reading in its place."""
    parts, done = [], 0
    for one in sorted(suspicious(text), key=lambda one: one.start):
        assert one.what == "mojibake", (one, text[one.start : one.end])
        parts += [text[done : one.start], one.reading or "?"]
        done = one.end
    return "".join([*parts, text[done:]])


@pytest.mark.parametrize("language", ["en", "de", "cs", "uk"])
def test_utf8_read_in_the_western_page_is_found_whole_and_read_right(language):
    assert read_back(misread_as(TEXTS[language], "cp1252")) == TEXTS[language]


def test_utf8_read_in_the_cyrillic_page_is_found_word_by_word():
    misread = misread_as("Кметът каза: мост затворен.", "cp1251")
    assert read_back(misread) == "Кметът каза: мост затворен."


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("SchÃ¶n, KÃ–LN", [("mojibake", "Ã¶", "ö"), ("mojibake", "Ã–", "Ö")]),
        ("voilÃ\u00a0 tout", [("mojibake", "Ã\u00a0", "à")]),
        ("The Northđź§ wind", [("mojibake", "đź§", None)]),
        ("ItвЂ™s", [("mojibake", "вЂ™", "’")]),
        ("A Сourt", [("mixed_script", "Сourt", "Court")]),
        ("A Сoürjt", [("mixed_script", "Сoürjt", "Coürjt")]),
        ("lost \ufffd one", [("replacement_character", "\ufffd", None)]),
        ("an \u202eevil\u202c one", [("bidi_control", "\u202e", None), ("bidi_control", "\u202c", None)]),
        ("a Co\u200eurt", [("bidi_control", "\u200e", None)]),
        ("גשר \u202eסגור\u202c", [("bidi_control", "\u202e", None), ("bidi_control", "\u202c", None)]),
        ("גשר \u2067סגור", [("bidi_control", "\u2067", None)]),
        ("גשר\u200f\nEnglish\u200f", [("bidi_control", "\u200f", None)]),
    ],
)
def test_what_is_damaged_is_told_with_its_reading_where_that_is_certain(text, damage):
    assert found(text) == damage

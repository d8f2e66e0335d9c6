"""Decoding: every byte accounted for, nothing guessed, nothing repaired."""

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sources.ingest.damage import Damage
from sources.ingest.decode import decode, known_encoding
from sources.ingest.limits import TEXT_BYTES, Held, Refused

TEXT = "Élise Weber said: “The bridge at Halm is safe.”\nНіхто не питав.\n"


def test_utf8_is_read_strictly() -> None:
    assert decode(TEXT.encode(), None).text == TEXT
    assert decode(TEXT.encode(), "cp1252").encoding == "utf-8"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_goes(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + TEXT.encode(encoding), "cp1251")
    assert (decoded.text, decoded.encoding) == (TEXT, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_zero_bytes(encoding: str) -> None:
    decoded = decode("The bridge at Halm is closed.".encode(encoding), None)
    assert (decoded.text, decoded.encoding) == ("The bridge at Halm is closed.", encoding)


def test_a_declared_encoding_is_used_where_utf8_fails() -> None:
    decoded = decode("Die Brücke hält.".encode("cp1252"), "windows-1252")
    assert (decoded.text, decoded.encoding) == ("Die Brücke hält.", "cp1252")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["Мерія каже, що міст закрито.", "町長は橋を閉じると発表した。\nBy K. Hamano"]
)
def test_utf16_of_other_alphabets_is_known_by_its_pattern_too(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding), None)
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_a_file_cut_off_inside_a_letter_is_held_and_read_only_when_a_person_says_so() -> None:
    cut = "Die Brücke hält, sagt Jördis Grünö".encode()[:-1]
    with pytest.raises(Held, match="cut off"):
        decode(cut, None)
    decoded = decode(cut, "utf-8")
    assert decoded.text == "Die Brücke hält, sagt Jördis Grün\ufffd"
    assert decoded.damage == (Damage(33, 34, "replacement_character", "c3", None),)


def test_a_few_bytes_that_are_no_letters_are_held_and_lost_only_when_a_person_says_so() -> None:
    broken = "Die Brücke hält, sagt ".encode() + b"J\xf6rdis."
    with pytest.raises(Held, match="Nearly all of this file is utf-8"):
        decode(broken, None)
    decoded = decode(broken, "utf-8")
    assert decoded.text == "Die Brücke hält, sagt J\ufffdrdis."
    assert decoded.damage == (Damage(23, 24, "replacement_character", "f6", None),)


def test_a_wrong_declaration_is_said_where_it_gives_signs_that_no_text_has() -> None:
    with pytest.raises(Held, match=r"Read as iso8859-1 .* has signs that no text has, like U\+0093"):
        decode("“No,” she said. Élise laughed.".encode("cp1252"), "iso-8859-1")


def test_a_mail_of_old_japan_is_held_though_all_its_bytes_are_ascii() -> None:
    content = "町長は橋を閉じる。".encode("iso2022_jp")
    with pytest.raises(Held):
        decode(content, None)
    assert decode(content, "iso2022_jp").text == "町長は橋を閉じる。"


@pytest.mark.parametrize("declared", [None, "ascii", "utf-8", "utf-16"])
def test_what_cannot_be_read_is_held_with_what_to_do(declared: str | None) -> None:
    with pytest.raises(Held) as held:
        decode("Die Brücke hält!".encode("cp1252") + b"\xfc", declared)
    assert held.value.code == "encoding"
    assert "encoding" in held.value.sentence


@pytest.mark.parametrize(
    "name",
    [
        "rot13",
        "zip",
        "base64",
        "utf-7",
        "idna",
        "unicode_escape",
        "undefined",
        "klingon",
        "",
        "a\x00b",
        "\ud800",
    ],
)
def test_an_encoding_that_is_none_of_text_files_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="is no encoding") as refusal:
        known_encoding(name)
    assert refusal.value.code == "encoding_unknown"


def test_a_declared_codec_that_is_no_encoding_is_refused_even_for_good_utf8() -> None:
    with pytest.raises(Refused, match="is no encoding"):
        decode(b"Good text.", "rot13")


def test_line_ends_become_one_kind() -> None:
    assert decode(b"a\r\nb\rc\n\r\nd", None).text == "a\nb\nc\n\nd"


def test_a_nul_becomes_one_sign_and_is_remembered() -> None:
    body = "x" * 200
    decoded = decode(f"\r\n{body}\x00!".encode(), None)
    assert decoded.text == f"\n{body}\ufffd!"
    assert decoded.damage == (Damage(201, 202, "nul", "00", None),)


def test_half_a_pair_becomes_one_sign_and_is_remembered_with_its_bytes() -> None:
    body = "word " * 50
    eight = decode(body.encode() + b"\xed\xa0\xbd.", None)
    sixteen = decode(codecs.BOM_UTF16_LE + body.encode("utf-16-le") + b"\x3d\xd8", None)
    assert eight.text == f"{body}\ufffd."
    assert [(d.start, d.what, d.original_hex) for d in eight.damage] == [(250, "surrogate", "eda0bd")]
    assert [(d.start, d.what, d.original_hex) for d in sixteen.damage] == [(250, "surrogate", "3dd8")]


def test_two_halves_stored_one_by_one_are_one_character() -> None:
    assert decode(b"grin " + b"\xed\xa0\xbd\xed\xb8\x80", None).text == "grin 😀"


@pytest.mark.parametrize("content", [b"\x00\x01\x02" * 50, b"a\x00\x00\x00" * 9, b"text" * 30 + b"\x00" * 9])
def test_more_than_a_hundredth_of_lost_signs_is_no_text(content: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        decode(content, None)
    assert refusal.value.code == "not_text"


@pytest.mark.parametrize(
    "content", [b"", b" \n\t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF8 + b" \n", "\u00a0\u2003".encode()]
)
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        decode(content, None)
    assert refusal.value.code == "empty"


def test_a_text_over_the_cap_is_refused() -> None:
    assert len(decode(b"a" * TEXT_BYTES, None).text) == TEXT_BYTES
    with pytest.raises(Refused) as refusal:
        decode(b"a" * (TEXT_BYTES + 1), None)
    assert refusal.value.code == "too_large"


@pytest.mark.parametrize(
    ("text", "what", "stretch", "reading"),
    [
        ("It is \ufffd lost", "replacement_character", "\ufffd", None),
        ("Read \u202emsiht", "bidi_control", "\u202e", None),
        ("A Сourt ruled", "mixed_script", "Сourt", "Court"),
        ("KyivвЂ™s mayor", "mojibake", "вЂ™", "’"),
        ("Itâ€™s late", "mojibake", "â€™", "’"),
        ("SchÃ¶n", "mojibake", "Ã¶", "ö"),
        ("The Northđź§", "mojibake", "đź§", None),  # the fourth byte of the emoji is lost
        ("Hello ðŸ˜€", "mojibake", "ðŸ˜€", "😀"),
    ],
)
def test_damage_is_noted_and_left_as_it_is(text: str, what: str, stretch: str, reading: str | None) -> None:
    decoded = decode(text.encode(), None)
    assert decoded.text == text
    assert [(d.what, text[d.start : d.end], d.reading) for d in decoded.damage] == [(what, stretch, reading)]


@pytest.mark.parametrize(
    "text",
    [
        "Die „SPÖ“ in Österreich",
        "« Été »…",
        "Страна сказала: «Нет»…",
        "NÃO É",
        "5 μm, ΔT, Ω",
        "naïve café",
        "Ελλάδα",
        "Љубав",
    ],
)
def test_honest_text_of_other_languages_has_no_damage(text: str) -> None:
    assert decode(text.encode(), None).damage == ()


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "cp1252", "utf-16", "shift_jis", "utf-32", "rot13"]))
@example(b"\xff\xfe", None)
@example(b"\xef\xbb\xbf\xed\xa0\x80", None)
def test_any_bytes_are_text_or_turned_away_with_a_sentence(content: bytes, declared: str | None) -> None:
    try:
        decoded = decode(content, declared)
    except (Refused, Held) as answer:
        assert answer.sentence.endswith((".", ")."))
        return
    decoded.text.encode()  # PostgreSQL can keep it: no half pairs …
    assert not set(decoded.text) & {"\x00", "\r"}  # … and none of these
    assert all(0 <= d.start < d.end <= len(decoded.text) for d in decoded.damage)

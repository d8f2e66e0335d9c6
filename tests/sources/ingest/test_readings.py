"""How a held file would read: the true encoding first, and the differing words marked."""

import pytest

from sources.ingest.readings import SIDE_BY_SIDE, readings_of, samples_of

GERMAN = "Der Hafen bleibt bis März geschlossen, sagt Jördis Tamm."
RUSSIAN = "Порт Вельм остаётся закрытым до марта."


def first(content):
    """The names under which the likeliest reading goes."""
    reading = readings_of(content)[0]
    return {reading.encoding, *reading.also}


def words(sample):
    return "".join(piece.text for piece in sample)


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (GERMAN, "cp1252", "windows-1252"),
        (GERMAN, "mac-roman", "mac-roman"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-u", "koi8-u"),
        ("町長は橋を閉じると発表した。", "shift_jis", "cp932"),
        ("町長は橋を閉じると発表した。", "iso2022_jp", "iso-2022-jp"),
    ],
)
def test_the_true_encoding_is_offered_first(text, encoding, name):
    assert name in first(text.encode(encoding))


def test_encodings_that_read_alike_are_one_choice():
    readings = readings_of(GERMAN.encode("cp1252"))
    assert readings[0].encoding == "windows-1252"
    assert {"windows-1250", "iso-8859-1", "iso-8859-2", "iso-8859-15"} <= set(readings[0].also)
    assert len({reading.samples for reading in readings}) == len(readings) > SIDE_BY_SIDE


def test_what_differs_between_the_readings_beside_one_another_is_told():
    sample = readings_of(GERMAN.encode("cp1252"))[0].samples[0]
    assert words(sample) == GERMAN
    assert [piece.text for piece in sample if piece.differs] == ["März", "Jördis"]


def test_a_reading_with_characters_that_no_text_has_is_not_offered():
    content = "„Nein“, sagt sie — nie.".encode("cp1252")
    assert "iso-8859-1" not in {
        n for reading in readings_of(content) for n in (reading.encoding, *reading.also)
    }


def test_damaged_utf8_is_offered_first_with_the_loss_in_sight():
    reading = readings_of("Jördis Tamm und die Brücke bei Mühl".encode() + b"\xe9.")[0]
    assert (reading.encoding, words(reading.samples[0])) == (
        "utf-8",
        "Jördis Tamm und die Brücke bei Mühl\ufffd.",
    )


def test_a_last_letter_of_an_older_encoding_is_not_taken_for_damaged_utf8():
    assert "windows-1252" in first("Sie trafen sich nur einmal, dort im alten Hafencafé".encode("cp1252"))


def test_samples_show_the_first_places_that_are_not_ascii_with_whole_words_around():
    text = " ".join(
        f"{'x' * 30} {'y' * 30} {word} {'z' * 60}" for word in ("März", "Jördis", "Élysée", "Übel")
    )
    assert [sample.split()[:2] for sample in samples_of(text)] == [
        ["y" * 30, word] for word in ("März", "Jördis", "Élysée")
    ]


def test_places_that_lie_close_together_are_one_sample():
    assert samples_of("März und Jördis") == ("März und Jördis",)


def test_plain_ascii_has_no_samples():
    assert samples_of("Nothing here.") == ()

from sources.ingest.readings import readings_of, samples_of

GERMAN = "Der Hafen bleibt bis März geschlossen, sagt Jördis Tamm."
RUSSIAN = "Порт Вельм остаётся закрытым до марта."


def encodings(content):
    return [reading.encoding for reading in readings_of(content)]


def test_the_true_encoding_is_always_among_those_offered():
    assert "windows-1252" in encodings(GERMAN.encode("cp1252"))
    assert "windows-1251" in encodings(RUSSIAN.encode("cp1251"))
    assert "koi8-u" in encodings(RUSSIAN.encode("koi8-u"))


def test_encodings_that_read_alike_are_one_choice():
    readings = readings_of(GERMAN.encode("cp1252"))
    assert (readings[0].encoding, readings[0].also) == (
        "windows-1252",
        ("windows-1250", "iso-8859-1", "iso-8859-2", "iso-8859-15"),
    )
    assert len({reading.samples for reading in readings}) == len(readings)


def test_a_reading_with_characters_that_no_text_has_is_not_offered():
    content = "„Nein“, sagt sie — nie.".encode("cp1252")
    assert "iso-8859-1" not in encodings(content)


def test_samples_show_the_first_places_that_are_not_ascii_with_words_around():
    text = " ".join(f"{'x' * 100} {word}" for word in ("März", "Jördis", "Élysée", "Übel"))
    first, second, third = samples_of(text)
    assert (first.strip("x"), second.strip("x"), third.strip("x")) == (" März ", " Jördis ", " Élysée ")
    assert max(map(len, (first, second, third))) <= 2 * 45 + len("Élysée")


def test_places_that_lie_close_together_are_one_sample():
    assert samples_of("März und Jördis") == ("März und Jördis",)


def test_plain_ascii_has_no_samples():
    assert samples_of("Nothing here.") == ()

"""Words cut to a room: what fits stays whole, what does not says that it was cut."""

import pytest

from claims.letters import fitting, width


@pytest.mark.parametrize("words", ["", "Orla Venn", "Ministry of Agriculture", "農林水産省", "وزارة الزراعة"])
def test_what_fits_stays_whole(words):
    assert fitting(words, width(words, 13), 13) == words


@pytest.mark.parametrize("words", ["W" * 200, "i" * 200, "農" * 200, "Ministry of Agriculture and Water"])
@pytest.mark.parametrize("room", [40, 120])
def test_what_is_cut_fits_and_says_so(words, room):
    cut = fitting(words, room, 13)
    assert cut.endswith("…")
    assert words.startswith(cut[:-1])
    assert width(cut, 13) <= room


def test_wide_letters_take_more_room_and_marks_above_them_none():
    assert width("iii", 13) < width("nnn", 13) < width("WWW", 13) < width("農農農", 13)
    assert width("e\u0301", 13) == width("e", 13)

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from claimtrack.words import counted, day, grouped, instant, iso, isolated

EAST = timezone(timedelta(hours=3))


def test_a_day_is_written_without_leading_zero():
    assert day(date(2025, 10, 4)) == "4 Oct 2025"


def test_the_day_of_an_instant_is_its_day_in_utc():
    assert day(datetime(2025, 10, 25, 1, 30, tzinfo=EAST)) == "24 Oct 2025"


def test_an_instant_names_utc():
    assert instant(datetime(2025, 10, 24, 19, 12, 59, tzinfo=EAST)) == "24 Oct 2025, 16:12 UTC"


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        instant(datetime(2025, 10, 24, 16, 12))


def test_the_machine_readable_form_keeps_a_date_a_date():
    assert iso(date(2025, 10, 4)) == "2025-10-04"
    assert iso(datetime(2025, 10, 24, 19, 12, tzinfo=EAST)) == "2025-10-24T16:12:00Z"
    assert iso(datetime(2025, 10, 24, 19, 12, 1, 999, tzinfo=UTC)) == "2025-10-24T19:12:01Z"


def test_numbers_carry_their_noun():
    assert [counted(n, "outlet") for n in (0, 1, 1204)] == ["0 outlets", "1 outlet", "1,204 outlets"]
    assert counted(2, "denies", "deny") == "2 deny"
    assert grouped(14211) == "14,211"


def test_only_words_from_the_right_are_kept_from_turning_others():
    assert [isolated(words) for words in ("Orla Venn", "Порт 7", "")] == ["Orla Venn", "Порт 7", ""]
    assert [isolated(words) for words in ("ולם 7", "هيئة")] == ["\u2068ולם 7\u2069", "\u2068هيئة\u2069"]

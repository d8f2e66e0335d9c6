"""Labels: safe to show, never a path."""

import pytest

from sources.ingest.limits import NAME_CHARACTERS
from sources.ingest.names import label


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.txt", "a.txt"),
        ("sub\\a.txt", "sub/a.txt"),
        ("a\nb\x00.txt", "a\ufffdb\ufffd.txt"),
        ("\u202etxt.exe", "\ufffdtxt.exe"),
        ("bad\udcff.txt", "bad\ufffd.txt"),
        ("  ", "without a name"),
        ("Élysée Київ.txt", "Élysée Київ.txt"),
    ],
)
def test_a_label_shows_what_is_there(name: str, shown: str) -> None:
    assert label(name) == shown


def test_a_long_label_keeps_its_end() -> None:
    shown = label("x" * 500 + "/last.txt")
    assert len(shown) == NAME_CHARACTERS
    assert shown.endswith("/last.txt")

"""The tours as they are written name nothing to click that the walk does not click."""

import re
from pathlib import Path

from django.conf import settings

BOLD = re.compile(r"\*\*([^*]+)\*\*")


def test_whatever_a_tour_tells_to_click_is_in_the_walk():
    written = Path(settings.BASE_DIR, "docs", "TOURS.md").read_text(encoding="utf-8")
    walked = Path(__file__).with_name("test_tours.py").read_text(encoding="utf-8")
    told = {" ".join(words.split()) for words in BOLD.findall(written)}
    assert len(told) > 30
    assert sorted(words for words in told if f'"{words}' not in walked) == []

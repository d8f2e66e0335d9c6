"""Nothing on a page is trusted as markup: what escapes does so everywhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RAW = re.compile(r"mark_safe|\|\s*safe\b|Markup\(|autoescape (off|false)")


@pytest.mark.parametrize("room", ["templates", "claims", "sources", "claimtrack"])
def test_no_file_says_that_its_markup_is_safe(room):
    files = [path for path in (ROOT / room).rglob("*") if path.suffix in (".html", ".py", ".txt", ".js")]
    assert files
    assert [path.name for path in files if RAW.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("words", ["mark_safe(x)", "{{ x|safe }}", "{{ x | safe }}", "Markup(x)"])
def test_the_search_finds_what_it_looks_for(words):
    assert RAW.search(words)

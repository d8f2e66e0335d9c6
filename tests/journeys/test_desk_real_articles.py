"""The five real articles beside the checkout, worked through by an editor with nothing but a keyboard."""

from pathlib import Path

import pytest

from claims import tasks
from claims.models import Statement, StatementLink
from claims.services.reading_queue import queue
from sources.models import ArticleVersion
from sources.services.comparing import compare_waiting
from tests.claims.desk import ACCUSES, desk_article
from tests.claims.saving import asserts, save
from tests.factories.base import settle
from tests.sources.importing import batch_of, drain_all

ARTICLES = Path(__file__).resolve().parents[2].parent / "shared" / "articles"
CLAIM = "Soldiers were killed by their own side"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not ARTICLES.is_dir(), reason="the real articles are not beside this checkout"),
]


@pytest.fixture
def versions(editor, data_dir, monkeypatch):
    """All of them, imported and read for statements; one claim was linked lately, in our own article."""
    monkeypatch.setattr(tasks, "send_nudge", lambda: None)
    save(editor, desk_article(), ACCUSES, links=(asserts(CLAIM),))
    settle()
    ours = set(ArticleVersion.objects.values_list("pk", flat=True))
    files = sorted(ARTICLES.glob("*.txt"))
    batch_of({path.name: path.read_bytes() for path in files})
    assert drain_all() == ["imported"] * len(files)
    settle()
    while compare_waiting():
        pass
    found = list(ArticleVersion.objects.exclude(pk__in=ours).order_by("pk"))
    queue(frozenset(version.pk for version in found))
    tasks.read_statements()
    settle()
    return found


def test_an_editor_decides_marks_and_links_in_all_of_them_by_keys_alone(desk, versions, record_property):
    decided = pressed = 0
    for version in versions:
        of_text = Statement.objects.filter(article_version=version)
        number = of_text.filter(state="proposed").count()
        page = desk(version)
        answers = []
        page.page.on("response", lambda told, kept=answers: kept.append(told) if is_step(told) else None)
        for turn in range(number):
            page.press("x" if turn % 3 == 2 else "a")
        asked = left(page, answers, number)
        for _ in range(asked):  # speakers of a like name are known: it is said which one is meant
            page.press(*whom(page), "a")
        twins = left(page, answers, number + asked)
        page.press(*["x"] * twins)  # the same words by the same speaker stand already
        assert left(page, answers, number + asked + twins) == 0
        assert of_text.filter(state="rejected").count() == number // 3 + twins
        assert of_text.filter(state="proposed").count() == 0
        decided, pressed = decided + number, pressed + page.presses
        mark_and_link(page, version)
        assert page.broken == []
    record_property("keys", f"{pressed} keys for {decided} proposals of {len(versions)} articles")
    assert 30 < decided <= pressed < 2 * decided


def whom(page):
    """The keys that name a speaker who is known already, else the first that is named here."""
    known = page.page.locator('#speakers > li[data-what^="speaker:"]').all()
    return ["s", *(known[0].get_attribute("data-n") if known else "1")]


def is_step(response):
    return response.url.endswith("/keys/")


def left(page, answers, expected):
    """How many proposals wait, once the server has answered every step and the page is opened again."""
    for _ in range(600):
        if len(answers) >= expected:
            break
        page.page.wait_for_timeout(50)
    assert len(answers) == expected
    return page.open().page.locator("#proposals > li").count()


def mark_and_link(page, version):
    """A sentence, its speaker and what it denies: seven keys where somebody is named; taken back again."""
    page.open()
    page.press("ArrowDown", "ArrowDown")
    page.presses = 0
    page.press("ArrowDown", "c", "s")
    listed = page.page.locator("#speakers > li[data-n]").count() > 0
    page.press(*("1" if listed else ("0", *"Mira", "Enter")))
    page.press("l", "d", "1")
    page.says("Saved: denies")
    assert page.presses == (7 if listed else 12)
    link = StatementLink.objects.get(statement__article_version=version, stance="denies", method="editor")
    assert (link.claim.text, link.statement.speaker is None) == (CLAIM, False)
    page.press("u")
    page.says("Undone")
    link.refresh_from_db()
    assert link.state == "withdrawn"

"""Saying what blocks are, at the desk: one click beside the line, all kinds on a page, 409 when overtaken."""

import pytest

from sources.models import Article, Block
from sources.services.acting import acting, machine
from tests.claims.desk import ACCUSES, HEAD, LAST, desk_article, page, span
from tests.factories.sources import DamageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return desk_article()


def address(version):
    return f"/desk/articles/{version.article_id}/blocks/"


def listed(client, version):
    return page(client.get(f"/desk/articles/{version.article_id}/?view=list"))


def keys(version):
    return list(Block.objects.filter(version=version).values_list("pk", flat=True))


def kinds(version):
    return list(Block.objects.filter(version=version).values_list("kind", flat=True))


def test_the_list_says_why_each_block_is_what_it_is_with_what_one_click_makes_of_it(editor_client, version):
    shown = listed(editor_client, version)
    head, body, _, furniture = keys(version)
    for value in (f"body {head}", f"furniture {body}", f"body {furniture}"):
        assert f'form="kinds" name="set" value="{value}"' in shown
    assert shown.count("<span>A rule of the test.</span>") == 4
    assert "Undo" not in shown


def test_one_click_changes_a_block_and_leads_back_to_its_place(editor_client, version):
    *_, furniture = keys(version)
    answer = editor_client.post(address(version), {"expected": 1, "set": f"body {furniture}"})
    assert answer.url == f"/desk/articles/{version.article_id}/?view=list#b{furniture}"
    shown = listed(editor_client, version)
    assert "1 block is body now: part of the article." in shown
    assert f'value="undo {furniture}"' in shown
    assert "an editor said so" in shown
    editor_client.post(address(version), {"expected": 2, "set": f"undo {furniture}"})
    assert kinds(version)[-1] == "furniture"


def test_ticked_lines_are_shown_with_every_kind_and_changed_together(editor_client, version):
    ticked = {"span": [span(ACCUSES), span(LAST)]}
    shown = page(editor_client.get(address(version), ticked))
    _, first, second, _ = keys(version)
    assert "What are these 2 blocks?" in shown
    assert shown.count('name="set" value="') == 13  # every kind but header lines
    assert f'value="comment {first} {second}"' in shown
    editor_client.post(address(version), {"expected": 1, "set": f"comment {first} {second}"})
    assert kinds(version) == ["headline", "comment", "comment", "furniture"]


@pytest.mark.parametrize("spans", [[], ["x"], ["9999999-1"], ["-1-2"], ["²-3"]])
def test_without_a_ticked_line_the_list_says_what_to_do(editor_client, version, spans):
    answer = editor_client.get(address(version), {"span": spans}, follow=True)
    assert "Tick the lines first" in page(answer)


def test_whoever_was_overtaken_sees_the_blocks_as_they_stand_now(editor_client, version):
    head, *_ = keys(version)
    editor_client.post(address(version), {"expected": 1, "set": f"teaser {head}"})
    answer = editor_client.post(address(version), {"expected": 1, "set": f"furniture {head}"})
    assert (answer.status_code, kinds(version)[0]) == (409, "teaser")
    assert ("Somebody changed it meanwhile." in page(answer), HEAD in page(answer)) == (True, True)
    assert 'name="expected" value="2"' in page(answer)


@pytest.mark.parametrize(
    ("given", "status"),
    [("", 400), ("poem 1", 400), ("body x", 400), ("header {0}", 400), ("body", 422), ("body 999999", 409)],
)
def test_what_cannot_be_done_is_said(editor_client, version, given, status):
    answer = editor_client.post(address(version), {"expected": 1, "set": given.format(*keys(version))})
    assert (answer.status_code, kinds(version)) == (status, ["headline", "body", "body", "furniture"])


def test_a_removed_article_has_no_blocks_to_change(editor_client, version):
    with acting(machine("import")):
        Article.objects.filter(pk=version.article_id).update(removed_at="2031-01-01T00:00Z")
    assert editor_client.post(address(version), {"set": "body 1"}).status_code == 404


def test_the_list_shows_damage_dotted_with_what_it_reads_beside_it(editor_client, version):
    start = version.text.index("Port")
    DamageFactory(
        version=version, start=start, end=start + 4, what="mojibake", original_hex="", reading="Fort"
    )
    assert '<span class="damage">Port</span><small class="reading"> [' in listed(editor_client, version)

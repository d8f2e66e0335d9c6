"""The keyboard desk in a browser: keys that are counted, and nothing that is lost, split or waited for."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import expect

from claims.models import Statement
from tests.claims.desk import ACCUSES, DENIES, LAST, desk_article
from tests.claims.saving import asserts, new_speaker, save
from tests.factories.base import settle
from tests.factories.claims import SpeakerFactory
from tests.factories.sources import ArticleVersionFactory
from tests.journeys.audits import ALL_RULES, AXE, HEIGHT, OUTSIDE, RUN_AXE, WIDTHS, Auditor
from tests.journeys.by_keys import CLAIM, proposals

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DENIAL = "The pier is closed"
#: A flag, a family joined to one sign, a letter with two marks above it, and words from right to left.
SIGNS = "🇳🇴 The 👨‍👩‍👧 family at No\u0308\u0301r Pier 🚢 denied it."
ARABIC = "قالت الوزارة إن الميناء 🚢 مفتوح."
FAMILY = "👨‍👩‍👧"
SCRIPTS = Path(django_settings.BASE_DIR, "static/js/desk")


def test_a_statement_with_its_speaker_that_denies_the_second_claim_takes_seven_keys(desk, editor):
    version = desk_article()
    first = save(editor, version, ACCUSES, links=(asserts(CLAIM), asserts(DENIAL)))
    page = desk(version).to(DENIES[:20])
    page.press("ArrowUp")
    page.presses = 0
    page.press("ArrowDown", "c", "s", "1", "l", "d", "2")
    page.says(f"Saved: denies “{DENIAL}”.")
    made = Statement.objects.latest("pk")
    assert page.presses == 7
    assert (made.speaker, made.parts.get().passage.exact) == (first.speaker, DENIES)
    assert [(one.claim.text, one.stance) for one in made.links.all()] == [(DENIAL, "denies")]
    number = page.page.get_by_role("link", name="Statement 2, denies, Orla Venn", exact=True)
    expect(number).to_have_text("2")
    tree = page.page.locator("#text").aria_snapshot()
    assert 'link "Statement 1, asserts, Orla Venn"' in tree
    assert f"mark: {DENIES}" in tree
    assert page.page.evaluate("document.activeElement.id") == "text"
    assert page.broken == []


def test_a_proposal_is_decided_in_one_key_and_undone_after_the_page_was_closed(desk):
    version = desk_article()
    first, second = proposals(version)
    page = desk(version)
    page.press("a")
    page.says("Accepted.")
    expect(page.page.locator("li.now blockquote")).to_have_text(DENIES)
    page.press("x")
    page.says("Rejected.")
    expect(page.page.locator("#h-proposals .count")).to_have_text("none left to decide")
    states = {one.pk: one.state for one in Statement.objects.all()}
    assert (page.presses, states) == (2, {first.pk: "confirmed", second.pk: "rejected"})
    assert first.links.get().state == "confirmed"
    page.open().press("u")
    page.says("Undone: the proposal waits again.")
    page.press("u")
    page.says("Undone: the proposal waits again.")
    expect(page.page.locator("#proposals > li")).to_have_count(2)
    assert set(Statement.objects.values_list("state", flat=True)) == {"proposed"}


def test_no_sign_is_split_and_offsets_are_those_of_the_server(desk):
    text = f"{SIGNS}\n\n{ARABIC}\n"
    version = ArticleVersionFactory(text=text, blocks=[("body", len(SIGNS) + 2), ("body", None)])
    page = desk(version)
    page.page.locator("#text").focus()
    page.select(f"{FAMILY} family", inside=2).press("c")
    page.says("Marked. Nobody")
    page.select("No\u0308\u0301r Pier 🚢", inside=2).press("c")
    page.select("الميناء 🚢").press("c")
    expect(page.page.locator("#recorded > li")).to_have_count(3)
    page.to("الوزارة").press("c")
    expect(page.page.locator("#recorded > li")).to_have_count(4)
    passages = [one.parts.get().passage for one in Statement.objects.order_by("pk")]
    assert [one.exact for one in passages] == [
        f"{FAMILY} family",
        "o\u0308\u0301r Pier 🚢",
        "الميناء 🚢",
        ARABIC,
    ]
    assert [text[one.start : one.end] for one in passages] == [one.exact for one in passages]


@pytest.mark.thorough
def test_words_are_taken_in_and_left_out_and_saved_once(desk, editor):
    version = desk_article()
    page = desk(version).to(LAST)
    page.press("c", "[", "[", "]", "{", "}", "}")
    expect(page.page.locator("#text mark")).to_have_text("reopened on Monday")
    made = Statement.objects.get()
    assert (made.parts.get().passage.exact, made.version) == ("reopened on Monday", 2)


@pytest.mark.thorough
def test_another_text_is_told_and_nothing_is_saved(desk):
    version = desk_article()
    page = desk(version).to(LAST)
    ArticleVersionFactory(article=version.article, text=f"UPDATED\n\n{version.text}")
    settle()
    page.press("c")
    page.says("The article has another text now.")
    assert not Statement.objects.exists()


def test_what_somebody_else_changed_is_told_and_shown_as_it_stands(desk, editor, admin):
    version = desk_article()
    made = save(editor, version, LAST)
    page = desk(version).to(LAST)
    save(admin, version, LAST, statement=made, expected=1, speaker=new_speaker("Jon Reeve"))
    page.press("s", "1")
    page.says("Somebody changed it meanwhile.")
    expect(page.page.locator("#recorded b").first).to_have_text("Jon Reeve")
    page.press("s", "1")
    page.says("Saved: Orla Venn.")


def test_nothing_waits_for_the_network_and_nothing_is_lost_without_it(desk):
    version = desk_article()
    proposals(version)
    SpeakerFactory()
    page = desk(version)
    page.page.context.set_offline(True)
    page.press("a", "x").to(LAST).press("c")
    page.says("The connection is lost. 3 steps wait here, unsaved")
    assert Statement.objects.filter(state="proposed").count() == 2
    page.page.context.set_offline(False)
    page.says("Marked. Nobody")
    assert sorted(Statement.objects.values_list("state", flat=True)) == ["confirmed", "confirmed", "rejected"]


@pytest.mark.thorough
def test_keys_are_switched_off_and_stay_so_while_buttons_act(desk):
    version = desk_article()
    proposals(version)
    page = desk(version)
    page.press("?")
    page.page.get_by_label("Let single keys act").uncheck()
    page.page.get_by_role("button", name="Close").click()
    page.open().press("a")
    page.page.wait_for_timeout(200)
    assert Statement.objects.filter(state="proposed").count() == 2
    page.page.get_by_role("toolbar").get_by_role("button", name="Reject").click()
    page.says("Nobody is asked about it again.")
    page.page.get_by_role("link", name="List view").focus()
    page.press("x")
    assert Statement.objects.filter(state="proposed").count() == 1


@pytest.mark.thorough
def test_a_finger_chooses_a_sentence_and_answers_by_buttons(desk, editor):
    version = desk_article()
    save(editor, version, ACCUSES, links=(asserts(CLAIM),))
    page = desk(version, has_touch=True, viewport={"width": 360, "height": 800})
    page.page.get_by_text(LAST).tap()
    tools = page.page.get_by_role("toolbar")
    tools.get_by_role("button", name="Mark").tap()
    page.says("Marked. Nobody")
    tools.get_by_role("button", name="Speaker").tap()
    page.page.locator("#next").get_by_role("button", name="Orla Venn").tap()
    page.says("Saved: Orla Venn.")
    tools.get_by_role("button", name="Link").tap()
    page.page.locator("#next").get_by_role("button", name="disputes").tap()
    page.page.locator("#next").get_by_role("button", name=CLAIM).tap()
    page.says(f"Saved: disputes “{CLAIM}”.")
    box = tools.get_by_role("button", name="Mark").bounding_box()
    assert min(box["width"], box["height"]) >= 44


def test_without_a_script_the_page_shows_its_marks_and_leads_to_the_list_view(desk, editor):
    version = desk_article()
    save(editor, version, DENIES, links=(asserts(CLAIM),))
    page = desk(version, java_script_enabled=False).page
    assert page.locator("mark.m-asserts").inner_text() == DENIES
    assert page.get_by_role("link", name=CLAIM).first.is_visible()
    assert not page.get_by_role("toolbar").is_visible()
    page.get_by_role("link", name="The list view").click()
    assert page.url.endswith("?view=list")


@pytest.mark.thorough
def test_the_form_leads_back_to_the_text_and_on_to_the_next_proposal(desk):
    version = desk_article()
    proposals(version)
    page = desk(version)
    page.press("e")
    page.page.wait_for_url("**/desk/statements/*/?from=keys")
    page.page.get_by_role("button", name="Confirm and save").click()
    page.page.wait_for_url(f"**/desk/articles/{version.article_id}/#c*")
    expect(page.page.locator("li.now blockquote")).to_have_text(DENIES)


TEXTS = ["plain", "e\u0301 x", "a😀b", "👨‍👩‍👧 ok", "🇳🇴🇸🇪", "مرحبا 🚢 بكم", "", "日本語。"]


def test_offsets_are_code_points_whatever_the_signs(desk):
    page = desk(desk_article()).page
    told = page.evaluate(
        """async texts => {
            const {length, toPoints, toUnits, slice} = await import('/static/js/desk/choice.js');
            return texts.map(text => [length(text),
                Array.from({length: length(text) + 1}, (_, at) => [toUnits(text, at), slice(text, 0, at)]),
                Array.from({length: text.length + 1}, (_, at) => toPoints(text, at))]);
        }""",
        TEXTS,
    )
    for text, (length, prefixes, points) in zip(TEXTS, told, strict=True):
        units = [len(text[:at].encode("utf-16-le")) // 2 for at in range(len(text) + 1)]
        assert length == len(text)
        assert prefixes == [[unit, text[:at]] for at, unit in enumerate(units)]
        assert points == [sum(one <= at for one in units) - 1 for at in range(units[-1] + 1)]


@pytest.mark.thorough
def test_a_stretch_grows_to_whole_signs_and_leaves_outer_space(desk):
    page = desk(desk_article()).page
    cases = [("x👨‍👩‍👧y", 2, 4), ("e\u0301t\u00e9", 1, 2), ("🇳🇴🇸🇪", 1, 3), (" a b ", 0, 5), ("   ", 0, 3)]
    told = page.evaluate(
        """async cases => {
            const {snap} = await import('/static/js/desk/choice.js');
            return cases.map(([text, start, end]) => snap(text, start, end));
        }""",
        cases,
    )
    kept = [text[start:end] for (text, _, _), (start, end) in zip(cases, told, strict=True)]
    assert kept == ["👨‍👩‍👧", "e\u0301", "🇳🇴🇸🇪", "a b", ""]


@pytest.mark.thorough
@pytest.mark.parametrize("keys", ["c s", "c l d", "c s 0", "r", "a", "?"])
def test_every_state_is_accessible_in_every_width_and_scheme(desk, editor, keys):
    version = desk_article()
    save(editor, version, ACCUSES, links=(asserts(CLAIM), asserts(DENIAL)))
    proposals(version)
    page = desk(version).to(LAST)
    page.press(*keys.split())
    page.page.wait_for_load_state("networkidle")
    page.page.evaluate(f"{AXE}\n;undefined")
    for width in WIDTHS:
        page.page.set_viewport_size({"width": width, "height": HEIGHT})
        assert page.page.evaluate(RUN_AXE, ALL_RULES) == []
        assert Auditor().colour_faults(page.page, width) == []
        assert page.page.evaluate(OUTSIDE) == []
    assert page.broken == []


@pytest.mark.thorough
def test_a_note_is_written_on_the_chosen_sentence_by_a_key(desk):
    version = desk_article()
    page = desk(version).to(DENIES[:20]).press("n")
    start = version.text.index(DENIES)
    page.page.wait_for_url(f"**/desk/articles/{version.article_id}/notes/?span={start}-{start + len(DENIES)}")
    expect(page.page.locator("main")).to_contain_text(DENIES)
    assert page.broken == []


def test_the_scripts_of_the_page_are_at_most_15_kb_compressed():
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in SCRIPTS.glob("*.js")}
    assert "page.js" in sizes
    assert sum(sizes.values()) <= 15_000, sizes

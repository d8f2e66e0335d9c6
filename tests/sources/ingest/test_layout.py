"""Layout: which line is what, and why. The articles are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.ingest.layout import lay_out

LEAD = (
    "The mayor of Halm accused the water company on Tuesday of hiding test results for three years, a "
    "charge that the "
    "company called absurd and that its lawyers said would be answered in court before long."
)
SECOND = (
    "“We have the letters and we have the dates,” she told reporters on the steps of the old town hall, "
    "holding up a "
    "folder that she said held forty of them, none of which had ever been answered by anybody."
)
THIRD = (
    "A spokesman for Halm Wasser denied this in a statement, saying that every result had been published "
    "within ten "
    "days and that nobody at the company had seen the folder or been asked about it."
)
BODY = [LEAD, SECOND, THIRD]


def kinds(*lines: str) -> list[tuple[str, str]]:
    """Lay the lines out, a blank line between them, and return (kind, line)."""
    text = "\n\n".join(lines)
    return [(block.kind, text[block.start : block.end].strip()) for block in lay_out(text)]


def kind_of(line: str, *lines: str) -> list[str]:
    return [kind for kind, found in kinds(*lines) if found == line]


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("\n\n\n .-—“”By©:"), max_size=300))
def test_the_blocks_tile_any_text(text: str) -> None:
    blocks = lay_out(text)
    assert "".join(text[block.start : block.end] for block in blocks) == text
    assert [block.start for block in blocks[1:]] == [block.end for block in blocks[:-1]]
    assert all(block.start < block.end and block.kind and block.reason for block in blocks)


def test_a_block_owns_the_line_ends_after_it_and_the_first_one_those_before() -> None:
    text = "\n\nOne line here.\n\n \nAnother line.\n"
    assert [text[block.start : block.end] for block in lay_out(text)] == [
        "\n\nOne line here.\n\n \n",
        "Another line.\n",
    ]


def test_header_lines_are_a_block_of_their_own() -> None:
    text = f"Outlet: The Halm Courier\n\n{LEAD}\n"
    header, body = lay_out(text, header_end=26)
    assert (header.kind, text[header.start : header.end]) == ("header", "Outlet: The Halm Courier\n\n")
    assert body.kind == "body"


def test_a_plain_story_is_headline_byline_date_and_body() -> None:
    assert kinds("Mayor accuses water company", "By Ada Weber and Jonas Roth", "27 October 2023", *BODY) == [
        ("headline", "Mayor accuses water company"),
        ("byline", "By Ada Weber and Jonas Roth"),
        ("dateline", "27 October 2023"),
        *(("body", line) for line in BODY),
    ]


def test_a_german_story_is_read_the_same_way() -> None:
    lines = [
        "Bürgermeisterin wirft Wasserwerk Vertuschung vor",
        "Von Ada Weber",
        "Stand: 27.10.2023, 14:05 Uhr",
    ]
    assert [kind for kind, _ in kinds(*lines, *BODY)][:3] == ["headline", "byline", "dateline"]


def test_text_without_a_headline_has_none() -> None:
    assert kinds(*BODY) == [("body", line) for line in BODY]


def test_a_doubled_headline_is_one_headline() -> None:
    title = "Mayor accuses water company"
    assert kind_of(title, title, "Halm", title, *BODY) == ["furniture", "headline"]


@pytest.mark.parametrize(
    "line",
    [
        "Support The Halm Courier!",
        "Sign up for our letter of the week",
        "Subscribe now",
        "Jetzt abonnieren",
        "Read more",
        "Lesen Sie auch",
        "What’s Hot",
        "Close",
        "Share on Facebook",
        "Artikel teilen",
        "Related topics",
        "To suggest a correction, write to the desk of the Courier",
        "We use cookies to remember what you have read.",
        "© 2023 The Halm Courier. All rights reserved.",
        "Advertisement",
    ],
)
def test_a_line_of_the_page_is_furniture_inside_and_after_the_text(line: str) -> None:
    assert kind_of(line, LEAD, SECOND, line, THIRD, line) == ["furniture", "furniture"]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell by a tenth, and nobody at the company could close the gap.",
        "Comments by the minister were not recorded.",
        "Support for the mayor grew!",
        "Related questions stayed open, the court said.",
        "Reuters said on Monday that it had seen the letters.",
        "By Monday the water had gone.",
    ],
)
def test_a_sentence_that_only_begins_like_furniture_stays_in_the_text(line: str) -> None:
    assert kind_of(line, LEAD, line, SECOND, THIRD) == ["body"]


def test_a_read_also_label_takes_its_list_and_not_the_text_below() -> None:
    found = kinds(LEAD, "Read also:", "- Bridge of Halm to close", "- Ferry runs again", SECOND, THIRD)
    assert [kind for kind, _ in found] == ["body", "furniture", "teaser", "teaser", "body", "body"]


def test_a_box_with_another_story_takes_its_standfirst_when_its_headline_stands_twice() -> None:
    title = "Halm Court Jails Ferry Owner for Two Years"
    other = (
        "The owner, 70, is the latest of five people to be sent to prison over the ferry that sank "
        "in the spring of last year."
    )
    found = kinds(LEAD, title, "Other Topics of Interest", title, other, SECOND, THIRD)
    assert [kind for kind, _ in found] == ["body", "teaser", "furniture", "teaser", "teaser", "body", "body"]


def test_a_label_above_the_headline_does_not_take_it() -> None:
    assert kind_of("Mayor accuses water company", "Most read", "Mayor accuses water company", *BODY) == [
        "headline"
    ]


def test_comments_end_the_story() -> None:
    found = kinds(*BODY, "Comments ( 2)", "well well", SECOND.replace("letters", "lies"))
    assert [kind for kind, _ in found] == ["body", "body", "body", "furniture", "comment", "comment"]


def test_a_comment_link_at_the_head_ends_nothing() -> None:
    assert [kind for kind, _ in kinds("Comments", *BODY)] == ["furniture", "body", "body", "body"]


def test_an_appeal_to_readers_after_the_story_is_furniture_to_its_end() -> None:
    appeal = (
        "Your help makes a difference to all of us, and if you can, please give a little every "
        "month so that we can go on."
    )
    found = kinds(
        *BODY,
        SECOND + " Again.",
        "A Message from The Halm Courier:",
        "Dear readers,",
        appeal,
        "Once",
        "Monthly",
    )
    assert [kind for kind, _ in found] == ["body"] * 4 + ["furniture"] * 5


def test_an_appeal_in_the_middle_hides_no_sentence_of_the_story() -> None:
    found = kinds(LEAD, "Dear readers,", SECOND, THIRD)
    assert [kind for kind, _ in found] == ["body", "furniture", "body", "body"]


def test_a_picture_text_with_its_credit_and_its_copy_are_captions() -> None:
    caption = "The old water tower of Halm"
    found = kinds(
        caption, f"{caption} (Picture: Ada Roth/Halmfoto).", "Mayor accuses water company", caption, *BODY
    )
    assert [kind for kind, _ in found] == [
        "caption",
        "caption",
        "headline",
        "caption",
        "body",
        "body",
        "body",
    ]


def test_a_sentence_twice_in_a_row_is_a_caption_and_what_stands_above_it_a_standfirst() -> None:
    caption = "The water tower of Halm, seen from the river."
    found = kinds(
        "Mayor accuses water company", "Forty letters were never answered.", caption, caption, *BODY
    )
    assert [kind for kind, _ in found] == [
        "headline",
        "standfirst",
        "caption",
        "caption",
        "body",
        "body",
        "body",
    ]


@pytest.mark.parametrize(
    "credit", ["Ada Roth via Getty Images", "Ferry at dusk. Ada Roth / AP / TASS", "Foto: Ada Roth"]
)
def test_a_credit_line_is_a_caption(credit: str) -> None:
    assert kind_of(credit, "Mayor accuses water company", credit, *BODY) == ["caption"]


def test_a_short_line_between_paragraphs_is_a_crosshead() -> None:
    assert kind_of("Forty letters", LEAD, "Forty letters", SECOND, THIRD) == ["crosshead"]


def test_a_line_that_leads_to_a_list_stays_in_the_text_with_its_list() -> None:
    found = kinds(LEAD, "The company named three dates:", "- 3 March", "- 9 April", THIRD)
    assert [kind for kind, _ in found] == ["body"] * 5


def test_points_after_the_end_are_a_summary() -> None:
    found = kinds(
        *BODY,
        "Read also:",
        "- Bridge of Halm to close",
        f"- {SECOND}",
        f"- {THIRD}",
        "Source: www.halm.example",
    )
    assert [kind for kind, _ in found][3:] == ["furniture", "teaser", "summary", "summary", "source"]


def test_what_the_publisher_says_of_its_story_is_a_notice() -> None:
    found = kinds(
        "Mayor accuses water company",
        "Updates with comments and background",
        *BODY,
        "Correction: The mayor is 50.",
    )
    assert [kind for kind, _ in found] == ["headline", "notice", "body", "body", "body", "notice"]


def test_headlines_after_the_end_are_teasers() -> None:
    assert kind_of(
        "Ferry: why the boats still run at night", *BODY, "Ferry: why the boats still run at night"
    ) == ["teaser"]


def test_a_last_short_sentence_is_text() -> None:
    assert kind_of("“It is over.”", *BODY, "“It is over.”") == ["body"]


def test_an_unfinished_line_of_speech_after_the_end_is_text() -> None:
    line = "“It is over,” she said. The company went on to say that it"
    assert kind_of(line, *BODY, line) == ["body"]


def test_a_page_title_gives_way_to_the_headline_it_repeats() -> None:
    title = "Mayor accuses water company"
    assert [kind for kind, _ in kinds(f"{title} | Halm Courier", title, *BODY)][:2] == [
        "furniture",
        "headline",
    ]


def test_a_text_of_short_lines_alone_loses_none_of_them() -> None:
    assert [kind for kind, _ in kinds("Rain in Halm", "It rained.", "Nobody was hurt.")] == [
        "body",
        "body",
        "body",
    ]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "The mayor of Halm accused the water company on Tuesday of\nhiding test results for three "
        "years.\nShe has letters."
    )
    assert next(wrapped[block.start : block.end] for block in lay_out(wrapped)).count("\n") == 2

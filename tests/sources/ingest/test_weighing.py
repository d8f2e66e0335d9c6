"""The figures of the layout, and the words for them. The pages are invented."""

import pytest

from sources.ingest.furniture import SORTS, read_phrases, rule_for
from sources.ingest.layout import begin, lay_out
from sources.ingest.repeated import line_key
from sources.ingest.surroundings import densest, features_of, scene_of
from sources.ingest.weighing import WEIGHTS, log_odds
from sources.ingest.wordings import WORDINGS, in_words
from sources.models import Block

STORY = [
    "The mayor of Halm accused the water company on Tuesday of hiding test results for three years, a charge "
    "that the company called absurd and that its lawyers said would be answered in court before long.",
    "“We have the letters and we have the dates,” she told reporters on the steps of the old town hall, "
    "holding up a folder that she said held forty of them, none of which had ever been answered by anybody.",
    "A spokesman for Halm Wasser denied this in a statement, saying that every result had been published "
    "within ten days and that nobody at the company had seen the folder or been asked about it.",
    "The council is to vote on the contract with the company in the spring, and three of its members have "
    "said that they want to read the letters before they decide anything at all.",
]
TITLE = "Mayor of Halm accuses water company of hiding results"
MENU = [
    "Home",
    "Town",
    "Harbour",
    "Theatre",
    "Letters page",
    "Cinema",
    "Maps",
    "Ferry times",
    "Old Halm",
    "Our team",
]
OTHERS = [
    "Ferry To Run At Night From May On The ferry of Halm will run at night from the first of May.",
    "Ilse Tamm",
    "12 October 2031",
    "Bridge Closed For Repairs The old bridge will be closed for a month, and people must go round.",
    "Kofi Abara",
    "11 October 2031",
]


def laid_out(*lines, **options):
    text = "\n".join(lines)
    return [
        (block.kind, text[block.start : block.end].strip(), block.reason)
        for block in lay_out(text, **options)
    ]


def body(*lines):
    return [line for kind, line, _ in laid_out(*lines) if kind == "body"]


def test_the_story_is_found_between_menus_and_other_stories():
    page = [f"{TITLE} | Halm Courier", *MENU, TITLE, "Ada Weber", *STORY, "More from Halm", *OTHERS, *MENU]
    assert body(*page) == STORY
    assert [line for kind, line, _ in laid_out(*page) if kind == "headline"] == [TITLE]


def test_readers_who_answer_in_a_thread_are_no_story_even_where_they_write_more():
    thread = [
        line
        for number in range(1, 15)
        for line in (
            f"reader{number}",
            f"{number} days ago at 07:52",
            f"I do not believe it. {STORY[number % 4]}",
        )
    ]
    page = laid_out(*MENU, TITLE, *STORY[:2], "[ 14 comments ]", *thread)
    assert [line for kind, line, _ in page if kind == "body"] == STORY[:2]
    assert {kind for kind, line, _ in page if line in thread} == {"comment"}


def test_of_a_text_without_its_page_no_paragraph_is_hidden():
    for count in range(1, 5):
        assert body(*STORY[:count]) == STORY[:count]
        assert body(TITLE, *STORY[:count]) == STORY[:count]


def test_every_reason_that_figures_give_is_in_words():
    reasons = [reason for _, _, reason in laid_out(TITLE, *MENU, TITLE, *STORY, *OTHERS, *MENU)]
    assert all(reasons)
    assert not any("@" in reason or "_" in reason for reason in reasons)


def test_the_table_knows_only_features_that_there_are_and_words_for_them():
    assert {feature for feature, _, _, _ in WEIGHTS.table} <= set(WORDINGS)
    assert 60 <= len(WEIGHTS.table) <= 90


def test_every_feature_has_its_entry_among_the_words():
    scene = scene_of(
        begin("\n".join([TITLE, *MENU, "Comments", TITLE, *STORY, *OTHERS, "- 3 March", "12 votes"]))
    )
    assert {name for feature in features_of(scene) for name in feature} <= set(WORDINGS)


def test_what_no_weight_asks_for_is_left_out_and_changes_nothing():
    board = begin(
        "\n".join([TITLE, *MENU, "Comments", TITLE, *STORY, *OTHERS, *MENU, "12 votes, 3 hours ago"])
    )
    scenes = scene_of(board), scene_of(board, WEIGHTS.wanted)
    full, lean = map(features_of, scenes)
    assert log_odds(lean, scenes[1], WEIGHTS) == log_odds(full, scenes[0], WEIGHTS)
    for more, less in zip(full, lean, strict=True):
        assert less.items() < more.items()
        assert not WEIGHTS.wanted.intersection(more.keys() - less.keys())


def test_a_line_that_was_met_before_is_looked_at_as_if_it_were_new():
    twice = features_of(scene_of(begin("\n".join([*MENU, *MENU]))))
    once = features_of(scene_of(begin("\n".join(MENU))))
    assert ["repeated" in feature for feature in twice + once] == [True] * 20 + [False] * 10
    assert laid_out(TITLE, *MENU, *STORY) == laid_out(TITLE, *MENU, *STORY)


def test_a_reason_never_says_the_same_twice():
    found = [("closed", 0, False), ("stopped", 0, False), ("bullet", 0, True), ("ago", 0, True)]
    assert in_words(found, 2) == "not a whole sentence, list line"


def test_the_longest_reason_of_figures_fits_its_column():
    longest = sorted((len(words) for pair in WORDINGS.values() for words in pair), reverse=True)[:2]
    assert len("probably: , ") + sum(longest) <= Block._meta.get_field("reason").max_length


def test_the_densest_stretch_is_the_one_with_the_largest_sum():
    assert densest([-1, 5, -2, 4, -9, 6]) == (1, 3)
    assert densest([]) == (0, 0)


def test_a_line_that_stands_in_many_articles_of_the_outlet_is_the_outlets():
    known = {line_key("halm’s  OWN paper"): 14, line_key(STORY[1]): 4}
    page = laid_out(TITLE, STORY[0], "Halm's own paper", *STORY[1:], repeated=known)
    assert ("furniture", "Halm's own paper", "same line stands in 14 articles of this outlet") in page
    assert [line for kind, line, _ in page if kind == "body"] == STORY


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("12 Responses to “Ferry to run at night”", "readers' comments"),
        ("(3 Kommentare)", "readers' comments"),
        ("Bild 2 von 7", "part of the page, not of the story"),
        ("Artikel drucken", "share button"),
        ("関連記事", "leads to other stories"),
    ],
)
def test_phrases_of_any_language_decide(line, reason):
    rule = rule_for(line.casefold().replace("“", '"').replace("”", '"'), 4)
    assert rule is not None
    assert rule.reason == reason


def test_a_language_is_a_file(tmp_path):
    file = tmp_path / "xx.toml"
    file.write_text('[rules.related]\nwhole = ["zie ook"]\n[words]\nlittle = "de het een"\n')
    phrases = read_phrases([file])
    assert rule_for("zie ook:", 2, phrases) is SORTS["related"]
    assert phrases.words["little"] == {"de", "het", "een"}

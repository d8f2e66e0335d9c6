from claims.excerpts import FOLDED, READABLE, Excerpt, Excerpts, Part, everything, excerpts, whole
from claims.marks import Mark
from sources.choices import BlockKind


def split(text, start, end):
    """Sentences that end in a full stop, one code point apart."""
    spans = []
    while start < end and (stop := text.find(".", start, end)) >= 0:
        spans.append((start, stop + 1))
        start = stop + 2
    return spans


def laid_out(*blocks):
    """(text, parts) of blocks given as (kind, words); each owns the line end after it."""
    text, parts = "", []
    for kind, words in blocks:
        parts.append(Part(len(text), len(text) + len(words) + 1, kind, f"why {kind}"))
        text += words + "\n"
    return text, parts


def mark(text, words, statement=1):
    return Mark(text.index(words), text.index(words) + len(words), statement, "asserts")


def shown(text, cut):
    return [text[one.start : one.end] for one in cut.shown]


def test_a_passage_is_shown_with_one_sentence_either_side():
    text, parts = laid_out(("body", "One. Two. Three. Four. Five. Six."))
    cut = excerpts(text, parts, [mark(text, "Four")], split=split)
    assert shown(text, cut) == ["Three. Four. Five."]
    assert (cut.shown[0].left_out, cut.left_out) == (2, 1)


def test_neighbours_stand_in_the_paragraphs_around():
    text, parts = laid_out(("body", "One. Two."), ("body", "Three."), ("body", "Four. Five."))
    cut = excerpts(text, parts, [mark(text, "Three")], split=split)
    assert shown(text, cut) == ["Two.", "Three.", "Four."]
    assert [one.left_out for one in cut.shown] == [1, 0, 0]
    assert cut.left_out == 1


def test_excerpts_that_touch_are_joined_and_others_are_parted_by_what_is_left_out():
    text, parts = laid_out(("body", "One. Two. Three. Four. Five. Six. Seven. Eight. Nine."))
    marks = [mark(text, "Two"), mark(text, "Four", 2), mark(text, "Nine", 3)]
    cut = excerpts(text, parts, marks, split=split)
    assert shown(text, cut) == ["One. Two. Three. Four. Five.", "Eight. Nine."]
    assert [one.left_out for one in cut.shown] == [0, 2]


def test_a_passage_over_two_sentences_keeps_both_and_their_neighbours():
    text, parts = laid_out(("body", "One. Two. Three. Four. Five."))
    cut = excerpts(text, parts, [mark(text, "Two. Three.")], split=split)
    assert shown(text, cut) == ["One. Two. Three. Four."]


def test_a_caption_gives_its_neighbours_neither_to_nor_from_the_running_text():
    text, parts = laid_out(("body", "One."), ("caption", "A pier. A boat."), ("body", "Two."))
    in_caption = excerpts(text, parts, [mark(text, "boat")], split=split)
    in_body = excerpts(text, parts, [mark(text, "Two")], split=split)
    assert shown(text, in_caption) == ["A pier. A boat."]
    assert shown(text, in_body) == ["One.", "Two."]


def test_furniture_and_comments_are_never_shown_not_even_marked():
    hidden = ("header", "furniture", "teaser", "comment", "source")
    text, parts = laid_out(("body", "One."), *((kind, f"In {kind}.") for kind in hidden), ("body", "Two."))
    marks = [mark(text, f"In {kind}.", number) for number, kind in enumerate(hidden)]
    assert excerpts(text, parts, marks, split=split) == Excerpts((), 2)
    assert shown(text, whole(text, parts, marks)) == ["One.", "Two."]


def test_a_neighbour_is_found_over_furniture_that_stands_between():
    text, parts = laid_out(("body", "One."), ("furniture", "Subscribe."), ("body", "Two."))
    assert shown(text, excerpts(text, parts, [mark(text, "Two")], split=split)) == ["One.", "Two."]


def test_the_headline_is_repeated_in_the_text_only_where_it_is_marked():
    text, parts = laid_out(("headline", "Port burns."), ("body", "One."))
    assert shown(text, whole(text, parts, [])) == ["One."]
    assert shown(text, whole(text, parts, [mark(text, "burns")])) == ["Port burns.", "One."]


def test_no_mark_shows_nothing_and_counts_what_there_is():
    text, parts = laid_out(("body", "One. Two."))
    assert excerpts(text, parts, [], split=split) == Excerpts((), 2)


def test_everything_trims_white_space_drops_blank_blocks_and_says_why_parts_are_folded():
    text, parts = laid_out(("body", "  One. \n"), ("furniture", "Subscribe."), ("body", " "))
    assert everything(text, parts) == Excerpts(
        (Excerpt(2, 6, "body"), Excerpt(9, 19, "furniture", reason="why furniture")), 0
    )


def test_every_kind_of_block_is_shown_folded_or_a_source_line():
    assert READABLE | FOLDED | {BlockKind.SOURCE} == set(BlockKind)
    assert set() == READABLE & FOLDED

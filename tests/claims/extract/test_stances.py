"""What a statement does: from its cue and from its words."""

import pytest

from tests.claims.extract.meanings import meant

STANCES = [
    ("[S Velik] [C said] [Q the ferry sank].", "asserts"),
    ("[S Velik] [C accused] [Q the crew of sinking the ferry].", "asserts"),
    ("[S Velik] [C rejected] [Q the offer of help].", "asserts"),
    ("[S Velik] [C called] [Q the crew brave].", "asserts"),
    # denies
    ("[S Velik] [C denied] [Q that the ferry sank].", "denies"),
    ("[S Velik] [C rejected] [Q the report].", "denies"),
    ("[S Velik] [C rejected] [Q the figures as baseless].", "denies"),
    ("[S Velik] [C dismissed] [Q the allegations].", "denies"),
    ("[S Velik] [C called] [Q the report a lie].", "denies"),
    ("[S Velik] [C described] [Q the video as a complete fabrication].", "denies"),
    ("[Q “That is not true,”] [S Velik] [C said].", "denies"),
    ("[Q “All of this is a lie,”] [S Velik] [C said].", "denies"),
    ("[S Velik] [C said] [Q the meeting never took place].", "denies"),
    ("[S Velik] [C said] [Q there was no truth in the report].", "denies"),
    ("[S Velik] [C said] [Q no such order was given].", "denies"),
    ("[S Velik] [C said] [Q the footage was fake].", "denies"),
    ("[Q “Whoever came up with these wild lies has a rich mind,”] [S Velik] [C said].", "denies"),
    ("[S Das Ministerium] [C bestritt] [Q den Bericht].", "denies"),
    # what only looks like it
    ("[S Velik] [C did not deny] [Q that the ferry sank].", "declines_to_answer"),
    ("[S Velik] [C neither confirmed nor denied] [Q the report].", "declines_to_answer"),
    ("[S Velik] would neither confirm nor [C deny] [Q the report].", "declines_to_answer"),
    ("[S Velik] [C said] [Q the report was not false].", "asserts"),
    ("[S Velik] [C said] [Q the crew would be told if it is not true].", "asserts"),
    ("[S Velik] [C did not say] [Q the report was false].", "asserts"),
    ("[S Velik] [C said] [Q no such rain had fallen since records began].", "asserts"),
    ("[Q “I do not think it is a lie,”] [S Velik] [C said].", "asserts"),
    # disputes
    ("[S Velik] [C doubted] [Q that the ferry sank].", "disputes"),
    ("[S Velik] [C questioned] [Q whether the ferry sank].", "disputes"),
    ("[S Velik] [C cast doubt on] [Q the figures].", "disputes"),
    ("[Q “I doubt that the ferry sank,”] [S Velik] [C said].", "disputes"),
    ("[S Velik] [C did not doubt] [Q that the ferry sank].", "asserts"),
    # corrects
    ("[S Velik] [C put] [Q the number at 40, not 60].", "corrects"),
    ("[S Velik] [C said] [Q 40 people were hurt, not 60].", "corrects"),
    ("[S Velik] [C said] [Q it had not been 60 people but 40].", "corrects"),
    ("[S Velik] [C said] [Q the ferry sank on Monday, not Tuesday].", "corrects"),
    ("[S Velik] [C said] [Q it was the board, not the crew, that paid].", "asserts"),
    ("[S Velik] [C said] [Q the true figure was lower].", "corrects"),
    # admits in part
    ("[S Velik] [C acknowledged] [Q that some boats had been late].", "admits_in_part"),
    ("[S Velik] [C conceded] [Q that mistakes had been made].", "admits_in_part"),
    ("[S Velik] [C admitted] [Q that some crews were unpaid].", "admits_in_part"),
    ("[S Velik] [C conceded] [Q defeat].", "asserts"),
    ("[S Das Ministerium] [C räumte ein], [Q dass Boote fehlten].", "admits_in_part"),
    # declines to answer
    ("[Q “No comment,”] [S Velik] [C said].", "declines_to_answer"),
    ("[Q “We do not comment on operations,”] [S Velik] [C said].", "declines_to_answer"),
    ("[Q “I can neither confirm nor deny that,”] [S Velik] [C said].", "declines_to_answer"),
    ("[S Velik] [C declined to say] [Q whether the ferry sank].", "declines_to_answer"),
    ("[S Velik] [C would not say] [Q whether the ferry sank].", "declines_to_answer"),
    # repeats
    ("[S Velik] [C pointed] to [Q reports that the ferry sank].", "repeats"),
    ("[S Velik] [C cited] [Q reports of a sinking].", "repeats"),
    ("[Q The ferry sank], [S Velik] [C said], citing figures from the port.", "repeats"),
    ("[S Velik] [C said] [Q there were reports of a sinking near Oster and that boats were out].", "asserts"),
]


@pytest.mark.parametrize(("marked", "stance"), STANCES)
def test_a_stance_is_read_from_the_cue_and_the_words(marked, stance):
    assert [one.stance for one in meant(marked)] == [stance]

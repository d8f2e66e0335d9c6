"""Through whom words came: the speaker is always the origin, the rest are hops, nearest first."""

import pytest

from claims.extract.meaning import find_meaning
from tests.claims.extract.marked import unmark
from tests.claims.extract.meanings import attributions_in, meant, paragraphs_in

#: (marked text, [(speaker, [(actor, printed, channel), …]), …]).
CHAINS = [
    ("[S Mara Velik] [C said] [Q it sank].", [("Mara Velik", [])]),
    ("[S Mara Velik] [C said] on Telegram [Q that it sank].", [("Mara Velik", [])]),
    # the model's own cases, elsewhere
    (
        "In an update on X, [S1 the Trade Ministry] [C1 quoted] [Q1 the Harbour Watch as] saying it sank.",
        [("Harbour Watch", [("Trade Ministry", "the Trade Ministry", "X")])],
    ),
    (
        "[S The Trade Ministry] [C said] [Q it was reported last week that it sank].",
        [(None, [("Trade Ministry", "The Trade Ministry", "")])],
    ),
    (
        "[C1 According to] [S1 the Oster Post], [Q1 both coast guard spokesman Ivo Senn] and "
        "[S2 police spokesman Andro Yus] [C2 claim] [Q2 that it sank].",
        [
            ("Ivo Senn", [("Oster Post", "the Oster Post", "report")]),
            ("Andro Yus", [("Oster Post", "the Oster Post", "report")]),
        ],
    ),
    (
        "[Q “It sank,”] [S the embassy in Oster] [C said] in comments reported by Tarnish state media.",
        [("embassy in Oster", [(None, "Tarnish state media", "state media")])],
    ),
    # told a paper, said on air
    (
        "[Q “It sank,”] [S Mara Velik] [C told] the Oster Post.",
        [("Mara Velik", [("Oster Post", "the Oster Post", "interview")])],
    ),
    (
        "[S Mara Velik] [C told] [A the Oster Post] [Q that it sank].",
        [("Mara Velik", [("Oster Post", "the Oster Post", "interview")])],
    ),
    ("[Q “It sank,”] [S Mara Velik] [C told] reporters.", [("Mara Velik", [])]),
    ("[Q “It sank,”] [S Mara Velik] [C told] reporters at Radio Oster.", [("Mara Velik", [])]),
    ("[Q “It sank,”] [S Mara Velik] [C told] Ivo Senn.", [("Mara Velik", [])]),
    (
        "In an interview with Radio Oster, [S Mara Velik] [C said] [Q it sank].",
        [("Mara Velik", [("Radio Oster", "Radio Oster", "broadcast")])],
    ),
    (
        "[Q “It sank,”] [S Mara Velik] [C said] on state television.",
        [("Mara Velik", [(None, "state television", "state media")])],
    ),
    (
        "[Q “It sank,”] [S Mara Velik] [C said], according to the Oster Post.",
        [("Mara Velik", [("Oster Post", "the Oster Post", "report")])],
    ),
    (
        "[Q “It sank,”] [S Mara Velik] [C told] Radio Oster, according to the Oster Post.",
        [
            (
                "Mara Velik",
                [("Oster Post", "the Oster Post", "report"), ("Radio Oster", "Radio Oster", "broadcast")],
            )
        ],
    ),
    # words within words
    (
        "[S The Oster Post] [C reported] [Q that Mara Velik had said the ferry sank].",
        [("Mara Velik", [("Oster Post", "The Oster Post", "report")])],
    ),
    (
        "[S Ivo Senn] [C said] [Q Mara Velik had denied sinking the ferry].",
        [("Mara Velik", [("Ivo Senn", "Ivo Senn", "")])],
    ),
    ("[S Ivo Senn] [C said] [Q he had said it before].", [("Ivo Senn", [])]),
    (
        "[Q1 It sank], [S1 the agency Tarnpress] [C1 reported], [C2 citing] [Q2 the Harbour Board].",
        [("Harbour Board", [("Tarnpress", "the agency Tarnpress", "report")])],
    ),
    (
        "[S The Oster Post, citing two officials,] [C reported] [Q that it sank].",
        [(None, [("Oster Post", "The Oster Post", "report")])],
    ),
    (
        "[S1 Mara Velik] [C1 was quoted] by the Oster Post as [C1 saying] [Q1 that it sank].",
        [("Mara Velik", [("Oster Post", "the Oster Post", "report")])],
    ),
    # the outlet itself is never a hop
    ("[Q “It sank,”] [S Mara Velik] [C told] the Oster Courier.", [("Mara Velik", [])]),
]


@pytest.mark.parametrize(("marked", "chains"), CHAINS)
def test_the_speaker_is_the_origin_and_the_rest_are_relays(marked, chains):
    found = [
        (one.speaker_name, [(relay.actor, relay.printed, relay.channel) for relay in one.relays])
        for one in meant(marked, outlet="Oster Courier")
    ]
    assert found == chains


def test_an_origin_that_is_left_out_is_unnamed_and_said_to_be_dropped():
    found = meant("[S The Trade Ministry] [C said] [Q it was reported last week that 40 boats sank].")
    assert [(one.voice, one.origin_dropped, one.speaker) for one in found] == [("unnamed", True, ())]


def test_relays_are_counted_from_the_outlet_and_stand_where_they_are_printed():
    text, spans = unmark(
        "[Q “It sank,”] [S Velik] [C told] Radio Oster, according to the Post.\nSource: Tarnpress"
    )
    credited = (text.index("Tarnpress"), len(text))
    [[found]] = find_meaning(text, paragraphs_in(text), attributions_in(text, spans), credited=credited)
    assert [(relay.position, text[relay.start : relay.end]) for relay in found.relays] == [
        (1, "Tarnpress"),
        (2, "the Post"),
        (3, "Radio Oster"),
    ]


def test_a_hop_leaves_the_place_of_its_attribution_empty():
    text, spans = unmark(
        "[C1 According to] [S1 the Post], [Q1 both Ivo Senn] and [S2 Andro Yus] [C2 claim] [Q2 that it sank]."
    )
    found = find_meaning(text, paragraphs_in(text), attributions_in(text, spans))
    assert [len(several) for several in found] == [0, 2]

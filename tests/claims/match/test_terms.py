"""Which terms of a wording are looked up, and how: rare ones first, common ones only beside them."""

from claims.match.ranking import likest
from claims.match.terms import rarest, two_of
from claims.match.words import Words

SHARES = {"ship": 0.5, "port": 0.03, "ferri": 0.0009, "dock": 0.0006, "port ship": 0.02}


def test_common_terms_are_left_out_and_others_sorted_by_what_they_tell():
    chosen = rarest(
        ["ship", "port", "ferri", "dock", "velm", "port ship", "dock velm"], SHARES, rows=1_000_000
    )
    assert (chosen.very_rare, chosen.rare, chosen.beside) == (("velm",), ("dock", "ferri"), ("port",))
    assert chosen.pairs == ("dock velm",)
    assert chosen.weights == tuple(sorted(chosen.weights, reverse=True))


def test_nothing_but_common_words_asks_for_nothing():
    assert rarest(["ship", "port ship"], SHARES, rows=1_000_000).query == ""


def test_in_a_small_table_every_term_may_be_looked_up():
    assert rarest(["ship", "quay", "quay ship"], {}, rows=40).query == "'quay ship' | ((('quay') & ('ship')))"


def test_a_stem_alone_must_do_and_quotes_cannot_break_out():
    assert rarest(["o'dra\\n"], {}, rows=40).query == "'o''dra\\\\n'"


def test_every_two_of_the_terms_meet_in_some_half():
    assert two_of(["a"]) == ""
    ways = two_of(list("abcde")).removeprefix("(").removesuffix(")").split(") | (")
    halves = [
        [set(part.replace("'", "").strip("() ").split(" | ")) for part in way.split(" & ")] for way in ways
    ]
    for one in "abcde":
        for other in set("abcde") - {one}:
            assert any(
                (one in left and other in right) or (other in left and one in right) for left, right in halves
            )


def test_the_likest_share_rare_words_and_neighbours_in_any_order():
    ours = Words.of("They shelled the harbour of Velm")
    pool = {
        1: ["The Velm harbour was shelled"],
        2: ["The harbour was closed"],
        3: ["Nothing of it", "Shells on Velm"],
    }
    found = likest(ours, pool, {"harbour": 0.1}, most=5)
    assert [one.claim for one in found] == [1, 3]
    assert found[0].score > 0.8
    assert found[1].wording == "Shells on Velm"

"""The page for people: statements underlined where they stand, and told below their block."""

from claims.extract.found import Extracted, Found, FoundDate, FoundFigure, FoundRelay, Remark
from claims.previews import object_of
from claims.previews_page import WIDTH, page_of
from sources.clocks import parse_edtf
from sources.ingest.facts import Declared
from sources.ingest.pipeline import read_article

SAID = "Drost said on Monday, the Halm Wire reported, that at least 40 homes may have burnt."
ANSWER = (
    "The Lysk Board did not answer our questions about the fire in the lower town before we went to print."
)
STORY = f"""Fire in the lower town of Lysk

{SAID}

{ANSWER}
"""


def parsed(story=STORY):
    return read_article(
        story.encode(), name="batch/fire.txt", declared=Declared(encoding="utf-8"), manifest_facts={}
    )


def span(words, story=STORY):
    start = story.index(words)
    return start, start + len(words)


def figure():
    start, end = span("at least 40 homes")
    return FoundFigure(
        start, end, "at least 40 homes", 40.0, None, "at_least", "", "homes", "", "conditional"
    )


def statement(**more):
    values = {
        "content": (span("at least 40 homes may have burnt"),),
        "cue": (span("said"),),
        "speaker": (span("Drost"),),
        "speaker_name": "Ilva Drost",
        "basis": "resolved",
        "role": "interior minister",
        "voice": "named",
        "mode": "indirect",
        "stance": "asserts",
        "kind": "speech",
        "score": 0.75,
        "reasons": ("clause behind its verb", "surname of an earlier full name"),
        "relays": (FoundRelay(1, "Halm Wire", "the Halm Wire", "report", *span("the Halm Wire")),),
        "hedges": (span("may have"),),
        "dates": (FoundDate(*span("on Monday"), "said", parse_edtf("2031-10-27", wording="on Monday")),),
        "figures": (figure(),),
    }
    return Found(**(values | more))


def read(*statements):
    remark = Remark(*span("did not answer our questions"), "response", "declined", "The Lysk Board")
    return Extracted(statements, (remark,), "")


def test_a_statement_is_underlined_and_told_below_its_block():
    lines = list(page_of(parsed(), read(statement()), colours=False))
    at = lines.index(f"            {SAID}")
    assert lines[at + 1] == f"{'':{12 + SAID.index('at least')}}1{'~' * 31}"
    assert [line[12:] for line in lines[at + 2 : at + 10]] == [
        "  1  Ilva Drost, printed “Drost”, interior minister · asserts · indirect · 0.75",
        "     through: Halm Wire (report)",
        "     hedged: “may have”",
        "     said: “on Monday” = 27 Oct 2031",
        "     figures: “at least 40 homes” = at least 40 homes (conditional)",
        "     because: clause behind its verb; surname of an earlier full name",
        "",
        ANSWER[:WIDTH] if len(ANSWER) <= WIDTH else ANSWER,
    ]
    remark = "the outlet remarks: declined to respond (The Lysk Board): “did not answer our questions”"
    assert f"{'':12}  *  {remark}" in lines


def test_what_is_not_known_has_no_line():
    bare = statement(
        speaker=(),
        speaker_name=None,
        voice="unattributed",
        role="",
        relays=(),
        hedges=(),
        dates=(),
        figures=(),
        reasons=(),
    )
    lines = [line.strip() for line in page_of(parsed(), read(bare), colours=False)]
    assert "1  unattributed · asserts · indirect · 0.75" in lines
    assert not any(
        line.startswith(("through", "hedged", "said", "of", "figures", "because")) for line in lines
    )


def test_a_long_paragraph_is_cut_between_words_and_marked_line_by_line():
    content = "the bridge is shut " * 12
    story = f"Bridge shut in Halm\n\nThe mayor said that {content.strip()}.\n"
    found = statement(
        content=(span(content.strip(), story),), speaker=(), dates=(), hedges=(), figures=(), relays=()
    )
    lines = list(page_of(parsed(story), Extracted((found,), ()), colours=False))
    marked = [line for line in lines if set(line.strip()) <= set("1~") and line.strip()]
    assert "".join(line.strip() for line in marked).count("~") >= 200
    assert all(len(line) <= 12 + WIDTH for line in marked)


def test_a_hedge_beside_the_cue_is_told_as_the_outlets():
    page = "\n".join(page_of(parsed(), read(statement(hedges=(span("reported"),))), colours=False))
    assert "hedged by the outlet: “reported”" in page


def test_the_object_of_a_statement_has_what_the_contract_names():
    shown = object_of(parsed(), read(statement()), seconds=0.1)
    (one,) = shown["statements"]
    assert list(one) == [
        "content", "cue", "speaker", "speaker_name", "voice", "mode", "stance", "score", "relays", "hedges",
        "dates", "figures",
    ]  # fmt: skip
    assert one["relays"] == [
        dict(zip(("start", "end"), span("the Halm Wire"), strict=True))
        | {"position": 1, "actor": "Halm Wire", "printed": "the Halm Wire", "channel": "report"}
    ]
    (date,) = one["dates"]
    assert (date["clock"], date["earliest"], date["precision"]) == (
        "said",
        "2031-10-27T00:00:00+00:00",
        "day",
    )
    assert set(date) == {
        "start", "end", "clock", "earliest", "latest", "zone", "precision", "qualifier", "basis", "wording",
    }  # fmt: skip
    (number,) = one["figures"]
    assert (number["low"], number["high"], number["comparator"]) == (40.0, None, "at_least")
    assert set(number) == {
        "start", "end", "low", "high", "comparator", "unit", "counted", "period", "nature", "wording",
    }  # fmt: skip
    start, end = span("did not answer our questions")
    assert shown["remarks"] == [{"kind": "response", "start": start, "end": end}]

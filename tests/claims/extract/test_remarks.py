"""What the outlet itself says of answers and of evidence."""

import pytest

from claims.extract.found import Paragraph
from claims.extract.pipeline import extract
from claims.extract.remarks import find_remarks

#: (text, kind, what, party); the whole sentence is the remark.
REMARKS = [
    ("There was no immediate response from the Harbour Board.", "response", "none_yet", "the Harbour Board"),
    ("There was no immediate comment on the report.", "response", "none_yet", ""),
    (
        "There was no immediate answer to the charges from Tarnish officials.",
        "response",
        "none_yet",
        "Tarnish officials",
    ),
    ("The ministry did not respond to a request for comment.", "response", "none_yet", "The ministry"),
    ("The ministry has not commented.", "response", "none_yet", "The ministry"),
    ("The embassy in Oster had no immediate comment.", "response", "none_yet", "The embassy in Oster"),
    ("Nordel, which runs the ferry, has yet to respond.", "response", "none_yet", "Nordel"),
    ("Mara Velik could not be reached for comment.", "response", "none_yet", "Mara Velik"),
    ("Requests for comment sent to the company went unanswered.", "response", "none_yet", "the company"),
    ("The ministry declined to comment.", "response", "declined", "The ministry"),
    ("Mara Velik, the mayor, did not give further details.", "response", "declined", "Mara Velik"),
    ("The board did not say when the film was made.", "response", "declined", "The board"),
    (
        "A spokesman for the board would not say whether the crew was paid.",
        "response",
        "declined",
        "A spokesman for the board",
    ),
    ("The company was not asked for comment.", "response", "not_asked", "The company"),
    ("The claims could not be independently verified.", "assessment", "tried", ""),
    ("Velik's account could not be independently verified.", "assessment", "tried", "Velik"),
    (
        "These reports could not be independently verified, and no evidence was given.",
        "assessment",
        "tried",
        "",
    ),
    (
        "The video could not be independently verified by this newspaper.",
        "assessment",
        "tried",
        "this newspaper",
    ),
    ("The Oster Post was unable to confirm the figures.", "assessment", "tried", "The Oster Post"),
    ("It was not possible to verify the video independently.", "assessment", "tried", ""),
    ("The board provided no evidence for this.", "assessment", "tried", "The board"),
    (
        "The footage was verified by the Open Harbour Project.",
        "assessment",
        "confirmed",
        "the Open Harbour Project",
    ),
    ("The Oster Post has verified the footage.", "assessment", "confirmed", "The Oster Post"),
    (
        "Checkers at the Post found no evidence that the ferry was sold.",
        "assessment",
        "refuted",
        "Checkers at the Post",
    ),
]

#: What is somebody's words, or no remark at all.
OTHERS = [
    "“We could not be reached,” Velik said.",
    '"The ministry has not commented," the mayor wrote.',
    "Police said the claims could not be verified.",
    "According to the board, no evidence has been provided.",
    "The ministry declined an offer of help.",
    "The crew did not return to Oster.",
    "Velik confirmed the report.",
]

GERMAN = [
    ("Aus dem Ministerium gab es zunächst keine Reaktion.", "response", "none_yet"),
    ("Die Behörde reagierte zunächst nicht auf die Anfrage.", "response", "none_yet"),
    ("Das Ministerium wollte sich nicht äußern.", "response", "declined"),
    ("Die Angaben ließen sich nicht unabhängig überprüfen.", "assessment", "tried"),
]


def remarks_in(text, language="en"):
    return find_remarks(text, [Paragraph(0, len(text), "body")], language=language)


@pytest.mark.parametrize(("text", "kind", "what", "party"), REMARKS)
def test_a_remark_of_the_outlet_is_found_with_its_party(text, kind, what, party):
    found = [(one.start, one.end, one.kind, one.what, one.party) for one in remarks_in(text)]
    assert found == [(0, len(text), kind, what, party)]


@pytest.mark.parametrize("text", OTHERS)
def test_what_somebody_says_is_no_remark(text):
    assert remarks_in(text) == []


@pytest.mark.parametrize(("text", "kind", "what"), GERMAN)
def test_the_commonest_remarks_are_known_in_german(text, kind, what):
    assert [(one.kind, one.what) for one in remarks_in(text, "de")] == [(kind, what)]


def test_two_remarks_of_one_sentence_are_two():
    text = (
        "It was not possible to verify it and the ministry did not say when it was shot, but reports exist."
    )
    assert [(text[one.start : one.end], one.party) for one in remarks_in(text)] == [
        ("It was not possible to verify it", ""),
        ("the ministry did not say when it was shot", "the ministry"),
    ]


def test_a_remark_is_no_statement():
    text = "Mara Velik said the ferry was late. The Harbour Board did not say when it sank."
    found = extract(text, [Paragraph(0, len(text), "body")])
    assert [one.speaker_name for one in found.statements] == ["Mara Velik"]
    assert [(one.what, one.party) for one in found.remarks] == [("declined", "The Harbour Board")]


def test_a_claim_with_an_owner_stands_beside_what_is_remarked_of_it():
    text = "The army's claim that it shot down nine planes could not be verified."
    found = extract(text, [Paragraph(0, len(text), "body")])
    assert [(one.what, one.party) for one in found.remarks] == [("tried", "The army")]
    assert [text[slice(*one.content[0])] for one in found.statements] == ["that it shot down nine planes"]

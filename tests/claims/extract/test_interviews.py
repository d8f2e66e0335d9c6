"""Interviews: whose the answers are, how far they go, and that questions are nobody's statements."""

import pytest

from claims.extract.pipeline import extract
from sources.ingest.layout import BlockSpan

LEAD = "Mara Velik runs the mill in Halm. She met us on Monday."


def answers(*lines, kind="body"):
    text, blocks, at = "\n".join(lines), [], 0
    for line in lines:
        blocks.append(BlockSpan(at, at + len(line), kind, ""))
        at += len(line) + 1
    return [
        (one.speaker_name, " … ".join(text[slice(*part)] for part in one.content), one.mode)
        for one in extract(text, blocks).statements
    ]


#: (lines, [(who answers, what)]).
INTERVIEWS = [
    (("Q: Did you know?", "A: I knew nothing of it."), [(None, "I knew nothing of it.")]),
    (("Q. Did you know?", "A. I knew nothing of it."), [(None, "I knew nothing of it.")]),
    (("Question: Did you know?", "Answer: I knew nothing."), [(None, "I knew nothing.")]),
    ((LEAD, "Q: Did you know?", "A: I knew nothing of it."), [("Mara Velik", "I knew nothing of it.")]),
    (
        (f"{LEAD} Jon Oren came too.", "Q: Did you know?", "A: I knew nothing of it."),
        [(None, "I knew nothing of it.")],
    ),
    (
        (LEAD, "Courier: Is it safe?", "Velik: It is not. I saw it.", "Courier: And now?", "Velik: We wait."),
        [("Mara Velik", "It is not. I saw it."), ("Mara Velik", "We wait.")],
    ),
    (
        (
            LEAD,
            "COURIER: Is it safe?",
            "VELIK: It is not.",
            "I saw it.",
            "COURIER: And now?",
            "VELIK: We wait.",
        ),
        [("Mara Velik", "It is not. … I saw it."), ("Mara Velik", "We wait.")],
    ),
    (
        ("Courier: Is it safe?", "Velik: I saw cracks.", "Oren: I saw none.", "Courier: Who is right?"),
        [("Velik", "I saw cracks."), ("Oren", "I saw none.")],
    ),
    (  # what the outlet tells between two turns is no answer, nor is what stands behind the last
        (
            "Q: Is it safe?",
            "A: It is not.",
            "Velik said she had to go.",
            "Q: And now?",
            "A: We wait.",
            "She left.",
        ),
        [(None, "It is not."), ("Velik", "she had to go"), (None, "We wait.")],
    ),
]

#: Labels that are no turns of people who talk.
OTHERS = [
    ("A: The first door.", "B: The second door.", "A: The first door again."),
    ("Winners: The port", "Losers: The mill", "Winners: The town", "Losers: The bay"),
    ("Doors: Oak", "Roof: Slate", "Doors: Ash"),
]


@pytest.mark.parametrize(("lines", "expected"), INTERVIEWS)
def test_the_answers_are_statements_and_the_questions_are_not(lines, expected):
    assert [(name, content) for name, content, _ in answers(*lines)] == expected


@pytest.mark.parametrize("lines", OTHERS)
def test_a_list_with_labels_is_no_interview(lines):
    assert answers(*lines) == []


def test_an_answer_is_a_direct_quotation_though_no_marks_stand_around_it():
    assert [mode for _, _, mode in answers("Q: Did you know?", "A: I knew nothing of it.")] == ["direct"]

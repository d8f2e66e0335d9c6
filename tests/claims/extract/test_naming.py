"""Who speaks: names, offices, bodies and pronouns, and where they are left open."""

import pytest

from tests.claims.extract.meanings import meant

#: The last speaker of a text: (marked text, name, basis).
NAMES = [
    # as they stand there
    ("[S Mara Velik] [C said] [Q the ferry had sailed].", "Mara Velik", "printed"),
    (
        "[S Foreign Ministry spokeswoman Mara Velik] [C said] [Q the ferry had sailed].",
        "Mara Velik",
        "printed",
    ),
    (
        "[S Mara Velik, a spokeswoman for the Foreign Ministry,] [C said] [Q the ferry had sailed].",
        "Mara Velik",
        "printed",
    ),
    (
        "[S The spokesman for the coast guard, Ivo Senn,] [C said] [Q the ferry had sailed].",
        "Ivo Senn",
        "printed",
    ),
    ("[S The parliament's ombudsman, Ivo Senn,] [C said] [Q the ferry had sailed].", "Ivo Senn", "printed"),
    ("[S Velik's] [C claim] [Q that the ferry had sailed] was false.", "Velik", "printed"),
    ("[S Dr Jana Orr of the Tarn Institute] [C said] [Q the water was clean].", "Jana Orr", "printed"),
    (
        "[S The Foreign Ministry in Oster] [C said] [Q the ferry had sailed].",
        "Foreign Ministry in Oster",
        "printed",
    ),
    (
        "[S The Ministry of Defence (MoD)] [C said] [Q the ferry had sailed].",
        "Ministry of Defence",
        "printed",
    ),
    ("[S The ferry operator Nordel] [C said] [Q the ferry had sailed].", "Nordel", "printed"),
    ("[S Tarn's Harbour Council] [C said] [Q the ferry had sailed].", "Tarn's Harbour Council", "printed"),
    ("[S The mayor of Oster] [C said] [Q the ferry had sailed].", "mayor of Oster", "printed"),
    (
        "[S The Harbour Board's latest safety bulletin and statement] [C said] [Q it sailed].",
        "Harbour Board",
        "printed",
    ),
    # the surname after the full name, and a headline's surname before it
    ("Mara Velik met the crew. [S Velik] [C said] [Q the ferry had sailed].", "Mara Velik", "resolved"),
    ("Defence Minister Tomas Arl flew in. [S Mr Arl] [C said] [Q it was late].", "Tomas Arl", "resolved"),
    ("[S Velik]: [Q ferry never sailed]\nThe mayor, Mara Velik, spoke in Oster.", "Mara Velik", "resolved"),
    (
        "[S Spokeswoman Velik] [C said] [Q it was late]. Mara Velik took office in May.",
        "Mara Velik",
        "resolved",
    ),
    ("[S Velik] [C said] [Q the ferry had sailed].", "Velik", "printed"),
    ("Storms hit South Oster. [S Oster] [C said] [Q the ferry had sailed].", "Oster", "printed"),
    # two of one surname compete
    ("Mara Velik met Anton Velik. [S Velik] [C said] [Q the ferry had sailed].", None, "printed"),
    # bodies pointed back to
    (
        "The Ministry of Defence met. [S The ministry] [C said] [Q it was late].",
        "Ministry of Defence",
        "resolved",
    ),
    (
        "The Tarnish Defence Ministry met. [S The Defence Ministry] [C said] [Q so].",
        "Tarnish Defence Ministry",
        "resolved",
    ),
    (
        "The Ministry of Defence (MoD) met. [S The MoD] [C said] [Q it was late].",
        "Ministry of Defence",
        "resolved",
    ),
    (
        "The Harbour Safety Board met. [S The HSB] [C said] [Q it was late].",
        "Harbour Safety Board",
        "resolved",
    ),
    (
        "[S1 Nordel Shipping] [C1 said] [Q1 it was late]. [S2 The company] [C2 added] [Q2 that it paid].",
        "Nordel Shipping",
        "resolved",
    ),
    (
        "[S1 The Foreign Ministry] [C1 said] [Q1 no]. The Trade Ministry waits. [S2 The ministry] [C2 "
        "said] [Q2 so].",
        None,
        "printed",
    ),
    (
        "The Trade Ministry waits. [S1 The Foreign Ministry] [C1 said] [Q1 no]. [S2 The ministry] [C2 "
        "said] [Q2 so].",
        "Foreign Ministry",
        "resolved",
    ),
    ("[S The ministry] [C said] [Q it was late].", None, "printed"),
    # offices pointed back to
    (
        "The mayor, Mara Velik, met the crew. [S The mayor] [C said] [Q it was late].",
        "Mara Velik",
        "resolved",
    ),
    (
        "Defence Minister Tomas Arl met Trade Minister Jana Orr. [S The minister] [C said] [Q it was late].",
        None,
        "printed",
    ),
    (
        "[S1 Board spokeswoman Mara Velik] [C1 said] [Q1 no]. [S2 The spokeswoman] [C2 added] [Q2 that it "
        "paid].",
        "Mara Velik",
        "resolved",
    ),
    (
        "[S1 The regulator, Ofwat Tarn,] [C1 said] [Q1 no]. [S2 The regulator] [C2 added] [Q2 so].",
        "Ofwat Tarn",
        "resolved",
    ),
    ("Mayor Oren left. Jon Oren came. [S The mayor of Halm] [C said] [Q no].", "Jon Oren", "resolved"),
    ("Jon Oren and his wife, Eva Oren, came. [S Oren] [C said] [Q no].", "Jon Oren", "resolved"),
    # pronouns
    (  # who heads this paragraph goes before who spoke in an earlier one
        "[S1 Mara Velik] [C1 said] [Q1 no].\nHer rival, Ada Weber, waits. [S2 She] [C2 said] [Q2 so].",
        "Ada Weber",
        "resolved",
    ),
    (
        "Lena Brandt left.\n[S1 Ida Lund] [C1 said] [Q1 no].\nBrandt is ill. [S2 She] [C2 said] [Q2 so].",
        "Lena Brandt",
        "resolved",
    ),
    (
        "[S1 Mara Velik] [C1 said] [Q1 no].\n[S2 One of them] [C2 said] [Q2 so]. [S3 She] [C3 said] [Q3 a].",
        None,
        "resolved",
    ),
    (
        "[S1 Mara Velik] [C1 said] [Q1 no]. [S2 She] [C2 added] [Q2 that it was late].",
        "Mara Velik",
        "resolved",
    ),
    (
        "[Q1 “No,”] [S1 Mara Velik] [C1 said].\n[Q2 “It was late,”] [S2 she] [C2 added].",
        "Mara Velik",
        "resolved",
    ),
    ("[S1 Mara Velik] [C1 said] [Q1 no]. [S2 He] [C2 added] [Q2 that it was late].", None, "printed"),
    (
        "[S1 Mara Velik] [C1 said] [Q1 Tomas Arl had left]. [S2 She] [C2 added] [Q2 that it was late].",
        "Mara Velik",
        "resolved",
    ),
    (
        "[S1 Ivo Senn] [C1 said] [Q1 no]. Tomas Arl left the room. [S2 He] [C2 said] [Q2 it was late].",
        None,
        "printed",
    ),
    (
        "[S1 Ivo Senn] [C1 said] [Q1 no]. Mara Velik left the room. [S2 He] [C2 said] [Q2 so].",
        "Ivo Senn",
        "resolved",
    ),
    ("Tomas Arl came to Oster on Monday. [S He] [C said] [Q it was late].", "Tomas Arl", "resolved"),
    ("Tomas Arl came. Ivo Senn left. [S He] [C said] [Q it was late].", None, "printed"),
    (
        "[S1 The Harbour Board] [C1 said] [Q1 no]. [S2 It] [C2 added] [Q2 that it paid].",
        "Harbour Board",
        "resolved",
    ),
    (
        "[S1 The Harbour Board] [C1 said] [Q1 no]. [S2 They] [C2 added]: [Q2 “We paid.”]",
        "Harbour Board",
        "resolved",
    ),
    ("[S1 Mara Velik] [C1 said] [Q1 no]. [S2 They] [C2 added]: [Q2 “We paid.”]", None, "printed"),
    # documents of somebody who spoke before
    (
        "[S1 The Harbour Board] [C1 said] [Q1 no]. [S2 The statement] [C2 read]: [Q2 “We paid.”]",
        "Harbour Board",
        "resolved",
    ),
    ("[S A report by the Audit Office] [C found] [Q that it was late].", "Audit Office", "printed"),
    ("[S1 Mara Velik] [C1 said]: [Q1 “No.”]\n[Q2 “It was late.”]", "Mara Velik", "resolved"),
    (
        "[S1 The Harbour Board] [C1 said] in a statement [Q1 no]. [S2 Oster] [C2 said] [Q2 so]. "
        "[S3 The statement] [C3 read]: [Q3 “We paid.”]",
        "Harbour Board",
        "resolved",
    ),
    (
        "In an update on X, [S1 the Harbour Board] [C1 quoted] [Q1 Nordel as] saying no.\n"
        "[Q2 “We paid,”] [S2 the post] [C2 said].",
        "Harbour Board",
        "resolved",
    ),
    # what a speaker's span may take along
    ("[S Board spokesman Ivo Senn on Thursday] [C said] [Q no].", "Ivo Senn", "printed"),
    ("[S The Harbour Board this week] [C said] [Q no].", "Harbour Board", "printed"),
    ("[S The research community Open Harbour] [C said] [Q no].", "Open Harbour", "printed"),
    ("[S The channel, Open Harbour,] [C said] [Q no].", "Open Harbour", "printed"),
    ("A member of the board in Oster, [S who] [C said] [Q no].", None, "printed"),
    ("Mara Velik, [S who] [C said] [Q no].", "Mara Velik", "printed"),
    ("Poor Oster, rich Oster. People in Oster met. [S Oster] [C said] [Q no].", "Oster", "printed"),
    # German
    (
        "Das Verteidigungsministerium tagte. Mara Velik kam. [S Velik] [C sagte], [Q die Fähre sei weg].",
        "Mara Velik",
        "resolved",
    ),
]

ROLES = [
    ("[S Foreign Ministry spokeswoman Mara Velik] [C said] [Q no].", "Foreign Ministry spokeswoman"),
    (
        "[S Mara Velik, a spokeswoman for the Foreign Ministry,] [C said] [Q no].",
        "a spokeswoman for the Foreign Ministry",
    ),
    ("[S The spokesman for the coast guard, Ivo Senn,] [C said] [Q no].", "spokesman for the coast guard"),
    ("[S Former deputy mayor Anna de Wit] [C said] [Q no].", "Former deputy mayor"),
    ("[S Mara Velik] [C said] [Q no].", ""),
]


@pytest.mark.parametrize(("marked", "name", "basis"), NAMES)
def test_a_speaker_is_named_as_far_as_the_text_says(marked, name, basis):
    last = meant(marked)[-1]
    assert (last.speaker_name, last.basis) == (name, basis)


@pytest.mark.parametrize(("marked", "role"), ROLES)
def test_a_role_is_kept_as_it_is_printed(marked, role):
    assert [one.role for one in meant(marked)] == [role]


def test_what_is_left_open_says_why():
    marked = (
        "Defence Minister Tomas Arl met Trade Minister Jana Orr. [S The minister] [C said] [Q it was late]."
    )
    assert meant(marked)[0].reasons == ("marked", "Tomas Arl and Jana Orr both fit")


def test_a_headline_looks_ahead_for_whom_it_means():
    marked = (
        "[S1 Minister] [C1 says]: [Q1 ferry sank]\n[S2 Defence Minister Tomas Arl] [C2 said] [Q2 it sank]."
    )
    assert [one.speaker_name for one in meant(marked, kinds=("headline",))] == ["Tomas Arl", "Tomas Arl"]

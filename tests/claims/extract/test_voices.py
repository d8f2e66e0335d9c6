"""In which voice somebody speaks, and who of several."""

import pytest

from tests.claims.extract.meanings import meant

#: (marked text, voice, the body that an unnamed speaker belongs to).
VOICES = [
    ("[S Mara Velik] [C said] [Q it was late].", "named", ""),
    ("[S The Oster police] [C said] [Q it was late].", "named", ""),
    ("[S Officials] [C said] [Q it was late].", "unnamed", ""),
    ("[S Tarnish officials] [C said] [Q it was late].", "unnamed", ""),
    ("[S Two people familiar with the matter] [C said] [Q it was late].", "unnamed", ""),
    ("[S A spokesman for the Harbour Board] [C said] [Q it was late].", "unnamed", "Harbour Board"),
    ("[S A Harbour Board spokesperson] [C said] [Q it was late].", "unnamed", "Harbour Board"),
    (
        "The Ministry of Trade met. [S A ministry spokesman] [C said] [Q it was late].",
        "unnamed",
        "Ministry of Trade",
    ),
    ("[S A senior Interior Ministry official] [C said] [Q it was late].", "unnamed", "Interior Ministry"),
    ("[S Officials at the Ministry of Trade] [C said] [Q it was late].", "unnamed", "Ministry of Trade"),
    ("[S A former naval officer] [C said] [Q it was late].", "unnamed", ""),
    (
        "[S1 A spokesman for the Harbour Board] [C1 said] [Q1 no]. [S2 He] [C2 added] [Q2 that it paid].",
        "unnamed",
        "Harbour Board",
    ),
    ("[S Witnesses] [C said] [Q it was late].", "unnamed", ""),
    ("[S A leaked video] [C shows] [Q the ferry leaving].", "record", ""),
    ("[S Videos spread on the net] [C shows] [Q the ferry leaving].", "record", ""),
    ("[S A letter seen by the Post] [C said] [Q it was late].", "record", ""),
    ("[S Documents the Post has seen] [C suggested] [Q it was late].", "record", ""),
    ("[S Figures released by the Harbour Board] [C suggested] [Q it was late].", "named", ""),
    ("[S Radio intercepts] [C suggested] [Q the ferry was late].", "record", ""),
    ("[S An internal memo] [C said] [Q it was late].", "record", ""),
    ("The ferry [C reportedly] [Q sank in the night].", "unattributed", ""),
    ("It [C is alleged] [Q that the ferry sank].", "unattributed", ""),
    ("[S This newspaper] [C reported] [Q that the ferry sank].", "outlet", ""),
    ("[S The Oster Courier] [C reported] [Q that the ferry sank].", "outlet", ""),
    ("[S Ein Sprecher der Hafenbehörde] [C sagte], [Q die Fähre sei weg].", "unnamed", "Hafenbehörde"),
]

#: (marked text, the printed speakers, each of whom makes one statement).
SPEAKERS = [
    ("[S Velik and Arl] [C said] [Q it was late].", ["Velik", "Arl"]),
    (
        "[S Mara Velik, the mayor, and Tomas Arl] [C said] [Q it was late].",
        ["Mara Velik, the mayor", "Tomas Arl"],
    ),
    ("[S Velik, Arl and Senn] [C said] [Q it was late].", ["Velik", "Arl", "Senn"]),
    (
        "[S both the spokesman for the coast guard, Ivo Senn, and police spokesman Andro Yus] [C said] [Q "
        "it was late].",
        ["the spokesman for the coast guard, Ivo Senn", "police spokesman Andro Yus"],
    ),
    (
        "[S The Ministry of Health and the Ministry of Trade] [C said] [Q it was late].",
        ["The Ministry of Health", "the Ministry of Trade"],
    ),
    (
        "[S The Ministry of Health and Social Affairs] [C said] [Q so].",
        ["The Ministry of Health and Social Affairs"],
    ),
    ("[S The Trade and Industry Ministry] [C said] [Q it was late].", ["The Trade and Industry Ministry"]),
    (
        "[S Mara Velik, head of the Department of Trade and Industry,] [C said] [Q so].",
        ["Mara Velik, head of the Department of Trade and Industry,"],
    ),
    ("[S President and party leader Mara Velik] [C said] [Q so].", ["President and party leader Mara Velik"]),
    ("[S Mara Velik, a doctor and campaigner,] [C said] [Q so].", ["Mara Velik, a doctor and campaigner,"]),
    (
        "[S The foreign ministers of Tarn and Oster] [C said] [Q so].",
        ["The foreign ministers of Tarn and Oster"],
    ),
    ("[S Police and prosecutors] [C said] [Q so].", ["Police", "prosecutors"]),
    ("[S Men and women] [C said] [Q so].", ["Men and women"]),
]


@pytest.mark.parametrize(("marked", "voice", "body"), VOICES)
def test_a_voice_is_told(marked, voice, body):
    last = meant(marked, outlet="Oster Courier")[-1]
    assert (last.voice, last.speaks_for) == (voice, body)


@pytest.mark.parametrize(
    "marked", [row[0] for row in VOICES if row[1] in {"unnamed", "record", "unattributed"}]
)
def test_nobody_is_named_who_is_not(marked):
    assert meant(marked, outlet="Oster Courier")[-1].speaker_name is None


@pytest.mark.parametrize(("marked", "printed"), SPEAKERS)
def test_two_who_speak_together_make_two_statements(marked, printed):
    text = marked.replace("[S ", "").split("] [C")[0]
    found = meant(marked)
    assert [text[start:end] for one in found for start, end in one.speaker] == printed
    assert len({one.content for one in found}) == 1

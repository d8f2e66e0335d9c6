"""Invented pages and what each states about itself: (what is shown, text, facts, suggestions)."""

STORY = (
    "The mayor of Halm accused the water company on Tuesday of hiding test results for three years, a charge "
    "that the company called absurd and that its lawyers said would be answered in court before long.\n\n"
    "Nobody at the works could say who had ordered the tests, and the council said that it would ask for the "
    "records in the coming week, as it had done twice before without any answer."
)
HEAD = "Mayor accuses water company of hiding tests"
TOP = f"{HEAD}\n\n"

#: Facts are believed; suggestions are offered and never taken by themselves.
CASES: list[tuple[str, str, dict[str, str], dict[str, str]]] = [
    ("a copyright line", f"{TOP}{STORY}\n\n© 2025 The Halm Courier\n", {"outlet": "The Halm Courier"}, {}),
    (
        "with rights", f"{TOP}{STORY}\n\nCopyright 2024 Velm Radio. All rights reserved.\n",
        {"outlet": "Velm Radio"}, {},
    ),
    ("the year last", f"{TOP}{STORY}\n\n© Halmer Bote 2025\n", {"outlet": "Halmer Bote"}, {}),
    ("two years", f"{TOP}{STORY}\n\n(c) 2023-2025 Brevin Post\n", {"outlet": "Brevin Post"}, {}),
    ("no name", f"{TOP}{STORY}\n\n© 2025\n", {}, {}),
    ("a picture's", f"{TOP}© Getty Images / A. Weber\n\n{STORY}\n", {}, {}),
    (
        "an agency's", f"{TOP}{STORY}\n\n© 2025 Reuters. All rights reserved.\n",
        {"credited_to": "Reuters"}, {},
    ),
    (
        "a dateline's", f"{HEAD}\n\nHALM (Reuters) – 4 May 2025\n\n{STORY}\n",
        {"credited_to": "Reuters"}, {},
    ),
    ("published by", f"{TOP}{STORY}\n\nPublished by the Halm Courier\n", {"outlet": "Halm Courier"}, {}),
    (
        "in German", f"{TOP}{STORY}\n\nHerausgegeben von der Halmer Zeitung\n",
        {"outlet": "Halmer Zeitung"}, {},
    ),
    ("a page title", f"{HEAD} | Halm Courier\n\n{TOP}{STORY}\n", {"outlet": "Halm Courier"}, {}),
    ("a dashed title", f"{HEAD} - Halm Courier\n\n{TOP}{STORY}\n", {"outlet": "Halm Courier"}, {}),
    ("a title alone", f"{HEAD} | Halm Courier\n\n{STORY}\n", {}, {"outlet": "Halm Courier"}),
    ("a dashed one alone", f"{HEAD} – Halm Courier\n\n{STORY}\n", {}, {"outlet": "Halm Courier"}),
    ("a masthead alone", f"The Halm Courier\n\n{TOP}{STORY}\n", {}, {"outlet": "The Halm Courier"}),
    (
        "a masthead named again", f"The Halm Courier\n\n{TOP}{STORY}\n\nSupport The Halm Courier!\n",
        {"outlet": "The Halm Courier"}, {},
    ),
    (
        "a German masthead", f"Halmer Zeitung\n\n{TOP}{STORY}\n\n© 2025 Halmer Zeitung\n",
        {"outlet": "Halmer Zeitung"}, {},
    ),
    ("a plea alone", f"{TOP}{STORY}\n\nSupport The Halm Courier!\n", {}, {"outlet": "The Halm Courier"}),
    ("no masthead", f"Good morning Times\n\n{TOP}{STORY}\n", {}, {}),
    ("By", f"{TOP}By Ada Weber\n\n{STORY}\n", {"byline": "Ada Weber"}, {}),
    ("in capitals", f"{TOP}BY ADA WEBER\n\n{STORY}\n", {"byline": "ADA WEBER"}, {}),
    ("Text:", f"{TOP}Text: Ada Weber\n\n{STORY}\n", {"byline": "Ada Weber"}, {}),
    ("Von, two", f"{TOP}Von Ada Weber und Jan Holm\n\n{STORY}\n", {"byline": "Ada Weber und Jan Holm"}, {}),
    (
        "for whom", f"{TOP}By Ada Weber for the Halm Courier\n\n{STORY}\n",
        {"byline": "Ada Weber"}, {"outlet": "Halm Courier"},
    ),
    (
        "after a bar", f"{TOP}By Ada Weber and Jan Holm | Halm Courier\n\n{STORY}\n",
        {"byline": "Ada Weber and Jan Holm"}, {"outlet": "Halm Courier"},
    ),
    ("an office", f"{TOP}Ada Weber, Political Correspondent\n\n{STORY}\n", {"byline": "Ada Weber"}, {}),
    ("a German office", f"{TOP}Ada Weber, Redakteurin\n\n{STORY}\n", {"byline": "Ada Weber"}, {}),
    ("a bare name", f"{TOP}Ada Weber\n\n{STORY}\n", {}, {"byline": "Ada Weber"}),
    (
        "bare names", f"{TOP}Ada Weber, Jan Holm and Ute Rahn\n\n{STORY}\n",
        {}, {"byline": "Ada Weber, Jan Holm and Ute Rahn"},
    ),
    ("a name and a date", f"{TOP}Ada Weber\n12 May 2031\n\n{STORY}\n", {"byline": "Ada Weber"}, {}),
    ("a place is no name", f"{TOP}Halm\n\n{STORY}\n", {}, {}),
    ("a section is no name", f"{TOP}World News\n\n{STORY}\n", {}, {}),
    (
        "reporting by", f"{TOP}{STORY}\n\nReporting by Ada Weber; editing by Jan Holm\n",
        {"byline": "Ada Weber"}, {},
    ),
    ("a source", f"{TOP}{STORY}\n\nSource: Velm Radio\n", {"credited_to": "Velm Radio"}, {}),
    ("Quelle", f"{TOP}{STORY}\n\nQuelle: velm.example\n", {"credited_to": "velm.example"}, {}),
    ("a source in the text", f"{TOP}{STORY}\n\nSource: Halm statistics\n\n{STORY}\n", {}, {}),
    ("an agency's opening", f"{TOP}HALM (Reuters) - {STORY}\n", {"credited_to": "Reuters"}, {}),
    ("with a date", f"{TOP}HALM, Oct 3 (AFP) — {STORY}\n", {"credited_to": "AFP"}, {}),
    ("at its end", f"{TOP}{STORY} (dpa/lno)\n", {"credited_to": "dpa/lno"}, {}),
    ("not in a sentence", f"{TOP}{STORY.replace('company on', 'company (Reuters) on')}\n", {}, {}),
    (
        "first appeared", f"{TOP}{STORY}\n\nThis article first appeared in the Brevin Post.\n",
        {"credited_to": "Brevin Post"}, {},
    ),
    (
        "a named address", f"{TOP}{STORY}\n\nPermalink: https://halm.example/a\n",
        {"address": "https://halm.example/a"}, {},
    ),
    (
        "a bare address", f"{TOP}{STORY}\n\nhttps://halm.example/a\n",
        {}, {"address": "https://halm.example/a"},
    ),
    ("two bare addresses", f"{TOP}{STORY}\n\nhttps://halm.example/a\n\nhttps://halm.example/b\n", {}, {}),
]  # fmt: skip

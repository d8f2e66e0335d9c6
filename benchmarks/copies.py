"""Invented reports of which it is known who copied whom, for `duplicates.py`.

    python benchmarks/copies.py FOLDER [STORIES]

Of STORIES (400) originals it writes every kind of copy: byte for byte, under another outlet's name with 5 to
15 % of the words changed a clause at a time, cut to half, and saved again with other furniture; beside them
pairs of reports that quote one communiqué, and short items that are mostly boilerplate. truth.tsv has a line
a file: its name, what it is, which file it was made from ("" for an original), and a name of its family.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SMALL = "the a of to in for with on by from at that which as after before while under over against".split()  # noqa: SIM905
LARGE = """
harbour quay ferry warden ledger council budget valley orchard reservoir tariff bridge depot signal
tunnel clinic ward teacher pupil bakery mill furnace quarry lighthouse customs tanker cargo crane pilot
dredger breakwater fishery auction permit licence inspector survey drought flood levee pump turbine cable
meter tenant landlord court judge witness clerk archive museum choir festival stadium referee league
sponsor factory union strike wage pension loan bank grant subsidy export import border convoy patrol
rescue shelter volunteer storm blizzard glacier forest ranger timber sawmill railway carriage timetable
platform engineer contract tender audit report inquiry panel minister deputy mayor governor senator
ballot recount district parish village suburb market merchant tailor weaver printer editor reader letter
parcel courier warehouse lorry diesel battery solar panel roof chimney brick mortar scaffold plumber
joiner painter gallery sculpture theatre actor rehearsal premiere novelist poet library lecture seminar
student laboratory microscope vaccine nurse surgeon ambulance kitchen menu harvest barley wheat cattle
shepherd dairy cheese vineyard cellar spring well canal lock barge towpath
""".split()  # noqa: SIM905
VERBS = "opened closed delayed ordered praised refused measured repaired promised warned counted sold".split()  # noqa: SIM905
PLACES = ("Port Brevin", "Lower Aldany", "Velm", "Halm", "Santa Relva", "Treska", "Old Tarrow", "Karlsund")
OUTLETS = tuple(
    f"{name} {kind}" for name in ("Halm", "Treska", "Velm", "Aldany") for kind in ("Post", "Herald")
)
FURNITURE = (
    "Subscribe to our newsletter and get the day's news every morning.",
    "Share this article",
    "Read more: what we know so far",
    "Advertisement",
    "Follow us for updates.",
    "Sign up for free",
)
WEATHER = (
    "This forecast was compiled automatically from the readings of the regional weather service and is "
    "updated four times a day. Values are given in degrees and in millimetres. No liability is taken for "
    "damage that follows from decisions made on the basis of this forecast. Further tables, warnings for "
    "mariners and the long term outlook are found on the pages of the service."
)
SHIPPING = (
    "The list of arrivals is published by the harbour office every working day before noon. Masters are "
    "asked to report changes of draught and cargo at least six hours before they pass the outer mole. "
    "Berths are given in the order of arrival. Complaints are addressed in writing to the office of the port."
)

NEWS = (
    "In {0} the {2} and the {3} stay closed on Monday, because {6} millimetres of rain are expected there.",
    "The {2} of {0} said that the {4} would be moved to {1} before the end of the week.",
    "Near {1} the wind reached {6} knots in the night, and a {5} was blown onto the road to {0}.",
    "For the {3} in {0} a {4} is wanted, who may be met at the {5} of {1} on Friday at {6} past noon.",
    "Fishermen of {1} counted {6} boats off {0}, more than in any year since the {2} was built.",
)


class Made(NamedTuple):
    """One file. kind: original, exact, changed, half, again, quoting or item; source: the file copied."""

    name: str
    text: str
    kind: str
    source: str
    family: str


def sentence(rng: random.Random) -> str:
    """Nine to twenty words that mean nothing and read like prose."""
    made: list[str] = []
    for place in range(rng.randint(9, 20)):
        made.append(rng.choice(SMALL) if place % 2 == 0 else rng.choice((*LARGE, *LARGE, *VERBS)))
    return f"{' '.join(made).capitalize()} in {rng.choice(PLACES)}."


def paragraphs(rng: random.Random, words: int) -> list[str]:
    """Paragraphs of two to four sentences, about so many words."""
    made: list[str] = []
    while sum(len(one.split()) for one in made) < words:
        made.append(" ".join(sentence(rng) for _ in range(rng.randint(2, 4))))
    return made


def page(rng: random.Random, body: list[str], headline: str, outlet: str) -> str:
    """The page as it is saved: header lines, headline, body, and furniture before, among and behind it."""
    lines = [f"Outlet: {outlet}", f"Headline: {headline}", "", rng.choice(FURNITURE), headline, ""]
    for place, paragraph in enumerate(body):
        lines += [paragraph, ""]
        if place == 1:
            lines += [rng.choice(FURNITURE), ""]
    return "\n".join([*lines, *rng.sample(FURNITURE, 2), ""])


def changed(rng: random.Random, body: list[str]) -> list[str]:
    """5 to 15 % of the words are others, a clause of three to six at a time."""
    made = [paragraph.split() for paragraph in body]
    left = int(sum(map(len, made)) * rng.uniform(0.05, 0.15))
    while left > 0:
        paragraph = rng.choice(made)
        run = min(rng.randint(3, 6), left)
        start = rng.randrange(max(1, len(paragraph) - run))
        paragraph[start : start + run] = rng.choices(LARGE, k=run)
        left -= run
    return [" ".join(paragraph) for paragraph in made]


def family(rng: random.Random, number: int) -> Iterator[Made]:
    """An original and, by turns, one or several copies of it."""
    body = paragraphs(rng, rng.randint(250, 900))
    headline, outlet = sentence(rng)[:60], rng.choice(OUTLETS)
    name, tie = f"{number:06}-a.txt", f"story {number}"
    original = page(rng, body, headline, outlet)
    yield Made(name, original, "original", "", tie)
    other = rng.choice([one for one in OUTLETS if one != outlet])
    turn = number % 8
    if turn in (0, 5):
        yield Made(f"{number:06}-b.txt", original, "exact", name, tie)
    if turn in (1, 5):
        text = page(rng, changed(rng, body), sentence(rng)[:60], other)
        yield Made(f"{number:06}-c.txt", text, "changed", name, tie)
    if turn in (2, 5):
        text = page(rng, body[: max(1, round(len(body) / 2))], sentence(rng)[:60], other)
        yield Made(f"{number:06}-d.txt", text, "half", name, tie)
    if turn in (3, 5):
        yield Made(f"{number:06}-e.txt", page(rng, body, headline, outlet), "again", name, tie)


def communique(rng: random.Random, number: int) -> Iterator[Made]:
    """Two reports of their own that quote the same statement, about a third of each."""
    quoted = paragraphs(rng, 130)
    for letter in "pq":
        own = paragraphs(rng, 260)
        text = page(rng, [own[0], *quoted, *own[1:]], sentence(rng)[:60], rng.choice(OUTLETS))
        source = f"{number:06}-p.txt" if letter == "q" else ""
        yield Made(f"{number:06}-{letter}.txt", text, "quoting", source, f"communique {number}")


def item(rng: random.Random, number: int) -> Made:
    """A notice that is the same every day but for two or three sentences."""
    told = [
        rng.choice(NEWS).format(*rng.sample(PLACES, 2), *rng.sample(LARGE, 4), rng.randint(2, 90))
        for _ in "123"
    ]
    body = [" ".join(dict.fromkeys(told)), rng.choice((WEATHER, SHIPPING))]
    text = page(rng, body, sentence(rng)[:50], rng.choice(OUTLETS[:2]))
    return Made(f"{number:06}-i.txt", text, "item", "", f"item {number}")


def invent(stories: int) -> Iterator[Made]:
    """All files, the same ones every time; copies come long after what they copy, as they do in life."""
    rng = random.Random(11)
    made: list[tuple[float, Made]] = []
    for number in range(stories):
        for later, one in enumerate(family(rng, number)):
            made.append((number + later * rng.uniform(0, 60), one))
        if number % 8 == 4:
            made += [(number + rng.uniform(0, 9), one) for one in communique(rng, number)]
        if number % 4 == 0:
            made.append((number, item(rng, number)))
    return (one for _, one in sorted(made, key=lambda pair: (pair[0], pair[1].name)))


def write(folder: Path, stories: int) -> None:
    """Write the files, in the order in which they are to be read, and the truth."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["file\tkind\tsource\tfamily"]
    names: dict[str, str] = {}
    for place, one in enumerate(invent(stories)):
        names[one.name] = f"{place:06}-{one.kind}.txt"
        (folder / names[one.name]).write_text(one.text)
        lines.append("\t".join((names[one.name], one.kind, one.source, one.family)))
    told = [line.split("\t") for line in lines]
    rows = ["\t".join([name, kind, names.get(source, source), tie]) for name, kind, source, tie in told]
    (folder / "truth.tsv").write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 400)

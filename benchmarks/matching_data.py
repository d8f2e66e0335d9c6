"""An archive of invented claims, written straight into the tables of an empty, migrated database.

Words are spread as they are in language: a few places, people and things are everywhere, most are rare. One
claim in four has a statement, in other words than the claim's. Triggers are off meanwhile.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any


def words(listed: str) -> list[str]:
    """The words of a list."""
    return listed.split()


LEFT = words("Bre Al Vel Hal Rel Tres Tar Lys Or Kel Mon Sar Dor Fen Gar Ist")
RIGHT = words("vin dany mar ven ka row kop mey lin stad beck nov tha gen wick ra")
THINGS = words("""
    harbour bridge dam ministry ferry school hospital railway mine archive refinery power station depot
    airfield barracks substation granary shipyard prison court university museum pipeline terminal
    warehouse radar convoy checkpoint dormitory clinic library stadium market square factory kiln quarry
    lighthouse tunnel canal reservoir cathedral embassy consulate newspaper broadcaster tower telescope
    laboratory orchard vineyard
""")
DEEDS = words("""
    closed burned flooded sold shelled inspected searched raided rebuilt abandoned mined evacuated fined
    privatised nationalised occupied surrendered blockaded sabotaged photographed insured demolished
    sanctioned audited fortified looted renamed guarded bombed repaired connected disconnected emptied
    poisoned
""")
PEOPLE = words("""
    soldiers workers prisoners nurses villagers drones missiles officers conscripts teachers dockers
    tonnes barrels vessels wagons farmers engineers students refugees miners
""")
WHEN = (
    "in spring", "in the night", "after the flood", "before the vote", "against the order", "by mistake",
    "on Tuesday", "last week", "in March", "during the talks", "over the weekend", "within two days",
    "without warning", "at dawn", "for the second time",
)  # fmt: skip
SAID = (
    "{number} {people} were lost when the {place} {thing} was {deed} {when}, {person} told reporters",
    "It was {person} who had the {thing} at {place} {deed}, with {number} {people} inside",
    "In {place}, officials of {person} say, {people} ({number}) saw how a {thing} got {deed} {when}",
)
OURS = (
    "{person} had the {thing} of {place} {deed} {when}, with {number} {people}",
    "{number} {people} died as the {thing} in {place} was {deed} {when} under {person}",
    "The {thing} of {place} was {deed} {when} by {person} and {number} {people}",
    "{person} of {place} said that {number} {people} had {deed} the {thing}",
)
COMMON = "The {thing} was {deed} {when} and {number} {people} were there"


class Words:
    """Draws words, the first of each list much oftener than the last (as 1 to its place)."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        firsts = [left + right for left in LEFT for right in RIGHT]
        names = firsts + [
            left + middle.lower() + right for left in LEFT for middle in LEFT for right in RIGHT
        ]
        self.rng.shuffle(names)
        self._lists = {"place": names[:2000], "person": names[2000:], "thing": THINGS, "deed": DEEDS}
        self._lists |= {"people": PEOPLE, "when": list(WHEN)}
        self._odds = {
            key: list(accumulate(1 / (place + 3) for place in range(len(words))))
            for key, words in self._lists.items()
        }

    def draw(self) -> dict[str, Any]:
        """What one claim is about."""
        drawn: dict[str, Any] = {
            key: self.rng.choices(words, cum_weights=self._odds[key])[0] for key, words in self._lists.items()
        }
        return {**drawn, "number": self.rng.choice((2, 3, 5, 7, 12, 20, 40, 125, 200, 300, 1100, 5000))}

    def put(self, shapes: Sequence[str], drawn: dict[str, Any]) -> str:
        """One of the shapes, filled."""
        return self.rng.choice(shapes).format(**drawn)


def copy(name: str, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows of a model ("claims.Claim"), all of the same columns, by COPY; the rest by default."""
    from django.apps import apps
    from django.db import connection

    model = apps.get_model(name)
    usual = {field.column: _usual(field) for field in model._meta.concrete_fields if field.has_default()}
    for piece in _pieces(rows, 50_000):
        filled = [{**usual, **row} for row in piece]
        lines = io.StringIO("".join("\t".join(map(_field, row.values())) + "\n" for row in filled))
        columns = ", ".join(f'"{name}"' for name in filled[0])
        with connection.cursor() as cursor:
            cursor.copy_expert(f"COPY {model._meta.db_table} ({columns}) FROM STDIN", lines)


def _usual(field: Any) -> Any:
    value = field.get_default()
    if value == []:
        return "[]" if field.get_internal_type() == "JSONField" else "{}"
    return value


def _pieces(rows: Iterable[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    piece: list[dict[str, Any]] = []
    for row in rows:
        piece.append(row)
        if len(piece) == size:
            yield piece
            piece = []
    if piece:
        yield piece


def _field(value: Any) -> str:
    if value is None:
        return r"\N"
    return str(value).replace("\\", "\\\\").replace("\t", " ").replace("\n", "\\n")


def claim_row(number: int, text: str, actor: int) -> dict[str, Any]:
    """A claim that readers see."""
    from sources.folding import fold

    row = {"id": number, "text": text, "search_key": fold(text), "last_actor_id": actor}
    return {**row, "visible_since": "2031-01-01", "created_at": "2031-01-01"}


def statement_rows(
    first: int, wordings: Sequence[tuple[int, str]], actor: int
) -> dict[str, list[dict[str, Any]]]:
    """Rows by model: statements, numbered from `first`, of one article, with their links to claims."""
    models = ("sources.Passage", "claims.Statement", "claims.StatementPassage", "claims.StatementLink")
    rows: dict[str, list[dict[str, Any]]] = {model: [] for model in models}
    start = first * 1000
    for number, (claim, wording) in enumerate(wordings, first):
        end = start + len(wording)
        decided = {"state": "confirmed", "decided_by_id": actor, "decided_at": "2031-01-01"}
        made = {"id": number, "recorded_at": "2031-01-01", **decided}
        place = {"version_id": 1, "start": start, "end": end, "exact": wording}
        part = {"statement_id": number, "passage_id": number, "part": "content"}
        said = {"article_version_id": 1, "content_key": f"{start}-{end}", "last_actor_id": actor}
        link = {"statement_id": number, "claim_id": claim, "stance": "asserts"}
        rows["sources.Passage"].append({"id": number, **place})
        rows["claims.Statement"].append({**made, **said, "voice": "unattributed", "mode": "indirect"})
        rows["claims.StatementPassage"].append({"id": number, **part})
        rows["claims.StatementLink"].append({**made, **link})
        start = end + 1
    return rows

"""How long the desk's page of speakers takes among 50,000 of them, and which likely duplicates are found.

    DATABASE_URL=… python benchmarks/speakers.py [--speakers 50000] [--compared 1000] [--keep]

Makes a database of its own beside that of the address, with so many invented speakers (every twentieth also
in another spelling), affiliations for half of the persons, other spellings for a fourth, and a statement for
each; --keep leaves it for the next run. Then prints

- what it takes to compare one speaker with all the others, in the background, and how many pairs come out;
- the milliseconds of the server for each page and filter, with everything that Django does for a request,
  those on the processor apart (other work may fill the machine);
- of the pairs of speaker_pairs.py, each put among all the others, which are suggested and which wrongly so.
"""

import argparse
import os
import random
import statistics
import sys
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
os.environ.setdefault("DEBUG", "yes")

from databases import kept_database
from matching import Spent, told
from matching_data import words
from speaker_pairs import ONE, TWO

NAME = "claimtrack_speakers"
FIRST_PAIR = 900_000_001
GIVEN = words("""
    Dmytro Oleksandr Volodymyr Serhii Mykola Andrii Kateryna Olena Mara Orla Odran Ivo Jördis Pavo Ilva Lene
    Tarin Bela Runa Edda Falk Gerrit Hanne Isko Jorun Kaja Levin Maris Nils Oda Piet Quirin Rasmus Sanne
    Tilda Ulf Vera
""")
LEFT = words(
    "Bre Al Vel Hal Rel Tres Tar Lys Or Kel Mon Sar Dor Fen Gar Ist Zhy Khar Shev Chor Vyn Lub Pod Myr"
)
MIDDLE = words("e a o ni ko ra va le du mi sa to")
RIGHT = words("nko vych chuk ev skyi mann sen ner kov berg tt lin ard iak enov stad")
OTHERWISE = (
    ("kh", "ch"),
    ("zh", "sch"),
    ("vych", "witsch"),
    ("skyi", "sky"),
    ("ii", "y"),
    ("k", "c"),
    ("v", "w"),
)
PAGES = {
    "likely duplicates": "",
    "likely duplicates, page 8": "?after=900,{middle}",
    "likely duplicates by name": "?q=halvenko",
    "likely duplicates of bodies": "?kind=body",
    "all speakers": "?show=all",
    "all, by part of a name": "?show=all&q=lubakov",
    "all, by another script": "?show=all&q=Дмитро+Любаков",
    "all with likely duplicates": "?show=all&only=likely",
    "all without an office": "?show=all&only=no_office",
    "all without an office, by name": "?show=all&only=no_office&q=mara",
    "not the same": "?show=apart",
    "merged": "?show=merged",
}


def named(number: int, rng: random.Random) -> tuple[str, str]:
    """(kind, name) of an invented speaker; every twentieth is the one before it in another spelling."""
    if number % 6 == 0:
        place = rng.choice(LEFT) + rng.choice(MIDDLE) + rng.choice(RIGHT)
        return (
            "body",
            f"Ministry of {rng.choice(('Ports', 'Defence', 'Trade', 'Health', 'Labour'))} of {place}",
        )
    family = rng.choice(LEFT) + rng.choice(MIDDLE) + rng.choice(MIDDLE) + rng.choice(RIGHT)
    return "person", f"{rng.choice(GIVEN)} {family}"


def otherwise(name: str) -> str:
    """The name as somebody else transliterates it."""
    for ours, theirs in OTHERWISE:
        name = name.replace(ours, theirs)
    return name


def make(number: int) -> None:
    """The schema and the rows, without triggers meanwhile."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    actor = User.objects.get(username="machine").pk
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        fill(number, actor)
        cursor.execute("SET session_replication_role = origin")
        for table in ("claims_speaker", "claims_speakeralias", "claims_affiliation", "claims_statement"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def fill(number: int, actor: int) -> None:
    """Speakers with their addresses, spellings, affiliations and statements; then the pairs."""
    import matching_data as data

    rng = random.Random(11)
    speakers, last = [], ("person", "Nobody At All")
    for pk in range(1, number + 1):
        kind, name = (last[0], otherwise(last[1])) if pk % 20 == 0 else named(pk, rng)
        speakers.append((pk, kind, name))
        last = (kind, name)
    pairs = [(kind, name) for pair in (*ONE, *TWO) for kind, name in ((pair[0], pair[1]), (pair[0], pair[2]))]
    speakers += [(pk, kind, name) for pk, (kind, name) in enumerate(pairs, FIRST_PAIR)]
    data.copy("claims.Speaker", (speaker_row(pk, kind, name, actor) for pk, kind, name in speakers))
    data.copy(
        "claims.SpeakerAddress",
        (
            {"slug": f"s{pk}", "target_id": pk, "current": True, "created_at": "2031-01-01"}
            for pk, *_ in speakers
        ),
    )
    bodies = [pk for pk, kind, _ in speakers if kind == "body"]
    people = [(pk, name) for pk, kind, name in speakers if kind == "person" and pk < FIRST_PAIR]
    data.copy("claims.SpeakerAlias", (alias_row(pk, name) for pk, name in people if pk % 4 == 0))
    data.copy("claims.Affiliation", (place_row(pk, rng.choice(bodies)) for pk, _ in people if pk % 2 == 0))
    said = [(pk, f"Speaker {pk} says that the pier of Velm is open") for pk, *_ in speakers]
    for model, rows in data.statement_rows(1, said, actor).items():
        if model == "claims.Statement":
            for row, (pk, *_) in zip(rows, speakers, strict=True):
                row |= {"voice": "named", "speaker_id": pk}
            data.copy(model, rows)


def speaker_row(pk: int, kind: str, name: str, actor: int) -> dict[str, Any]:
    """One speaker."""
    from sources.folding import fold

    row = {"id": pk, "name": name, "kind": kind, "search_key": fold(name), "last_actor_id": actor}
    return {**row, "created_at": "2031-01-01"}


def alias_row(pk: int, name: str) -> dict[str, Any]:
    """Another spelling of it."""
    from sources.folding import fold

    spelling = f"{name[0]}. {name.split()[-1]}"
    return {"speaker_id": pk, "spelling": spelling, "search_key": fold(spelling)}


def place_row(person: int, body: int) -> dict[str, Any]:
    """A place without dates."""
    unknown = {"zone": "", "precision": "unknown", "qualifier": "none", "basis": "unknown", "wording": ""}
    clocks = {f"{clock}_{part}": value for clock in ("since", "until") for part, value in unknown.items()}
    return {"person_id": person, "body_id": body, "title": "spokeswoman", **clocks}


def compare(number: int) -> None:
    """Compare so many speakers, spread over all; and make likely pairs of all who are spelled otherwise."""
    from claims.models import LikelyDuplicate, Speaker
    from claims.services.alike_speakers import compare_speaker

    spent = Spent()
    keys = list(Speaker.objects.filter(pk__lt=FIRST_PAIR).order_by("pk").values_list("pk", flat=True))
    rows = Speaker.objects.filter(pk__in=keys[:: max(1, len(keys) // number)]).select_related("merged_into")
    times = [spent.on(partial(compare_speaker, speaker=row)) for row in rows]
    print(f"comparing one speaker with all: {told([one[0] for one in times])};", end=" ")
    print(f"on the processor {told([one[1] for one in times])}")
    print(f"pairs of {len(times)} speakers: {LikelyDuplicate.objects.count()}")
    pairs = [
        LikelyDuplicate(first_id=pk - 1, second_id=pk, score=0.9, reason="another spelling")
        for pk in keys
        if pk % 20 == 0 or pk % 7 == 1
        if pk > 1
    ]
    LikelyDuplicate.objects.bulk_create(pairs, ignore_conflicts=True)


def pages() -> None:
    """The milliseconds of each page, asked for ten times."""
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client
    from django.test.utils import override_settings

    from claims.models import LikelyDuplicate
    from claimtrack.people import give_role

    user, _ = User.objects.get_or_create(username="benchmark")
    give_role(user=user, role="editor")
    client, spent = Client(), Spent()
    client.force_login(user)
    ordered = LikelyDuplicate.objects.filter(score=0.9).order_by("pk").values_list("pk", flat=True)
    middle = ordered[min(200, len(ordered) - 1)]
    print(f"{LikelyDuplicate.objects.count()} likely pairs")
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}  # nothing was collected here
    with override_settings(ALLOWED_HOSTS=["*"], DEBUG=False, STORAGES=storages):
        for name, query in PAGES.items():
            ask = partial(client.get, f"/desk/speakers/{query.format(middle=middle)}")
            assert ask().status_code == 200
            times = [spent.on(ask) for _ in range(10)]
            worst = max(one[0] for one in times)
            print(f"{name}: {told([one[0] for one in times])}, worst {worst:.1f} ms;", end=" ")
            print(f"on the processor {statistics.median(one[1] for one in times):.1f} ms")


def score() -> None:
    """Which pairs of the list are suggested, among all the others."""
    from claims.models import Speaker
    from claims.queries.likely_duplicates import likely_duplicates

    def names_like(pk: int) -> set[str]:
        found = [one.other for one in likely_duplicates(Speaker.objects.get(pk=pk))]
        return set(Speaker.objects.filter(pk__in=found).values_list("name", flat=True))

    hits: list[tuple[bool, tuple[str, str, str]]] = []
    wrong: list[tuple[bool, tuple[str, str, str]]] = []
    for place, pair in enumerate((*ONE, *TWO)):
        first = FIRST_PAIR + 2 * place
        found = pair[2] in names_like(first) or pair[1] in names_like(first + 1)
        (hits if pair in ONE else wrong).append((found, pair))
    print(f"of {len(ONE)} pairs that are one, {sum(found for found, _ in hits)} are suggested; not:")
    print("\n".join(f"    {pair[1]} / {pair[2]}" for found, pair in hits if not found))
    print(f"of {len(TWO)} traps, {sum(found for found, _ in wrong)} are suggested:")
    print("\n".join(f"    {pair[1]} / {pair[2]}" for found, pair in wrong if found))


def main() -> None:
    """Make the database where it is not there yet, ask, and drop it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--speakers", type=int, default=50_000)
    parser.add_argument("--compared", type=int, default=1000)
    parser.add_argument("--keep", action="store_true")
    given = parser.parse_args()

    def fill() -> None:
        make(given.speakers)
        compare(given.compared)

    with kept_database(NAME, fill, keep=given.keep, what=f"{given.speakers} speakers"):
        pages()
        score()


if __name__ == "__main__":
    main()

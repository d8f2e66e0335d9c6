"""The files that the benchmark of the import brings in."""

import argparse
import random
import subprocess
import sys
from pathlib import Path

PLACES = ("Port Brevin", "Lower Aldany", "Velm", "Halm", "Santa Relva", "Treska", "Old Tarrow")
PEOPLE = ("Ilse Tamm", "Ina Falk", "Jördis Varga", "Kofi Abara", "Mateus Gallo", "Zofia Novak")
SAYINGS = (
    "that the harbour would stay closed until the spring",
    "that nobody had asked the ministry",
    "that 14 of 20 boats had been counted",
    "it was too early to say what had happened",
)
WORDS = 500


def report(rng: random.Random, number: int) -> str:
    """One invented report of about 500 words, with header lines."""
    lines = [
        f"Outlet: Paper of {rng.choice(PLACES)}",
        f"URL: https://paper.example/{number}",
        f"Published: 2031-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        "",
        f"{rng.choice(PLACES)} waits for an answer, report {number}",
        "",
    ]
    while sum(len(line.split()) for line in lines) < WORDS:
        sentences = (
            f"{rng.choice(PEOPLE)} said on Monday in {rng.choice(PLACES)} {rng.choice(SAYINGS)}."
            for _ in range(rng.randint(2, 4))
        )
        lines += [" ".join(sentences), ""]
    return "\n".join(lines)


def corpus(asked: argparse.Namespace, place: Path, files: int) -> Path:
    """The folder to import: the one that is named, the generator's, or invented; the same ones every time."""
    if asked.folder:
        return Path(asked.folder)
    folder = place / f"corpus-{files}"
    if not folder.exists():
        folder.mkdir()
        if asked.bench:
            generator = Path(asked.bench) / "gen_articles.py"
            subprocess.run([sys.executable, generator, folder, str(files)], check=True)
            (folder / "manifest.tsv").unlink()
        else:
            rng = random.Random(7)
            for number in range(files):
                (folder / f"{number:06}.txt").write_text(report(rng, number))
    return folder

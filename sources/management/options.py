"""What the commands that bring files in have in common: in whose name, and what is declared."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError

from claimtrack import env, roles
from sources.choices import Display, OtherSaves
from sources.clocks import ClockError
from sources.ingest.dates import parse_declared
from sources.ingest.decode import known_encoding
from sources.ingest.facts import Declared
from sources.ingest.limits import Refused
from sources.services.other_saves import NobodyDecides, check_decider
from sources.services.outlets import is_name

WRONG_USE = 2


def add_declared(parser: ArgumentParser) -> None:
    """The options that say what holds where files do not say it themselves."""
    parser.add_argument("--outlet", default="", help="whose articles these are, where they do not say")
    parser.add_argument("--published", default="", metavar="DATE", help="when, where they do not say")
    parser.add_argument("--encoding", default="", help="of files that are not UTF-8")
    parser.add_argument("--display", choices=Display.values, default=Display.EXCERPTS)
    parser.add_argument(
        "--other-saves",
        choices=OtherSaves.values,
        default=OtherSaves.ASK,
        help="what another save of an article that is here becomes, decided in the name of CLAIMTRACK_USER",
    )


def acting_admin(*, other_saves: str) -> User:
    """The user named by CLAIMTRACK_USER, else the machine's, who decides nothing. Raises CommandError."""
    name = env.text("CLAIMTRACK_USER", roles.MACHINE)
    user = User.objects.filter(username=name).first()
    if user is None or (name != roles.MACHINE and not roles.is_admin(user)):
        raise CommandError(f"CLAIMTRACK_USER: there is no admin {name!r}.", returncode=WRONG_USE)
    try:
        check_decider(other_saves, user)
    except NobodyDecides as problem:
        said = f"--other-saves {other_saves}: {problem} Name an admin in CLAIMTRACK_USER."
        raise CommandError(said, returncode=WRONG_USE) from None
    return user


def declared_of(options: dict[str, Any]) -> Declared:
    """What is declared for the batch, read as the worker will. Raises CommandError."""
    outlet = options["outlet"].strip()
    if outlet and not is_name(outlet):
        raise CommandError(f"“{outlet[:80]}” is no name of an outlet.", returncode=WRONG_USE)
    try:
        if options["published"]:
            parse_declared(options["published"])
        encoding = known_encoding(options["encoding"]) if options["encoding"] else None
    except (ClockError, Refused) as problem:
        raise CommandError(str(problem), returncode=WRONG_USE) from None
    return Declared(outlet=outlet, published=options["published"].strip(), encoding=encoding)

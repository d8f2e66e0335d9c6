"""Other spellings of a speaker's name: added, corrected, taken away; the speaker is the root."""

from __future__ import annotations

import re

from django.contrib.auth.models import User

from claims.models import Speaker, SpeakerAlias
from claims.services.errors import Refused
from sources.folding import fold
from sources.services.acting import acting, person
from sources.services.roots import change

#: Code points of a spelling.
LONGEST = 200
#: BCP 47: a language, with script or region where it helps ("uk", "uk-Latn").
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?")


def add_spelling(
    *, editor: User, speaker: Speaker, expected: int, spelling: str, language: str = "", reason: str = ""
) -> SpeakerAlias:
    """Remember how a name is spelled elsewhere. Raises Refused (nothing in it, known already) and Stale."""
    spelling, language = _checked(speaker, spelling, language)
    actor = person(editor)
    with acting(actor, reason=" ".join(reason.split())):
        change(speaker, actor=actor, expected=expected)
        _refuse_known(speaker, spelling)
        made: SpeakerAlias = SpeakerAlias.objects.create(
            speaker=speaker, spelling=spelling, language=language, search_key=fold(spelling)
        )
    return made


def correct_spelling(
    *, editor: User, alias: SpeakerAlias, expected: int, spelling: str, language: str = "", reason: str = ""
) -> SpeakerAlias:
    """Spell it otherwise, or say another language. `expected`: the speaker's version. Raises as above."""
    spelling, language = _checked(alias.speaker, spelling, language)
    actor = person(editor)
    with acting(actor, reason=" ".join(reason.split())):
        change(alias.speaker, actor=actor, expected=expected)
        _refuse_known(alias.speaker, spelling, besides=alias.pk)
        alias.spelling, alias.language, alias.search_key = spelling, language, fold(spelling)
        alias.save(update_fields=["spelling", "language", "search_key"])
    return alias


def remove_spelling(*, editor: User, alias: SpeakerAlias, expected: int, reason: str = "") -> None:
    """Take away a spelling that is not the speaker's; history keeps it. Raises Stale."""
    actor = person(editor)
    with acting(actor, reason=" ".join(reason.split())):
        change(alias.speaker, actor=actor, expected=expected)
        alias.delete()


def _checked(speaker: Speaker, spelling: str, language: str) -> tuple[str, str]:
    spelling, language = " ".join(spelling.split()), language.strip()
    if not fold(spelling):
        raise Refused("This is no name: it has neither letters nor digits.")
    if len(spelling) > LONGEST:
        raise Refused(f"Keep the spelling under {LONGEST} characters.")
    if spelling == speaker.name:
        raise Refused("This is how we print the name already.")
    if language and not _TAG.fullmatch(language):
        raise Refused("Give the language as a tag like “uk”, or with its script: “uk-Latn”.")
    return spelling, language


def _refuse_known(speaker: Speaker, spelling: str, *, besides: int = 0) -> None:
    if speaker.aliases.filter(spelling=spelling).exclude(pk=besides).exists():
        raise Refused(f"“{spelling}” is recorded already.")

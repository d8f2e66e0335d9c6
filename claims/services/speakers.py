"""Speakers: found, or made with an address and the spelling they came with."""

from claims.choices import SpeakerKind
from claims.models import Speaker, SpeakerAddress, SpeakerAlias
from claims.queries.shapes import Shape, Slot
from claims.services.errors import Refused
from claims.services.inputs import SpeakerChoice
from sources.folding import fold
from sources.services.acting import Actor, acting
from sources.services.addresses import give_address
from sources.services.roots import change, create


def create_speaker(*, actor: Actor, name: str, kind: SpeakerKind, description: str = "") -> Speaker:
    """A new speaker with its address. Raises Refused for an empty name."""
    name = " ".join(name.split())
    if not name:
        raise Refused("Give the speaker a name.")
    with acting(actor):
        speaker = create(
            Speaker, actor=actor, name=name, kind=kind, description=description, search_key=fold(name)
        )
        give_address(SpeakerAddress, target=speaker, words=name)
    return speaker


def add_alias(*, actor: Actor, speaker: Speaker, spelling: str, language: str = "") -> None:
    """Remember another spelling; one that is known already, or is the name itself, changes nothing."""
    spelling = " ".join(spelling.split())
    if not spelling or spelling == speaker.name or speaker.aliases.filter(spelling=spelling).exists():
        return
    with acting(actor):
        change(speaker, actor=actor, expected=None)
        SpeakerAlias.objects.create(
            speaker=speaker, spelling=spelling, language=language, search_key=fold(spelling)
        )


SPEAKER: Shape[Speaker] = Shape(
    lambda: Speaker.objects.select_related("merged_into").filter(pk=Slot("pk")).order_by("pk")[:1]
)


def resolve_speaker(*, actor: Actor, choice: SpeakerChoice | None) -> Speaker | None:
    """The speaker a form means, over a merge; a new one is made. Raises Refused where there is none such."""
    if choice is None or (choice.speaker_id is None and not choice.new_name.strip()):
        return None
    if choice.speaker_id is None:
        speaker = create_speaker(actor=actor, name=choice.new_name, kind=choice.new_kind)
    else:
        found = next(iter(SPEAKER.rows(pk=choice.speaker_id)), None)
        if found is None:
            raise Refused("That speaker does not exist any more. Choose another.")
        speaker = found.merged_into or found
    if choice.alias:
        add_alias(actor=actor, speaker=speaker, spelling=choice.alias)
    return speaker

"""What no form can see alone: whether voice, speaker and relays fit together."""

from __future__ import annotations

from typing import Protocol

from claims.choices import SpeakerKind, Voice
from claims.forms.links import LinkForm
from claims.forms.people import RelayForm, SpeakerPick
from claims.forms.picking import NEW
from claims.forms.statement import StatementForm
from claims.services.statements import SPEAKING
from sources.models import Article

Errors = list[tuple[str, str]]


class Together(Protocol):
    """The forms of one statement, as far as they are checked against one another."""

    article: Article
    main: StatementForm
    who: SpeakerPick
    relays: list[RelayForm]
    links: list[LinkForm]


def check_together(forms: Together) -> Errors:
    """Return (where it leads, sentence) for each thing that does not fit."""
    return [*_speaker(forms), *_relays(forms), *_claims(forms)]


def _speaker(forms: Together) -> Errors:
    voice = Voice(forms.main.cleaned_data["voice"] or Voice.NAMED)
    who, name = forms.who, forms.who.cleaned_data["name"]
    if voice in SPEAKING and not who.picked.key:
        return [(f"#id_{who.prefix}-name", "Say who speaks: choose a speaker, or type a name.")]
    if voice in (Voice.UNATTRIBUTED, Voice.OUTLET) and name:
        return [("#id_who-name", f"A statement in the voice “{voice.label}” has no speaker. Clear the name.")]
    if who.picked.key == NEW and voice in SPEAKING:
        record = who.cleaned_data["kind"] == SpeakerKind.RECORD
        if record and voice == Voice.NAMED:
            return [("#id_who-kind", "A record speaks only in the voice “a record”. Choose that voice.")]
        if not record and voice == Voice.RECORD:
            return [("#id_who-kind", "In the voice “a record” the new speaker is of the kind “record”.")]
    return []


def _relays(forms: Together) -> Errors:
    """Neither the outlet nor the speaker is ever a relay."""
    outlet = forms.article.outlet
    own = f"outlet:{outlet.merged_into_id or outlet.pk}" if outlet else ""
    found: Errors = []
    for relay in forms.relays:
        key, control = relay.picked.key, f"#id_{relay.prefix}-name"
        if key and key == own:
            found.append(
                (control, "The article’s own outlet is never a relay: it is where the words arrive.")
            )
        if key and key == forms.who.picked.key:
            found.append((control, "The speaker is never a relay: it is where the words come from."))
        if not key and relay.cleaned_data["channel"]:
            found.append((control, "Say who passed the words on, or clear the row."))
    return found


def _claims(forms: Together) -> Errors:
    seen: set[str] = set()
    found: Errors = []
    for link in forms.links:
        same = link.picked.key if link.picked.key != NEW else f"new {link.picked.name.casefold()}"
        if same and same in seen:
            found.append((f"#id_{link.prefix}-name", "A statement is linked with a claim once. Remove one."))
        seen.add(same)
    return found

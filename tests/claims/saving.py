"""What the tests of the services share: a statement as a door would hand it over."""

from claims.choices import Mode, Stance, Voice
from claims.models import Claim, Relay, Speaker, Statement, StatementLink, StatementPassage
from claims.services.inputs import LinkInput, SpeakerChoice, StatementInput, Words
from claims.services.statements import save_statement
from sources.models import Passage
from tests.claims.desk import ACCUSES


def words_of(version, *stretches):
    """The stretches as the editor saw them."""
    text = version.text
    return tuple(Words(text.index(one), text.index(one) + len(one), one) for one in stretches)


def new_speaker(name="Orla Venn"):
    return SpeakerChoice(new_name=name)


def asserts(claim="The fire was set", stance=Stance.ASSERTS):
    """A link with a new claim, or with one that is there."""
    if isinstance(claim, str):
        return LinkInput(stance=stance, new_claim=claim)
    return LinkInput(stance=stance, claim_id=claim.pk)


def data(version, *stretches, **fields):
    """A statement by a new speaker, named and indirect, unless said otherwise."""
    given = {"voice": Voice.NAMED, "mode": Mode.INDIRECT, "speaker": new_speaker(), **fields}
    return StatementInput(content=words_of(version, *(stretches or [ACCUSES])), **given)


def save(editor, version, *stretches, statement=None, expected=None, reason="", **fields):
    """Save it."""
    return save_statement(
        editor=editor,
        version_id=version.pk,
        data=data(version, *stretches, **fields),
        statement=statement,
        expected=expected,
        reason=reason,
    )


def rows():
    """How many rows there are of everything a save may write."""
    models = (Statement, StatementPassage, StatementLink, Relay, Speaker, Claim, Passage)
    return {model.__name__: model._default_manager.count() for model in models}


def events(row):
    """The history of a row: what happened, by whom, why, under which version of its root."""
    columns = ("pgh_label", "pgh_actor", "pgh_reason", "pgh_root", "pgh_root_version")
    return list(row.events.order_by("pgh_id").values_list(*columns))

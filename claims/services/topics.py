"""Topics, and whom a claim is about."""

from django.contrib.auth.models import User

from claims.choices import Moved, PartyRole
from claims.models import Claim, ClaimParty, ClaimTopic, Speaker, Topic, TopicAddress
from claims.services.errors import Refused
from claims.services.inputs import SpeakerChoice
from claims.services.speakers import resolve_speaker
from claims.summaries import claims_of_claim, record_revision
from sources.folding import fold
from sources.services.acting import Actor, acting, person
from sources.services.addresses import give_address
from sources.services.roots import change, create, root_key


def create_topic(*, editor: User, name: str, description: str = "", reason: str = "") -> Topic:
    """A new storyline with its address. Raises Refused for an empty name."""
    name = " ".join(name.split())
    if not name:
        raise Refused("Give the topic a name.")
    actor = person(editor)
    with acting(actor, reason=reason):
        topic = create(Topic, actor=actor, name=name, description=description, search_key=fold(name))
        give_address(TopicAddress, target=topic, words=name)
    return topic


def put_under_topic(*, editor: User, claim: Claim, expected: int, topic: Topic, reason: str = "") -> None:
    """Gather a claim under a topic; one that stands there already stays. Raises Stale."""
    actor = person(editor)
    with acting(actor, reason=reason):
        change(claim, actor=actor, expected=expected)
        placed, _ = ClaimTopic.objects.get_or_create(claim=claim, topic=topic.merged_into or topic)
        _revise(actor, claim, placed)


def put_under_new_topic(*, editor: User, claim: Claim, expected: int, name: str, reason: str = "") -> Topic:
    """Make a topic and gather the claim under it: both or neither. Raises Refused and Stale."""
    with acting(person(editor), reason=reason):
        topic = create_topic(editor=editor, name=name, reason=reason)
        put_under_topic(editor=editor, claim=claim, expected=expected, topic=topic, reason=reason)
    return topic


def take_from_topic(
    *, editor: User, claim: Claim, expected: int, placed: ClaimTopic, reason: str = ""
) -> None:
    """Take a claim from under a topic; the topic stays. Raises Stale."""
    _take_away(editor=editor, claim=claim, expected=expected, member=placed, reason=reason)


def name_party(
    *,
    editor: User,
    claim: Claim,
    expected: int,
    speaker: Speaker | SpeakerChoice,
    role: PartyRole,
    reason: str = "",
) -> ClaimParty:
    """Say whom a claim is about, and in what part; a new speaker is made. Raises Refused and Stale."""
    actor = person(editor)
    with acting(actor, reason=reason):
        change(claim, actor=actor, expected=expected)
        choice = speaker if isinstance(speaker, SpeakerChoice) else SpeakerChoice(speaker_id=speaker.pk)
        named = resolve_speaker(actor=actor, choice=choice)
        if named is None:
            raise Refused("Say whom the claim is about: choose a speaker, or type a name.")
        party, _ = ClaimParty.objects.get_or_create(claim=claim, speaker=named, role=role)
        _revise(actor, claim, party)
    return party


def drop_party(*, editor: User, claim: Claim, expected: int, party: ClaimParty, reason: str = "") -> None:
    """Say that a claim is not about a party in that part. Raises Stale."""
    _take_away(editor=editor, claim=claim, expected=expected, member=party, reason=reason)


def _take_away(
    *, editor: User, claim: Claim, expected: int, member: ClaimTopic | ClaimParty, reason: str
) -> None:
    actor = person(editor)
    with acting(actor, reason=reason):
        change(claim, actor=actor, expected=expected)
        member.delete()
        _revise(actor, claim, member)


def _revise(actor: Actor, claim: Claim, member: ClaimTopic | ClaimParty) -> None:
    moved = Moved.TOPIC if isinstance(member, ClaimTopic) else Moved.PARTY
    record_revision(actor=actor, claims=claims_of_claim(claim.pk), moved=moved, subject=root_key(claim))

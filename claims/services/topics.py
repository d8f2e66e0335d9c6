"""Topics, and whom a claim is about."""

from django.contrib.auth.models import User

from claims.choices import Moved, PartyRole
from claims.models import Claim, ClaimParty, ClaimTopic, Speaker, Topic, TopicAddress
from claims.services.errors import Refused
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
        ClaimTopic.objects.get_or_create(claim=claim, topic=topic.merged_into or topic)
        _revise(actor, claim)


def name_party(
    *, editor: User, claim: Claim, expected: int, speaker: Speaker, role: PartyRole, reason: str = ""
) -> ClaimParty:
    """Say whom a claim is about, and in what part. Raises Stale."""
    actor = person(editor)
    with acting(actor, reason=reason):
        change(claim, actor=actor, expected=expected)
        party, _ = ClaimParty.objects.get_or_create(
            claim=claim, speaker=speaker.merged_into or speaker, role=role
        )
        _revise(actor, claim)
    return party


def _revise(actor: Actor, claim: Claim) -> None:
    record_revision(actor=actor, claims=claims_of_claim(claim.pk), moved=Moved.TEXT, subject=root_key(claim))

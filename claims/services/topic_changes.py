"""Changing a topic: its name and what it gathers, with the pages that show the name."""

from django.contrib.auth.models import User

from claims.choices import Moved
from claims.models import ClaimTopic, Topic, TopicAddress
from claims.services.errors import Refused
from claims.summaries import record_revision
from sources.folding import fold
from sources.services.acting import acting, person
from sources.services.addresses import give_address
from sources.services.roots import change, root_key


def topic_named(name: str) -> Topic | None:
    """The topic that is called so in any spelling; None where there is none."""
    found: Topic | None = Topic.objects.filter(search_key=fold(name), merged_into__isnull=True).first()
    return found


def change_topic(
    *, editor: User, topic: Topic, expected: int, name: str, description: str, reason: str = ""
) -> Topic:
    """Rename or describe a topic; a new name gives a new address, and the old one leads on.

    Claims under it show the name, so each gets a revision. Raises Refused for a name without letters or
    digits, and Stale.
    """
    name = " ".join(name.split())
    if not fold(name):
        raise Refused("Give the topic a name with letters or digits.")
    actor = person(editor)
    with acting(actor, reason=reason):
        before = Topic.objects.values_list("name", flat=True).get(pk=topic.pk)
        change(
            topic, actor=actor, expected=expected, name=name, description=description, search_key=fold(name)
        )
        if name != before:
            give_address(TopicAddress, target=topic, words=name)
            claims = set(ClaimTopic.objects.filter(topic=topic).values_list("claim_id", flat=True))
            record_revision(actor=actor, claims=claims, moved=Moved.TOPIC, subject=root_key(topic))
    return topic

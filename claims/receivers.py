"""What this room does when something happens in `sources`."""

from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest

from claims.draft_places import FIELD, read_place
from claims.services.batch_saves import settle_saves
from claims.services.drafts import save_draft
from claims.services.errors import Refused
from claims.services.overlaps import retell
from claims.services.reading_queue import is_waiting, queue, queue_again
from claims.tasks import send_nudge
from claims.views.drafting import taken_up
from claimtrack.access import form_turned_away
from sources.signals import article_imported, overlaps_changed, texts_compared, texts_laid_again


@receiver(overlaps_changed)
def follow_overlaps(articles: frozenset[int], **_signal: Any) -> None:
    """Origins follow what was found, in the transaction in which it was."""
    retell(articles)


@receiver(texts_compared)
def settle_what_is_set(**_signal: Any) -> None:
    """Once a batch is read and compared, what was set for its other saves is done; else the sweep does it."""
    settle_saves()


@receiver(article_imported)
def queue_what_came(versions: frozenset[int], **_signal: Any) -> None:
    """What was imported waits to be read for statements, once it is compared; else the sweep finds it."""
    queue(versions)


@receiver(texts_laid_again)
def queue_what_changed(versions: frozenset[int], **_signal: Any) -> None:
    """Other parts of a text are read now."""
    queue_again(versions)


@receiver(texts_compared)
def read_what_came(**_signal: Any) -> None:
    """The imports are done: have the texts that came with them read for statements."""
    if is_waiting():
        send_nudge()


@receiver(form_turned_away)
def keep_what_was_typed(request: HttpRequest, **_signal: Any) -> str:
    """Keep it as a draft of the editor for whom the form was made, whoever is signed in now."""
    place = read_place(request.POST.get(FIELD, ""))
    if place is None:
        return ""
    try:
        return taken_up(save_draft(place=place, fields=dict(request.POST.lists())))
    except Refused:
        return ""

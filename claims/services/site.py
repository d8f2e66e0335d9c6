"""What the site says of itself: one row, changed by compare and swap."""

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import F

from claims.models import SiteSettings
from claims.services.errors import Refused
from sources.services.acting import acting, person, tell_history
from sources.services.roots import root_key

#: In code points; an about page longer than this is a document of its own.
LONGEST_TEXT = 20_000
ROW = 1


class SettingsMoved(Refused):
    """Somebody else saved first; nothing was written. Doors answer with 409 and both texts."""


def update_site_settings(
    *,
    admin: User,
    expected: int,
    about: str,
    method: str,
    contact: str,
    reason: str = "",
    second_pair: bool | None = None,
) -> SiteSettings:
    """Say what the about page says; an empty text lets the page speak the product's own words.

    second_pair: whether a claim becomes visible only after another editor's approval; None: as before.
    expected: the version the texts were written on, 0 where nothing was saved yet. Raises Refused for a
    text over LONGEST_TEXT, SettingsMoved when the version is no longer that one.
    """
    texts = {"about": about.strip(), "method": method.strip(), "contact": contact.strip()}
    switch = {} if second_pair is None else {"second_pair": second_pair}
    for name, text in texts.items():
        if len(text) > LONGEST_TEXT:
            raise Refused(f"Keep the text of “{name}” under {LONGEST_TEXT:,} characters.")
    actor = person(admin)
    with acting(actor, reason=reason):
        tell_history(root=root_key(SiteSettings(pk=ROW)), root_version=str(expected + 1))
        if expected == 0:
            return _first(last_actor_id=actor.user_id, **texts, **switch)
        changed = SiteSettings.objects.filter(pk=ROW, version=expected).update(
            version=F("version") + 1, last_actor_id=actor.user_id, **texts, **switch
        )
        if not changed:
            raise SettingsMoved(f"These texts are no longer at version {expected}.")
        return SiteSettings.objects.get(pk=ROW)


def _first(**columns: object) -> SiteSettings:
    try:
        with transaction.atomic():  # so that the reader of the refusal still has a transaction
            return SiteSettings.objects.create(pk=ROW, **columns)
    except IntegrityError as error:
        raise SettingsMoved("These texts were written by somebody else in the meantime.") from error

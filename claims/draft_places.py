"""To which form what was typed belongs: written into the form, signed, so that it can be kept for its editor.

The signature stands in for a session: a form that is sent after its editor's session has ended is kept for
that editor, and for nobody else. It lets its holder do nothing but leave a draft there.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.core import signing

#: As long are forms believed, and drafts kept.
KEPT = timedelta(days=30)
#: The field of a form that carries its place.
FIELD = "draft"
_SALT = "claims.draft"


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """One form of one editor.

    form: which one, "claim 12 words"; title: in words; page: the path of the page it stands on; base: the
    root's version when it was opened, 0 for a new one; article: whose words may be quoted in it.
    """

    user: int
    form: str
    title: str
    page: str
    base: int = 0
    article: int | None = None

    def signed(self) -> str:
        """As the form carries it."""
        return signing.dumps(asdict(self), salt=_SALT, compress=True)


def read_place(token: str) -> DraftPlace | None:
    """The place that a form carries; None where it is forged, mangled or older than KEPT."""
    try:
        return DraftPlace(**signing.loads(token, salt=_SALT, max_age=KEPT))
    except (signing.BadSignature, TypeError):
        return None

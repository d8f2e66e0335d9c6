"""What the about page says."""

from claims.models import SiteSettings
from claims.queries.shapes import Shape
from claims.services.site import ROW

_SAVED: Shape[SiteSettings] = Shape(lambda: SiteSettings.objects.select_related("last_actor").filter(pk=ROW))


def site_settings() -> SiteSettings:
    """The texts as saved; version 0 and empty texts where nobody saved any yet. One query."""
    found = _SAVED.rows()
    return found[0] if found else SiteSettings(pk=ROW, version=0)


def paragraphs(text: str) -> tuple[str, ...]:
    """A plain text as its paragraphs: an empty line parts them."""
    parts = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return tuple(part.strip() for part in parts if part.strip())

"""What the about page says."""

from claims.models import SiteSettings
from claims.services.site import ROW


def site_settings() -> SiteSettings:
    """The texts as saved; version 0 and empty texts where nobody saved any yet. One query."""
    found = SiteSettings.objects.select_related("last_actor").filter(pk=ROW).first()
    return found or SiteSettings(pk=ROW, version=0)


def paragraphs(text: str) -> tuple[str, ...]:
    """A plain text as its paragraphs: an empty line parts them."""
    parts = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return tuple(part.strip() for part in parts if part.strip())

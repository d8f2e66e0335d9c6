"""Outlets: who publishes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sources.choices import OutletKind
from sources.models.address import AddressBase, address_stays, one_current_address
from sources.models.fields import choice_check, choice_field
from sources.models.history import history
from sources.models.merging import merge_is_one_step, merged_into
from sources.models.root import Root, version_only_grows
from sources.querysets import OutletQuerySet


@history
class Outlet(Root):
    """A publisher of articles: a newspaper, a broadcaster, an agency, a ministry's own page."""

    name = models.CharField(max_length=200, help_text="As we print it.")
    aliases = ArrayField(
        models.CharField(max_length=200), default=list, blank=True, help_text="Other spellings."
    )
    search_key = models.TextField(
        blank=True, default="", help_text="Folded name and aliases; filled by the service."
    )
    kind = choice_field(OutletKind, default=OutletKind.OTHER)
    country = models.CharField(max_length=2, blank=True, default="", help_text="ISO 3166-1, two letters.")
    language = models.CharField(max_length=12, blank=True, default="", help_text="BCP 47.")
    zone = models.CharField(max_length=64, blank=True, default="", help_text="IANA name.")
    domain = models.CharField(max_length=253, blank=True, default="", help_text="Without www.")
    merged_into = merged_into()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            choice_check("outlet", "kind", OutletKind),
            models.CheckConstraint(condition=~models.Q(name=""), name="outlet_has_a_name"),
            # One outlet a folded name: two workers that read the same new masthead make one outlet.
            models.UniqueConstraint(
                fields=["search_key"],
                condition=models.Q(merged_into__isnull=True) & ~models.Q(search_key=""),
                name="outlet_once",
            ),
            models.UniqueConstraint(
                fields=["domain"],
                condition=models.Q(merged_into__isnull=True) & ~models.Q(domain=""),
                name="outlet_domain_once",
            ),
        ]
        triggers = [merge_is_one_step("sources_outlet"), version_only_grows()]

    def __str__(self) -> str:
        return self.name


class OutletAddress(AddressBase):
    """The words in an outlet's URL."""

    target = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="addresses")

    class Meta(AddressBase.Meta):
        constraints = [one_current_address("outlet")]
        triggers = address_stays()

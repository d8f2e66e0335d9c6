"""Factories of the desk's own work: who works on what, and whose approval a claim waits for."""

import factory

from claims import choices, models
from tests.factories.base import WrittenFactory
from tests.factories.claims import ClaimFactory
from tests.factories.subjects import DESK

__all__ = ["ClaimApprovalFactory", "DeskItemFactory"]


class DeskItemFactory(WrittenFactory):
    class Meta:
        model = models.DeskItem

    class Params:
        in_work = factory.Trait(state=choices.DeskState.IN_WORK, assignee=DESK)

    claim = factory.SubFactory(ClaimFactory)


class ClaimApprovalFactory(WrittenFactory):
    class Meta:
        model = models.ClaimApproval

    claim = factory.SubFactory(ClaimFactory, visible_since=None)
    asked_by = DESK

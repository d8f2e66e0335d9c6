"""Editors who save at the same moment, and a control that shows what versions are for."""

import pytest

from benchmarks.two_editors import CLAIMS, invent, save, save_blindly, trial

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("saves", "editors"), [(24, 3), pytest.param(2_000, 8, marks=pytest.mark.thorough)], ids=["few", "many"]
)
def test_no_save_is_lost_conflicts_are_seen_and_a_control_without_versions_loses(saves, editors):
    few = 1 if saves < 1000 else CLAIMS
    ours = trial(save, invent(few, "berth"), saves=saves, editors=editors)
    blind = trial(save_blindly, invent(few, "dock"), saves=saves, editors=editors)
    assert (ours.lost, ours.conflicts > 0, blind.lost > 0) == (0, True, True)

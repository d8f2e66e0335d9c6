"""What the database refuses of drafts."""

import pytest

from tests.factories.base import desk_editor
from tests.factories.site import DraftFactory
from tests.refusals import refused

pytestmark = pytest.mark.usefixtures("person_writes")


def test_an_editor_has_one_draft_of_a_form():
    draft = DraftFactory(user=desk_editor())
    with refused("draft_once"):
        DraftFactory(user=desk_editor(), form=draft.form)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [({"form": ""}, "draft_is_of_a_form"), ({"page": "https://x.example/"}, "draft_page_is_a_path")],
)
def test_it_is_of_a_form_that_stands_on_a_page_of_this_site(wrong, name):
    with refused(name):
        DraftFactory(**wrong)

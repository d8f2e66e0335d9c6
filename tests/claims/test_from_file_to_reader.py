"""The whole way without a browser: imported, read, decided at the desk, and on the page of the claim."""

import re

import pytest
from django.test import Client

from claims import tasks
from claims.models import Claim, ClaimAddress, Reading, Statement
from claims.receivers import queue_what_came
from claims.services.claims import create_claim
from sources.models import ArticleVersion
from sources.services.acting import person
from sources.services.comparing import compare_waiting
from tests.claims.desk import page
from tests.factories.base import settle
from tests.factories.claims import SpeakerFactory
from tests.sources.importing import batch_of, drain_all

pytestmark = pytest.mark.django_db

CLAIM = "The bridge at Port Velm was closed because of a crack"
DENIAL = "“The bridge at Port Velm was not closed because of a crack,” said Orla Venn, the harbour minister."
REPORT = f"""Outlet: Velm Courier
Published: 2031-05-12
Headline: Minister answers questions on the bridge

Cars have queued at the ferry of Port Velm since Monday, and the bridge has stayed shut to all traffic.

{DENIAL}

The works are to last until the autumn, and the ferry will sail at night as well.
"""


def test_a_denial_goes_from_a_file_over_the_desk_to_the_page_of_its_claim(
    editor, editor_client, data_dir, monkeypatch
):
    monkeypatch.setattr(tasks, "send_nudge", lambda: None)
    SpeakerFactory(name="Orla Venn", search_key="orla venn")
    create_claim(actor=person(editor), text=CLAIM)
    slug = ClaimAddress.objects.get().slug
    import_report()
    assert list(Reading.objects.values_list("state", flat=True)) == ["pending"]
    tasks.read_statements()
    settle()
    made = Statement.objects.get(speaker__name="Orla Venn")
    assert made.state == "proposed"
    desk = page(editor_client.get("/desk/"))
    assert "Worth deciding first" in desk and "Minister answers questions" in desk
    shown = page(editor_client.get(f"/desk/articles/{made.article_version.article_id}/?view=list"))
    link = re.search(rf'name="link" value="(\d+)"[^>]*>\s*<label[^>]*>.*?{CLAIM}', shown, re.DOTALL)
    assert link is not None
    assert "Orla Venn" not in page(Client().get(f"/claims/{slug}/"))
    given = {"expected": made.version, "link": link[1]}
    accepted = editor_client.post(f"/desk/statements/{made.pk}/accept/", given, follow=True)
    assert "Accepted." in page(accepted)
    assert Claim.objects.visible().count() == 1
    read = page(Client().get(f"/claims/{slug}/"))
    assert "Orla Venn" in read and "denies" in read


def import_report():
    """Through the queue of files, as the worker does."""
    batch_of({"bridge.txt": REPORT})
    assert drain_all() == ["imported"]
    settle()
    while compare_waiting():
        pass
    queue_what_came(versions=frozenset([ArticleVersion.objects.get().pk]))

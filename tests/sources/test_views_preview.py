import re
import time

import pytest

from sources import views, views_preview
from sources.services.previews import look_at_files
from tests.sources.importing import batch_of, drain_all, fates, text
from tests.sources.test_views_upload import send, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

MARCH = "Der Hafen bleibt bis März geschlossen, sagt Jördis Tamm.".encode("cp1252")


@pytest.fixture(autouse=True)
def nudges(monkeypatch):
    """What would go to the worker."""
    sent = []
    for module in (views, views_preview):
        monkeypatch.setattr(module, "nudge", lambda: sent.append("nudge"))
    return sent


def look():
    while look_at_files(until=time.monotonic() + 20):
        pass


def page_of(batch):
    return f"/imports/{batch.pk}/"


@pytest.mark.parametrize("number", [1, 3])
def test_the_preview_asks_the_same_number_of_questions_whatever_its_length(
    admin_client, django_assert_num_queries, number
):
    batch = batch_of({f"{n}.txt": text(f"Report {n}.", Outlet="Halm") for n in range(number)}, preview=True)
    look()
    admin_client.get(page_of(batch))
    with django_assert_num_queries(8):  # session, user, role, batch, counts, saves, files, not looked at
        page = admin_client.get(page_of(batch)).content.decode()
    assert page.count('data-l="Becomes"') == number
    assert ("data-live" in page, "js/live.js" in page) == (False, False)


def test_the_preview_says_what_each_file_would_become(admin_client):
    batch_of({"old.txt": text("Here before.")})
    drain_all()
    batch = batch_of(
        {
            "<b>a.txt": text(Outlet="Halm Courier", Headline="Ferry late", Published="2031-03-04"),
            "b.txt": text("Here before."),
            "c.txt": MARCH,
            "d.txt": b"\xff\xd8" + bytes(3000),
        },
        preview=True,
    )
    page = admin_client.get(page_of(batch)).content.decode()
    assert ("data-live" in page, "4 files still to be looked at" in page) == (True, True)
    look()
    page = admin_client.get(page_of(batch)).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert (
        "Nothing is imported yet: 1 of 4 files can be. 1 was here already, 1 rejected, 1 held: say" in words
    )
    assert "Halm Courier 4 Mar 2031 Ferry late The harbour of Port Brevin" in words
    assert "here already Article" in words
    assert "rejected. This file is not text." in words
    assert ("<b>a.txt" in page, f"/imports/files/{batch.files.get(name='c.txt').pk}/encoding/" in page) == (
        False,
        True,
    )
    assert "Import 1 file<" in page
    assert page.count('type="checkbox"') == 1


def test_an_upload_waits_for_a_look_where_that_is_asked_for(admin_client, nudges):
    send(admin_client, upload("a.txt", text("One.")), then="preview")
    send(admin_client, upload("b.txt", text("Two.")), then="import")
    assert drain_all() == ["imported"]
    assert nudges == ["nudge", "nudge"]


@pytest.mark.parametrize(
    ("wish", "fate"),
    [("import", "pending"), ("discard", "cancelled"), ("leave_out", "cancelled"), ("take_in", "pending")],
)
def test_a_decision_is_one_press(admin_client, wish, fate):
    batch = batch_of({"a.txt": text()}, preview=True)
    files = [batch.files.get().pk, "x"]
    answer = admin_client.post(f"{page_of(batch)}preview/", {"do": wish, "files": files})
    assert (answer["Location"], fates(batch)) == (page_of(batch), {"a.txt": fate})
    assert admin_client.post(f"{page_of(batch)}preview/", {"do": "x"}).status_code == 400


def test_all_files_of_all_pages_are_left_out_or_taken_in_by_one_press(admin_client, monkeypatch):
    monkeypatch.setattr("sources.queries.FILES_A_PAGE", 2)
    batch = batch_of({f"{n}.txt": text(f"Report {n}.") for n in range(4)}, preview=True)
    batch.files.filter(name="3.txt").update(state="rejected", reason="No text.")
    page = admin_client.get(page_of(batch)).content.decode()
    assert ("Leave out all 3 files" in page, "left out in again" in page) == (True, False)
    admin_client.post(f"{page_of(batch)}preview/", {"do": "leave_all_out"})
    assert [*fates(batch).values()] == [*["cancelled"] * 3, "rejected"]
    page = admin_client.get(page_of(batch)).content.decode()
    assert ("Leave out all" in page, "Take all 3 left out in again" in page) == (False, True)
    admin_client.post(f"{page_of(batch)}preview/", {"do": "take_all_in"})
    assert [*fates(batch).values()] == [*["pending"] * 3, "rejected"]


def test_a_file_is_held_released_and_what_failed_is_tried_again_at_once(admin_client, nudges):
    batch = batch_of({"a.txt": text("One."), "b.txt": text("Two."), "c.txt": text("Three.")})
    a, b, c = batch.files.values_list("pk", flat=True)
    admin_client.post(f"/imports/files/{a}/hold/")
    batch.files.filter(pk__in=[b, c]).update(state="rejected", reason_code="failed", reason="It failed.")
    page = admin_client.get(page_of(batch)).content.decode()
    assert "0 of 3 imported, 2 rejected, 1 held by hand." in page
    assert ("Held by ada." in page, "Say the encoding" in page) == (True, False)
    admin_client.post(f"{page_of(batch)}again/")
    assert drain_all() == ["imported", "imported"]
    admin_client.post(f"/imports/files/{a}/release/")
    assert (drain_all(), len(nudges)) == (["imported"], 2)
    admin_client.post(f"/imports/files/{a}/hold/")
    assert fates(batch)["a.txt"] == "imported"


def test_a_moving_batch_says_its_rate_and_the_time_left(admin_client, django_assert_num_queries):
    from django.db.models.functions import Now

    from sources.queries import PACE_OVER

    batch = batch_of({f"{n}.txt": text(f"Report {n}.") for n in range(4)})
    drain_all()
    batch.files.filter(name__in=["0.txt", "1.txt"]).update(finished_at=Now() - PACE_OVER / 30)
    batch.files.filter(name="3.txt").update(state="pending", finished_at=None, article_version=None)
    # session, user, role, batch, counts, saves, what is not compared and not looked through, pace, encodings
    # said, files
    with django_assert_num_queries(11):
        page = admin_client.get(page_of(batch)).content.decode()
    assert re.search(r"1\.[45] files a second, about 1 s left", page)


def test_what_becomes_of_other_saves_is_chosen_before_and_after_the_import(admin, admin_client, nudges):
    batch = batch_of({"a.txt": text()}, preview=True)
    address = f"{page_of(batch)}other-saves/"
    page = admin_client.get(page_of(batch)).content.decode()
    assert "Another save of an article that is here: an editor decides each." in page
    done = admin_client.post(address, {"other_saves": "version"}, follow=True).content.decode()
    said = "Another save of an article that is here: the next version of it"
    assert (f"{said}." in done, f"{said}, as <bdi>ada</bdi> set." in done) == (True, True)
    admin_client.post(address, {"other_saves": "version"})
    batch.refresh_from_db()
    assert (batch.other_saves, batch.other_saves_by, len(nudges)) == ("version", admin, 1)
    for wrong in ({}, {"other_saves": "both"}, {"other_saves": "\0"}):
        assert admin_client.post(address, wrong).status_code == 400
    discard = admin_client.post(f"{page_of(batch)}preview/", {"do": "discard"}, follow=True).content.decode()
    assert f"{said}, as <bdi>ada</bdi> set." in discard

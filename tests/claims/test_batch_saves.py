"""Other saves of a batch for which somebody chose what they become: decided so, in that person's name."""

import pytest

from claims import tasks
from claims.choices import OverlapDecision
from claims.querysets import visible_articles
from claims.services.batch_saves import settle_saves
from claims.services.overlaps import decide_overlap
from sources.choices import OtherSaves
from sources.models import Article, Overlap
from sources.services.other_saves import NobodyDecides, set_other_saves
from tests.claims.desk import TEXT, page
from tests.claims.saving import asserts, events, save
from tests.factories.sources import (
    ArticleVersionFactory,
    ImportBatchFactory,
    ImportFileFactory,
    OverlapFactory,
)
from tests.sources.alike import compare_all, sketched, words

pytestmark = pytest.mark.django_db
STORY = " ".join(words(120, 1))


def brought(admin, setting, number=2):
    """A batch with that setting, and so many saves of one page in it, compared."""
    batch = ImportBatchFactory(other_saves=setting, other_saves_by=admin)
    articles = [sketched(f"{STORY} Save {n}.", batch=batch) for n in range(number)]
    compare_all()
    return batch, articles


def ties():
    """(reprint of, same as, whether it has a text of its own) of each article, in their order."""
    rows = Article.objects.order_by("pk").values_list("reprint_of", "same_as", "current_version")
    return [(copied, same, text is not None) for copied, same, text in rows]


def told():
    return list(Overlap.objects.order_by("pk").values_list("state", "kind", "reason"))


@pytest.mark.parametrize("setting", ["version", "duplicate", "reprint"])
def test_three_saves_become_what_was_set_and_a_second_worker_finds_nothing_left(admin, setting):
    batch, (first, *_) = brought(admin, setting, number=3)
    assert settle_saves() == 3
    as_set = {
        "version": (None, first.pk, False),
        "duplicate": (None, first.pk, True),
        "reprint": (first.pk, None, True),
    }
    assert ties() == [(None, None, True), as_set[setting], as_set[setting]]
    assert first.versions.count() == (3 if setting == "version" else 1)
    before = told()
    words = OtherSaves(setting).label
    reason = f"As {admin.username} set for other saves of batch {batch.pk}: {words[0].lower()}{words[1:]}."
    kind = "reprint" if setting == "reprint" else "another_save"
    assert before == [("decided", kind, reason)] * 3
    assert settle_saves() == 0
    compare_all()
    tasks.sweep()
    assert told() == before


def test_the_decision_is_that_of_whoever_set_it_and_an_editor_takes_it_back_for_good(admin, editor):
    batch, _ = brought(admin, "version")
    settle_saves()
    overlap = Overlap.objects.get()
    last = events(overlap)[-1]
    assert (overlap.decided_by, last[1]) == (admin, f"user:{admin.pk}")
    assert last[2] == f"As {admin.username} set for other saves of batch {batch.pk}: the next version of it."
    versions = dict(Article.objects.values_list("pk", "version"))
    decide_overlap(
        editor=editor,
        overlap=overlap,
        expected=versions,
        decision=OverlapDecision.UNDO,
        reason="Two reports.",
    )
    compare_all()
    assert (settle_saves(), ties()) == (0, [(None, None, True)] * 2)


def test_nothing_is_decided_before_all_of_the_batch_is_read_and_compared_nor_where_editors_are_asked(admin):
    batch, _ = brought(admin, "duplicate")
    brought_elsewhere = OverlapFactory(kind="another_save", second__batch=ImportBatchFactory())
    waiting = ImportFileFactory(batch=batch)
    assert settle_saves() == 0
    waiting.state = "cancelled"
    waiting.save()
    late = sketched(f"{STORY} Late.", batch=batch)
    assert settle_saves() == 0
    compare_all()
    assert settle_saves() == 3
    assert Article.objects.get(pk=late.pk).same_as_id
    brought_elsewhere.refresh_from_db()
    assert brought_elsewhere.state == "suggested"


def test_what_cannot_be_decided_so_stays_asked_with_the_reason_until_it_is_set_anew(
    admin, editor, version, admin_client, editor_client
):
    batch = ImportBatchFactory(other_saves="version", other_saves_by=admin)
    second = ArticleVersionFactory(text=TEXT, article__batch=batch).article
    save(editor, second.current_version, links=(asserts(),))
    overlap = OverlapFactory(first=version.article, second=second, kind="another_save")
    assert (settle_saves(), settle_saves()) == (0, 0)
    overlap.refresh_from_db()
    assert (overlap.state, overlap.decided_by) == ("suggested", None)
    assert f"That does not go: Words are marked in article {second.pk}" in overlap.reason
    assert list(visible_articles()) == [second]
    for client, address in (
        (admin_client, f"/imports/{batch.pk}/"),
        (editor_client, "/desk/review/?show=saves"),
        (editor_client, f"/articles/{version.article_id}/compare/?with={second.pk}"),
    ):
        assert "That does not go: Words are marked" in page(client.get(address))
    set_other_saves(batch=batch, setting=OtherSaves.REPRINT, by=admin)
    assert settle_saves() == 1
    assert Article.objects.get(pk=second.pk).reprint_of_id == version.article_id


def test_who_may_not_decide_any_more_decides_nothing_and_a_machine_never_did(admin):
    batch, _ = brought(admin, "duplicate")
    admin.is_active = False
    admin.save()
    assert settle_saves() == 0
    assert told()[0][2].endswith(f"That does not go: {admin.username} may not decide any more.")
    machine = type(admin).objects.get(username="machine")
    with pytest.raises(NobodyDecides, match="by a person"):
        set_other_saves(batch=batch, setting=OtherSaves.REPRINT, by=machine)


def test_an_editor_who_decides_first_is_not_overruled(admin, editor, monkeypatch):
    brought(admin, "duplicate")
    overlap = Overlap.objects.get()
    versions = dict(Article.objects.values_list("pk", "version"))
    waiting = [overlap.pk]
    decide_overlap(
        editor=editor,
        overlap=overlap,
        expected=versions,
        decision=OverlapDecision.UNDO,
        reason="Two reports.",
    )
    monkeypatch.setattr("claims.services.batch_saves._waiting", lambda: waiting)
    assert settle_saves() == 0
    assert told() == [("undone", "another_save", "Two reports.")]

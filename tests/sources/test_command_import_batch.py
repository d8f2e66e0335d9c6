import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError

from sources.management import progress
from sources.management.commands import import_batch
from sources.models import Article, ImportBatch
from sources.queries import Progress
from tests.sources.importing import drain_all, text
from tests.sources.worker import environment, manage, worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture
def folder(tmp_path):
    """Two saved articles, a picture and a manifest."""
    place = tmp_path / "clippings"
    place.mkdir()
    (place / "a.txt").write_text(text("One.", Outlet="The Halm Courier"))
    (place / "b.txt").write_text(text("Two."))
    (place / "photo.jpg").write_bytes(b"\xff\xd8")
    return place


@pytest.fixture(autouse=True)
def nudges(monkeypatch):
    """Nobody is nudged: each nudge drains at once, as the worker would."""
    sent = []
    monkeypatch.setattr(import_batch, "nudge", lambda: sent.append(drain_all()))
    return sent


def run(*arguments):
    """Run the command; return (exit status, what it printed)."""
    out = io.StringIO()
    try:
        call_command("import_batch", *map(str, arguments), stdout=out, stderr=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def refused(*arguments):
    with pytest.raises(CommandError) as error:
        run(*arguments)
    return error.value.returncode, str(error.value)


def test_a_folder_becomes_one_batch_of_the_machine(folder, nudges):
    status, printed = run(folder)
    batch = ImportBatch.objects.get()
    assert (status, nudges) == (0, [["imported", "imported"]])
    assert (batch.label, batch.origin, batch.made_by.username) == ("clippings", "command", "machine")
    assert printed.splitlines() == [
        f"Batch {batch.pk}, clippings: All 2 files have been read. 2 imported.",
        "  1 other file was left out: only .txt files are read.",
        f"http://localhost:8000/imports/{batch.pk}/",
    ]


def test_bringing_the_same_again_is_no_failure(folder):
    run(folder)
    status, printed = run(folder, "--wait")
    assert (status, "0 of 2 imported, 2 were here already." in printed) == (0, True)
    assert Article.objects.count() == 2


def test_each_held_or_rejected_file_is_named_with_its_reason(folder):
    (folder / "c.txt").write_bytes("März".encode("cp1252"))
    (folder / "d.txt").write_bytes(b"")
    status, printed = run(folder, "--wait")
    assert status == 1
    assert "  held      c.txt: The letters of this file are stored in a way that it does not say." in printed
    assert "  rejected  d.txt: This file is empty." in printed


def test_json_says_what_became_of_each_file(folder):
    (folder / "c.txt").write_bytes(b"")
    status, printed = run(folder, "--json")
    said = json.loads(printed)
    assert status == 1
    assert [(file["name"], file["state"], file["reason_code"]) for file in said["files"]] == [
        ("a.txt", "imported", ""),
        ("b.txt", "imported", ""),
        ("c.txt", "rejected", "empty"),
    ]
    first = Article.objects.earliest("pk")
    assert [file["article"] for file in said["files"]] == [
        f"/articles/{first.pk}/",
        f"/articles/{first.pk + 1}/",
        None,
    ]


def test_what_becomes_of_other_saves_is_set_in_the_name_of_an_admin_and_of_no_machine(
    folder, admin, monkeypatch
):
    code, said = refused(folder, "--other-saves", "reprint")
    assert (code, "decided by a person" in said, "CLAIMTRACK_USER" in said) == (2, True, True)
    assert ImportBatch.objects.count() == 0
    monkeypatch.setenv("CLAIMTRACK_USER", "ada")
    run(folder, "--other-saves", "reprint")
    batch = ImportBatch.objects.get()
    assert (batch.other_saves, batch.other_saves_by) == ("reprint", admin)


def test_what_is_declared_holds_where_files_do_not_say(folder, tmp_path):
    manifest = tmp_path / "elsewhere.csv"
    manifest.write_text("file,Headline\nb.txt,Harbour open\n")
    (folder / "c.txt").write_bytes("März in Velm.".encode("cp1252"))
    options = (
        "--outlet",
        "Velm Wire",
        "--published",
        "May 2031",
        "--encoding",
        "cp1252",
        "--display",
        "whole",
    )
    assert run(folder, "--manifest", manifest, *options)[0] == 0
    assert list(
        Article.objects.order_by("pk").values_list(
            "outlet__name", "headline", "published_wording", "display", "current_version__encoding"
        )
    ) == [
        ("The Halm Courier", "", "May 2031", "whole", "utf-8"),
        ("Velm Wire", "Harbour open", "May 2031", "whole", "utf-8"),
        ("Velm Wire", "", "May 2031", "whole", "cp1252"),
    ]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--published", "12/5/2031"), "two ways"),
        (("--encoding", "rot13"), "is no encoding"),
        (("--outlet", "—"), "no name of an outlet"),
        (("--manifest", "/nowhere.csv"), "nowhere.csv"),
        (("/nowhere",), "Nothing is at /nowhere"),
    ],
)
def test_wrong_usage_is_told_and_stores_nothing(folder, options, sentence):
    status, words = refused(folder, *options)
    assert (status, sentence in words) == (2, True), words
    assert ImportBatch.objects.count() == 0


def test_a_folder_without_texts_is_wrong_usage(tmp_path):
    (tmp_path / "in").mkdir()
    assert refused(tmp_path / "in") == (2, "Nothing to import: There is no .txt file in it.")


def test_a_batch_is_made_by_the_admin_that_the_environment_names(folder, admin, monkeypatch):
    monkeypatch.setenv("CLAIMTRACK_USER", admin.username)
    run(folder)
    assert ImportBatch.objects.get().made_by == admin


@pytest.mark.parametrize("name", ["nobody", "edith"])
def test_only_an_admin_can_be_named(folder, editor, monkeypatch, name):
    monkeypatch.setenv("CLAIMTRACK_USER", name)
    assert refused(folder) == (2, f"CLAIMTRACK_USER: there is no admin '{name}'.")


def test_a_database_that_goes_away_is_status_three(folder, monkeypatch):
    def gone(**_):
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(import_batch, "make_batch", gone)
    assert refused(folder) == (3, "The database is away: the server closed the connection")


class Screen(io.StringIO):
    def isatty(self):
        return True


def test_on_a_terminal_a_bar_grows(monkeypatch):
    screen = Screen()
    show = progress.Show(progress.OutputWrapper(screen))
    show(Progress({"imported": 1, "pending": 2}, "go"))
    show.end()
    assert screen.getvalue() == (
        "\r\x1b[K[##########                    ] 1 of 3 read. 1 of 3 imported.\r\x1b[K"
    )


def test_elsewhere_lines_come_now_and_then(monkeypatch):
    monkeypatch.setattr(progress, "LINE", 0.0)
    lines = io.StringIO()
    progress.Show(progress.OutputWrapper(lines))(Progress({"imported": 1, "pending": 2}, "go"))
    assert lines.getvalue() == "1 of 3 read.\n"


def test_a_missing_worker_is_told_once(monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    lines = io.StringIO()
    show = progress.Show(progress.OutputWrapper(lines))
    for _ in range(3):
        show(Progress({"pending": 2}, "go"))
    assert lines.getvalue().count("No worker has begun yet.") == 1


def test_waiting_outlives_a_restart_of_the_database(folder, monkeypatch):
    run(folder)
    batch, answers = ImportBatch.objects.get(), [OperationalError("gone"), None]
    asked = progress.progress_of

    def shaky(batches):
        answer = answers.pop(0) if answers else None
        if answer:
            raise answer
        return asked(batches)

    monkeypatch.setattr(progress, "progress_of", shaky)
    monkeypatch.setattr(progress.connection, "close", lambda: None)
    monkeypatch.setattr(progress, "LOOK", 0.0)
    assert [state.read for state in progress.follow(batch)] == [2]


@pytest.mark.django_db(transaction=True)
def test_a_folder_comes_in_through_a_real_worker_process(folder, data_dir):
    env = environment(data_dir)
    with worker(env):
        done = manage("import_batch", folder, "--wait", "--json", env=env)
    assert done.returncode == 0, done.stderr
    assert [file["state"] for file in json.loads(done.stdout)["files"]] == ["imported", "imported"]
    assert Article.objects.count() == 2

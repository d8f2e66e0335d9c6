"""`preview`: what the reading machine says of files, without a database."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
LEAD = (
    "The mayor of Halm accused the water company on Tuesday of hiding test results for three years, a charge "
    "that the company called absurd and that its lawyers said would be answered in court before long."
)
STORY = f"""Outlet: The Halm Courier

Mayor accuses water company
By Ada Weber
27 October 2031

{LEAD}

Subscribe now

Correction: The mayor is 50.
"""


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def run(*arguments):
    """Run the command; return (exit status, what it printed)."""
    out = io.StringIO()
    try:
        call_command("preview", *map(str, arguments), stdout=out, stderr=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_jsonl_says_of_each_file_what_the_contract_names(story):
    status, printed = run(story, "--format", "jsonl")
    found = json.loads(printed)
    assert status == 0
    assert (found["file"], found["encoding"], found["text"]) == ("story.txt", "utf-8", STORY)
    assert found["body"] == LEAD
    assert [(fact["field"], fact["value"], fact["origin"]) for fact in found["facts"]] == [
        ("outlet", "The Halm Courier", "header"),
        ("headline", "Mayor accuses water company", "text"),
        ("byline", "Ada Weber", "text"),
        ("dateline", "27 October 2031", "text"),
    ]
    assert all(found["text"][fact["start"] : fact["end"]] == fact["value"] for fact in found["facts"])
    assert "".join(found["text"][block["start"] : block["end"]] for block in found["blocks"]) == STORY
    assert (found["published"]["earliest"], found["published"]["precision"]) == (
        "2031-10-27T00:00:00+00:00",
        "day",
    )
    (notice,) = found["notices"]
    assert (notice["kind"], found["text"][notice["start"] : notice["end"]]) == (
        "correction",
        "Correction: The mayor is 50.",
    )
    assert (found["damage"], found["remarks"]) == ([], [])
    assert "accused" in [found["text"][slice(*one["cue"][0])] for one in found["statements"] if one["cue"]]
    assert found["seconds"] > 0


def test_a_file_that_cannot_be_read_is_named_and_the_others_still_come(story, tmp_path):
    (tmp_path / "empty.txt").write_text("  \n")
    status, printed = run(tmp_path / "none.txt", tmp_path / "empty.txt", story, "--format", "jsonl")
    first, second, third = map(json.loads, printed.splitlines())
    assert status == 1
    assert first == {"file": "none.txt", "error": {"code": "missing", "message": first["error"]["message"]}}
    assert (second["file"], second["error"]["code"]) == ("empty.txt", "empty")
    assert third["file"] == "story.txt"


def test_text_sets_the_story_flush_and_says_why_the_rest_is_not_of_it(story):
    lines = run(story)[1].splitlines()
    assert lines[0] == "=== story.txt (utf-8, language unknown)"
    flush = [line[12:] for line in lines if line.startswith(" " * 12) and line[12:] and LEAD.count(line[12:])]
    assert " ".join(flush) == LEAD
    assert "furniture   Subscribe now  [asks to subscribe or to support]" in lines


def test_text_never_steers_the_terminal(tmp_path):
    (tmp_path / "a.txt").write_text(f"{LEAD} \x1b[2J\x9b2J")
    assert {character for character in run(tmp_path / "a.txt")[1] if ord(character) < 32} == {"\n"}


def test_quotations_come_as_one_object_a_file_with_its_stem_as_its_name(story):
    story.write_text("The mayor said that the bridge was shut.", encoding="utf-8")
    (line,) = run(story, "--format", "quotes")[1].splitlines()
    shown = json.loads(line)
    (quote,) = shown["quotes"]
    assert (shown["doc_id"], shown["text"]) == (story.stem, story.read_text(encoding="utf-8"))
    assert (quote["source"], quote["cue"], quote["content"]) == ([[0, 9]], [[10, 14]], [[15, 39]])


def test_it_needs_neither_database_broker_nor_key(story):
    bare = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    command = [sys.executable, ROOT / "manage.py", "preview", story, "--format", "jsonl"]
    ran = subprocess.run(command, env=bare, capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["body"] == LEAD

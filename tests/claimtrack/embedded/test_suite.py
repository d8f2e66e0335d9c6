from types import SimpleNamespace

from claimtrack.embedded.folders import Folders
from claimtrack.embedded.suite import pytest as program


def servers(tmp_path):
    return SimpleNamespace(folders=Folders(root=tmp_path, data=tmp_path), env={"DATABASE_URL": "one"})


def test_thorough_reaches_the_suite_by_its_environment_and_not_as_an_argument(tmp_path):
    made = program(servers(tmp_path), ["--thorough", "-k", "clock"])
    assert made.command[-2:] == ["-k", "clock"]
    assert made.options["env"] == {"DATABASE_URL": "one", "CLAIMTRACK_THOROUGH": "1"}


def test_a_plain_run_is_not_thorough(tmp_path):
    assert "CLAIMTRACK_THOROUGH" not in program(servers(tmp_path), []).options["env"]


def test_compiled_code_is_kept_for_the_next_process_even_where_it_is_not_written_otherwise(tmp_path):
    started_with = servers(tmp_path)
    started_with.env["PYTHONDONTWRITEBYTECODE"] = "1"
    assert program(started_with, []).options["env"] == {"DATABASE_URL": "one"}


def test_the_whole_suite_uses_every_core_and_a_chosen_test_starts_at_once(tmp_path):
    assert "-n" in program(servers(tmp_path), ["--thorough", "-q", "--durations=5"]).command
    assert "-n" not in program(servers(tmp_path), ["-q", "tests/test_dev.py"]).command

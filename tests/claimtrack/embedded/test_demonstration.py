from types import SimpleNamespace

import pytest

from claimtrack.embedded import demonstration
from claimtrack.embedded.demonstration import NOBODY, draw_accounts, read_accounts, samples
from claimtrack.embedded.folders import Folders


class Database:
    """Knows its people by name and answers the questions that the launcher asks."""

    def __init__(self):
        self.people = {}
        self.batches = False

    def ask(self, _url, question, values=()):
        if question == NOBODY:
            return not self.people
        return values[0] in self.people if values else not self.batches


@pytest.fixture
def database(monkeypatch):
    database = Database()
    monkeypatch.setattr(demonstration, "ask", database.ask)

    def command(_servers, _name, who, *_role, env):
        database.people[who] = env["CLAIMTRACK_PASSWORD"]

    monkeypatch.setattr(demonstration, "command", command)
    return database


@pytest.fixture
def servers(tmp_path):
    folders = Folders(root=tmp_path, data=tmp_path)
    return SimpleNamespace(folders=folders, env={"DATABASE_URL": ""}, embedded=True)


def test_both_sign_ins_are_drawn_and_written_down_for_the_owner_alone(database, servers):
    draw_accounts(servers)
    sign_in = servers.folders.sign_in
    assert read_accounts(sign_in) == database.people
    assert sorted(database.people) == ["admin", "editor"]
    assert len(set(database.people.values())) == 2
    assert sign_in.stat().st_mode & 0o777 == 0o600


def test_a_start_that_was_cut_short_between_the_two_is_taken_up_again(database, servers, monkeypatch):
    whole = demonstration.command

    def cut_short(_servers, _name, who, *role, env):
        if who == "admin":
            raise KeyboardInterrupt
        whole(_servers, _name, who, *role, env=env)

    with monkeypatch.context() as patch:
        patch.setattr(demonstration, "command", cut_short)
        with pytest.raises(KeyboardInterrupt):
            draw_accounts(servers)
    assert not servers.folders.sign_in.exists()
    draw_accounts(servers)
    assert read_accounts(servers.folders.sign_in) == database.people


def test_accounts_that_somebody_removed_do_not_come_back(database, servers):
    draw_accounts(servers)
    del database.people["editor"]
    draw_accounts(servers)
    assert list(database.people) == ["admin"]


def test_a_database_of_somebody_else_gets_no_accounts(database, servers):
    servers.embedded = False
    draw_accounts(servers)
    assert database.people == {}


def test_samples_are_for_a_site_where_nothing_was_imported(database, tmp_path):
    folders = Folders(root=tmp_path, data=tmp_path)
    assert samples(folders, "") == []
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "desk_work.toml").touch()
    assert samples(folders, "") == ["load_samples", str(tmp_path / "samples")]
    database.batches = True
    assert samples(folders, "") == []

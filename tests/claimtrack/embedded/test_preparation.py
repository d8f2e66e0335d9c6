from types import SimpleNamespace

import pytest

from claimtrack.embedded import preparation
from claimtrack.embedded.folders import Folders
from claimtrack.embedded.preparation import collect_static, fingerprint, migrate, secret_key


@pytest.fixture
def servers(tmp_path, monkeypatch):
    """Servers whose management commands are only noted down."""
    noted = []
    monkeypatch.setattr(preparation, "command", lambda _servers, *words: noted.append(words[0]))
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "base.css").write_text("a {}")
    (tmp_path / "requirements.lock").write_text("one==1.0")
    folders = Folders(root=tmp_path, data=tmp_path / "data")
    (folders.data / "static").mkdir(parents=True)
    return SimpleNamespace(folders=folders, env={"DATABASE_URL": ""}, embedded=True, noted=noted)


def test_the_secret_key_is_drawn_once_and_kept_from_others(tmp_path):
    folders = Folders(root=tmp_path, data=tmp_path)
    key = secret_key(folders)
    assert len(key) >= 50
    assert secret_key(folders) == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_fingerprint_moves_with_every_file_and_name(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.py").write_text("a")
    seen = {fingerprint(tmp_path, ["one"])}
    (tmp_path / "one" / "a.py").write_text("b")
    seen.add(fingerprint(tmp_path, ["one"]))
    (tmp_path / "one" / "a.py").rename(tmp_path / "one" / "c.py")
    seen.add(fingerprint(tmp_path, ["one"]))
    (tmp_path / "one" / "a.pyc").write_text("compiled")
    seen.add(fingerprint(tmp_path, ["one"]))
    assert len(seen) == 3


def test_static_files_are_collected_when_one_changed_and_only_then(servers):
    for text in ("a {}", "a {}", "b {}"):
        (servers.folders.root / "static" / "base.css").write_text(text)
        collect_static(servers)
    assert servers.noted == ["collectstatic", "collectstatic"]


def test_migrations_run_when_the_database_is_not_marked_for_this_code(servers, monkeypatch):
    marks = []
    monkeypatch.setattr(preparation, "migrated_for", lambda _url: marks[-1] if marks else None)
    monkeypatch.setattr(preparation, "_mark", lambda _url, state: marks.append(state))
    migrate(servers)
    migrate(servers)
    assert servers.noted == ["migrate"]
    (servers.folders.root / "claims" / "migrations").mkdir(parents=True)
    (servers.folders.root / "claims" / "migrations" / "0002_more.py").write_text("")
    migrate(servers)
    assert servers.noted == ["migrate", "migrate"]


def test_a_database_of_somebody_else_is_always_asked(servers):
    servers.embedded = False
    migrate(servers)
    migrate(servers)
    assert servers.noted == ["migrate", "migrate"]

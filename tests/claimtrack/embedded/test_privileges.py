import os
import pwd
import shutil

import pytest

from claimtrack.embedded import privileges
from claimtrack.embedded.folders import Folders
from claimtrack.embedded.privileges import NoServer, quarters, server_user

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can start servers as another user")


@pytest.fixture
def state(tmp_path_factory, monkeypatch):
    """Where the servers live when the data folder is closed to them."""
    path = tmp_path_factory.mktemp("state")
    for parent in (path, *path.parents[:3]):
        if parent.stat().st_uid == os.geteuid():
            parent.chmod(parent.stat().st_mode | 0o711)
    monkeypatch.setattr(privileges, "STATE", path)
    return path


@pytest.fixture
def home(state):
    """A data folder in somebody's closed home."""
    home = state / "home"
    home.mkdir(mode=0o700)
    return Folders(root=home, data=home / "data")


def test_an_ordinary_user_runs_the_servers_where_the_data_are(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    place = quarters(Folders(root=tmp_path, data=tmp_path / "data"))
    assert (place.home, place.options) == (tmp_path / "data", {})
    assert place.program(tmp_path / "initdb") == tmp_path / "initdb"


def test_whoever_called_sudo_runs_the_servers(monkeypatch):
    somebody = next(user for user in pwd.getpwall() if user.pw_uid != 0)
    monkeypatch.setenv("SUDO_UID", str(somebody.pw_uid))
    assert server_user().pw_uid == somebody.pw_uid


def test_root_is_never_the_server_user(monkeypatch):
    monkeypatch.setenv("SUDO_UID", "0")
    assert server_user().pw_name in ("postgres", "nobody")
    root = pwd.struct_passwd(("root", "x", 0, 0, "", "/", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwall", lambda: [root])
    with pytest.raises(NoServer, match="“postgres” or “nobody” is needed"):
        server_user()


@as_root
def test_as_root_the_data_of_the_servers_belong_to_another_user(state):
    folders = Folders(root=state, data=state / "data")
    place = quarters(folders)
    assert place.home == folders.data
    folder = place.folder("postgres")
    assert folder.stat().st_uid == server_user().pw_uid
    assert folder.stat().st_mode & 0o777 == 0o700


@as_root
def test_a_closed_home_is_left_closed_and_the_servers_live_elsewhere(home, state):
    place = quarters(home)
    assert place.home.parent == state
    assert home.root.stat().st_mode & 0o777 == 0o700
    assert quarters(home).home == place.home


@as_root
def test_data_in_a_home_that_was_closed_since_are_not_passed_over(home):
    home.root.chmod(0o755)
    quarters(home).folder("postgres")
    home.root.chmod(0o700)
    with pytest.raises(NoServer, match="can no longer enter"):
        quarters(home)


@as_root
def test_data_from_the_time_of_a_closed_home_are_found_again(home):
    place = quarters(home)
    home.root.chmod(0o755)
    assert quarters(home).home == place.home


@as_root
def test_programs_in_a_closed_home_are_copied_with_their_libraries(home, state):
    package = home.root / "site-packages" / "embedded_probe"
    program = package / "bin" / "probe"
    program.parent.mkdir(parents=True)
    shutil.copy("/bin/true", program)
    (package.parent / "embedded_probe.libs").mkdir()
    copy = quarters(home).program(program)
    assert copy.is_relative_to(state / "programs")
    assert (copy.parents[2] / "embedded_probe.libs").is_dir()
    assert quarters(home).program(program) == copy

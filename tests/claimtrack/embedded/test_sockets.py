import tempfile

import pytest

from claimtrack.embedded import sockets
from claimtrack.embedded.privileges import NoServer, Quarters


@pytest.fixture
def short(tmp_path_factory, monkeypatch):
    """A temporary folder with a short path, whatever the suite's own is."""
    with tempfile.TemporaryDirectory(prefix="claimtrack-", dir="/tmp") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield folder


@pytest.fixture
def deep(tmp_path):
    path = tmp_path / ("long" * 30)
    path.mkdir()
    return Quarters(path, {})


def test_sockets_lie_with_the_data_where_the_path_is_short(short):
    place = Quarters(sockets.Path(short), {})
    assert sockets.socket_folder(place) == place.home / "run"


def test_a_long_path_gets_a_short_folder_that_nobody_else_can_enter(short, deep):
    folder = sockets.socket_folder(deep)
    assert str(folder).startswith(short)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert sockets.socket_folder(deep) == folder


def test_an_empty_folder_is_removed_and_one_in_use_stays(short, deep):
    folder = sockets.socket_folder(deep)
    (folder / "valkey.sock").touch()
    sockets.remove_socket_folder(deep)
    assert folder.exists()
    (folder / "valkey.sock").unlink()
    sockets.remove_socket_folder(deep)
    assert not folder.exists()


def test_the_length_is_counted_in_bytes(tmp_path):
    assert sockets.fits(sockets.Path("/" + "e" * 78))
    assert not sockets.fits(sockets.Path("/" + "é" * 78))


def test_a_folder_that_others_can_enter_is_not_used(short, deep):
    sockets.socket_folder(deep).chmod(0o755)
    with pytest.raises(NoServer, match="belongs to somebody else"):
        sockets.socket_folder(deep)


def test_a_link_that_somebody_put_there_is_not_followed(short, deep, tmp_path):
    folder = sockets.socket_folder(deep)
    folder.rmdir()
    folder.symlink_to(tmp_path)
    with pytest.raises(NoServer, match="belongs to somebody else"):
        sockets.socket_folder(deep)

import pytest

from claimtrack.embedded.folders import Folders
from claimtrack.embedded.interrupts import Interrupted
from claimtrack.embedded.locks import Taken, addresses, borrow, hold, publish, wait_for_borrowers


@pytest.fixture
def folders(tmp_path):
    return Folders(root=tmp_path, data=tmp_path)


def test_a_second_owner_is_refused_and_told_where_the_first_is(folders):
    with hold(folders):
        publish(folders, {"SITE": "http://127.0.0.1:8000/"})
        with (
            pytest.raises(Taken, match=f"already runs in {folders.data}, at http://127.0.0.1:8000/"),
            hold(folders),
        ):
            pass


def test_a_place_is_free_again_after_its_owner(folders):
    with hold(folders):
        pass
    with hold(folders):
        assert addresses(folders) == {}


def test_what_is_published_later_is_added(folders):
    publish(folders, {"DATABASE_URL": "one"})
    publish(folders, {"SITE": "two"})
    with borrow(folders) as found:
        assert found == {"DATABASE_URL": "one", "SITE": "two"}


def test_an_owner_waits_while_somebody_borrows(folders, interrupts, capsys):
    publish(folders, {"DATABASE_URL": "one"})
    interrupts.caught = 15
    with borrow(folders), pytest.raises(Interrupted):
        wait_for_borrowers(folders, interrupts)
    assert "waiting for it" in capsys.readouterr().out


def test_once_nobody_borrows_nobody_new_can(folders, interrupts):
    publish(folders, {"DATABASE_URL": "one"})
    wait_for_borrowers(folders, interrupts)
    with borrow(folders) as found:
        assert found == {}

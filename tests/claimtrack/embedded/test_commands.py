from claimtrack.embedded.commands import plainly
from claimtrack.embedded.supervisor import GivenUp


def test_what_a_person_can_mend_is_told_in_one_sentence(tmp_path, capsys):
    def command(_root, _arguments):
        raise GivenUp("probe does not run; see probe.log.")

    assert plainly(command)(tmp_path, []) == 1
    assert capsys.readouterr().err == "probe does not run; see probe.log.\n"

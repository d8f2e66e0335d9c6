from claimtrack.embedded import checks
from claimtrack.embedded.checks import Check, check, production_like

GOOD = Check("good", ("-c", ""))
BAD = Check("bad", ("-c", "print('here is why'); raise SystemExit(1)"))


def test_one_failure_fails_the_whole_and_says_why(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(checks, "CHECKS", (BAD, GOOD))
    assert check(tmp_path, []) == 1
    told = capsys.readouterr().out
    assert "here is why" in told
    assert told.endswith("1 of 2 checks failed: bad.\n")


def test_all_passing_is_summed_up(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(checks, "CHECKS", (GOOD, GOOD))
    assert check(tmp_path, []) == 0
    assert capsys.readouterr().out.endswith("All 2 checks passed.\n")


def test_deployment_is_checked_as_for_the_public_web(monkeypatch):
    monkeypatch.setenv("DEBUG", "yes")
    monkeypatch.delenv("HTTPS", raising=False)
    env = production_like()
    assert (env["DEBUG"], env["HTTPS"]) == ("no", "yes")
    assert len(env["SECRET_KEY"]) >= 50

"""Whose address counts towards a limit: none that a visitor can choose, and not the proxy's for all."""

import pytest
from django.core.cache import cache

from claimtrack import env
from claimtrack.accounts import AccountAdapter

OURS, VISITOR, OTHER = "10.0.0.1", "192.0.2.7", "198.51.100.4"


def counted(rf, settings, *, proxies, forwarded):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    return AccountAdapter().get_client_ip(rf.get("/", REMOTE_ADDR=OURS, headers=headers))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "", OURS),
        (0, VISITOR, OURS),  # no proxy of ours wrote it
        (1, VISITOR, VISITOR),
        (1, f"{OTHER}, {VISITOR}", VISITOR),  # the visitor wrote the first, our proxy the last
        (1, f"nonsense, {VISITOR}", VISITOR),
        (2, f"{OTHER}, {VISITOR}, 10.0.0.2", VISITOR),
        (1, "", OURS),  # not through the proxy
        (2, VISITOR, OURS),  # round one of the proxies
    ],
)
def test_only_what_our_proxies_wrote_is_believed(rf, settings, proxies, forwarded, expected):
    assert counted(rf, settings, proxies=proxies, forwarded=forwarded) == expected


def test_behind_a_proxy_each_visitor_has_limits_of_its_own_and_forging_gives_none(client, db, settings):
    cache.clear()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip", "report_mistake": "1/m/ip"}

    def statuses(*forwarded):
        form = {"about": "/claims/", "words": "A date is wrong."}
        asked = [("/accounts/password/reset/", {"email": "edith@newsroom.example"}), ("/report/", form)]
        return [
            [client.post(page, typed, headers={"x-forwarded-for": chain}).status_code for chain in forwarded]
            for page, typed in asked
        ]

    assert statuses(VISITOR, f"{OTHER}, {VISITOR}", f"{VISITOR}, {OTHER}") == [[302, 429, 302]] * 2


@pytest.mark.parametrize("wrong", ["one", "-1", "1.5", "²"])
def test_a_count_of_proxies_that_is_none_is_named_at_the_start(monkeypatch, wrong):
    monkeypatch.setenv("TRUSTED_PROXIES", wrong)
    with pytest.raises(env.BadEnvironment, match="TRUSTED_PROXIES must be a whole number"):
        env.number("TRUSTED_PROXIES")


def test_the_count_of_proxies_is_none_unless_told(monkeypatch):
    monkeypatch.delenv("TRUSTED_PROXIES", raising=False)
    assert env.number("TRUSTED_PROXIES") == 0
    monkeypatch.setenv("TRUSTED_PROXIES", " 2 ")
    assert env.number("TRUSTED_PROXIES") == 2

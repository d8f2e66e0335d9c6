"""What the mail's address means; the other readers are tested where their settings are used."""

import pytest

from claimtrack import env

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize("url", ["", "console:"])
def test_mail_goes_to_the_log_unless_told(url):
    assert env.email(url) == {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}


@pytest.mark.parametrize(
    ("url", "port", "ssl", "starttls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp://mail.example:587", 587, False, True),
        ("smtps://mail.example", 465, True, False),
        ("smtps://mail.example:587", 587, True, False),
    ],
)
def test_a_mail_server_is_spoken_to_as_its_port_asks(url, port, ssl, starttls):
    said = env.email(url)
    assert (said["EMAIL_BACKEND"], said["EMAIL_HOST"], said["EMAIL_PORT"]) == (SMTP, "mail.example", port)
    assert (said["EMAIL_USE_SSL"], said["EMAIL_USE_TLS"]) == (ssl, starttls)


def test_name_and_password_are_unquoted():
    said = env.email("smtp://ed%40site:p%2Fw@mail.example:587")
    assert (said["EMAIL_HOST_USER"], said["EMAIL_HOST_PASSWORD"]) == ("ed@site", "p/w")


def test_another_way_of_sending_is_named_at_the_start():
    with pytest.raises(env.BadEnvironment, match="EMAIL_URL must begin with"):
        env.email("sendmail:")

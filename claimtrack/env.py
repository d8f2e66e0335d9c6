"""Typed readers of the environment: the one place that knows how a setting is spelled outside Python."""

import os
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}
#: The port on which a password may be sent only after STARTTLS (RFC 6409, RFC 8314).
SUBMISSION = 587
#: How long a page may wait for the mail server; seconds.
MAIL_LIMIT = 10


class BadEnvironment(ValueError):
    """A variable holds something that cannot be understood; the message says which and what would be."""


def text(name: str, default: str = "") -> str:
    """The variable, stripped; `default` where it is unset or blank."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """A yes or no. Raises BadEnvironment for anything else."""
    if name not in os.environ:
        return default
    value = os.environ[name].strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise BadEnvironment(f"{name} must be yes or no, not {value!r}.")


def number(name: str, default: int = 0) -> int:
    """A whole number, zero or more. Raises BadEnvironment for anything else."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdecimal()):
        raise BadEnvironment(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def choice(name: str, choices: tuple[str, ...]) -> str:
    """One of a few words; the first where it is unset. Raises BadEnvironment for anything else."""
    value = text(name, choices[0]).lower()
    if value not in choices:
        raise BadEnvironment(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
    return value


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A list, separated by commas."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()] or list(default)


def database(url: str) -> dict[str, Any]:
    """Django's database settings from a postgresql:// address; `?host=` may name a socket folder."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadEnvironment("DATABASE_URL must begin with postgresql://.")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "claimtrack.connections",
        "NAME": unquote(parts.path.lstrip("/")) or "claimtrack",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or query.pop("host", ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": query,
    }


def email(url: str) -> dict[str, Any]:
    """Django's mail settings from smtp://, smtps:// or console: addresses, by setting name.

    Encrypted with smtps:// from the first byte, and with smtp:// on port 587 before anything is said.
    """
    parts = urlsplit(url or "console:")
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme not in {"smtp", "smtps"}:
        raise BadEnvironment("EMAIL_URL must begin with smtp://, smtps:// or console:.")
    secure, port = parts.scheme == "smtps", parts.port or (465 if parts.scheme == "smtps" else 25)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": not secure and port == SUBMISSION,
        "EMAIL_TIMEOUT": MAIL_LIMIT,
    }

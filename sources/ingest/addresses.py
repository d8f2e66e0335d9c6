"""Addresses of articles, in one spelling, so that the same page is known again."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

LONGEST = 2_000
PORTS = {"http": 80, "https": 443}
TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "at_", "xtor")
TRACKING = {
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "yclid", "igshid", "mc_cid",
    "mc_eid", "ocid", "cmpid", "wt_mc", "wtmc", "smid", "smtyp", "ref_src", "ref_url", "s_cid", "ns_mchannel",
    "_ga", "_gl",
}  # fmt: skip
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f<>\"`{}|\\^\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def normalise(url: str) -> str:
    """Return the address in its one spelling, or "" where it is none that an article could have.

    http and https stay apart, as do an address with and without a slash at its end: they may be two pages.
    Only an empty path becomes "/". Scheme and host in lower case, the host in ASCII (IDNA); the usual port,
    the fragment, names and passwords go, and so do parameters known to serve tracking alone; the others keep
    their order and spelling. Normalising twice changes nothing.
    """
    url = url.strip()
    if not url or len(url) > LONGEST or UNSAFE.search(url):
        return ""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = _host(parts)
    if parts.scheme not in PORTS or not host:
        return ""
    where = host if port in (None, PORTS[parts.scheme]) else f"{host}:{port}"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _tracks(pair))
    return f"{parts.scheme}://{where}{parts.path or '/'}" + (f"?{query}" if query else "")


def _host(parts: SplitResult) -> str:
    """Return the host in lower-case ASCII; "" where it is no host name (an IPv6 address is none here)."""
    try:
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    labels = host.split(".")
    return host if len(labels) > 1 and all(LABEL.fullmatch(label) for label in labels) else ""


def _tracks(pair: str) -> bool:
    name = pair.partition("=")[0].casefold()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)

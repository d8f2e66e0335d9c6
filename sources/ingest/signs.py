"""The signs of a text beyond ASCII: few, so that asking them first spares most texts a search."""

from __future__ import annotations

_ASCII = bytes(range(128))


def beyond_ascii(text: str) -> str:
    """Return each sign of the text that is not ASCII once, in no order.

    The bytes of a text are sifted many times faster than its characters are looked at.
    """
    if text.isascii():
        return ""
    left = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return "".join(set(left.decode("utf-8", "surrogatepass")))

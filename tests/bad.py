"""What no browser sends: percent-encoded values, and whole bodies with their kinds."""

from base64 import b64encode
from urllib.parse import quote

NUMBERS = (
    "0",
    "-1",
    "-0",
    "+1",
    "1e9",
    "0x10",
    "1.5",
    "NaN",
    "Infinity",
    str(2**31),
    str(2**63 - 1),
    str(2**63),
    str(-(2**63) - 1),
    "9" * 40,
    "9" * 5_000,
    quote("١٢٣"),
    quote("²"),
    "1_000",
    "%201%20",
)
DATES = (
    "0000-01-01",
    "0000",
    "0001-01-01",
    "-0001",
    "9999-12-31",
    "9999-12-31T23:59:59Z",
    "9999",
    "9999/",
    "/9999",
    "10000-01-01",
    "y17E8",
    "2025-02-30",
    "2025-W53",
    "2025-24",
    "2025-10-24/0001-01-01",
    "0001-01-01T00:00:00%2B14:00",
    "9999-12-31T23:59:59-12:00",
)
CURSORS = (
    "2031-05-12T00:00:00Z,1",
    "2031-05-12T00:00:00Z",
    ",1",
    ",",
    "0001-01-01T00:00:00Z,1",
    "9999-12-31T23:59:59.999999Z,999999999999999999",
    "0000-00-00T00:00:00Z,1",
    "12:00:00Z,1",
    "2031-W20Z,1",
    quote(b64encode(b"p=2031-05-12")),
    quote(b64encode(bytes(range(256)))),
    "eyJhIjoxfQ%3D%3D",
    "%252e%252e",
    "..%2f..%2fetc%2fpasswd",
    quote("' OR 1=1 --"),
    quote("%_\\"),
    quote("http://[::1"),
    quote("//elsewhere.example/"),
    quote("javascript:alert(1)"),
    quote("\u202eabc\u2069"),
    quote("\r\nSet-Cookie: a=b"),
    quote("{{7*7}}${7*7}"),
    quote('{"a": [1, {"b": null}]}'),
    quote("\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16") * 500),
    quote("e" + "\u0301" * 2_000),
)
#: Queries, and bodies of plain forms.
SHAPES = (
    "&".join(f"f{number}=1" for number in range(2_000)),
    "&".join("after=1" for _ in range(900)),
    "q=one&q=two&topic=one&topic=two&after=1&after=x&before=1&before=&state=a&state=b",
    "q[]=one&q[a]=two&q[0][b]=three&topic[]=1&after[]=1",
    "=&=&&&;;=",
    "&&&",
    "?",
    "%",
    "%zz=%zz",
    "%3D=%26",
    "__proto__=1&constructor=1&__class__=1",
    "id__in=99999999999999999999&id__exact=x&_to_field=password&_popup=1&p=999999999999999999999&o=9.9.-9&all=",
    "o=x.y&e=1&q=%22%22%22&_facets=True&p=-1&date_joined__year=999999999&is_active__exact=maybe",
    "field_name=user&model_name=authenticator&app_label=mfa&term=x&page=99999999999999999999",
    "field_name=x&model_name=x&app_label=x",
    "next=http://[&next=//elsewhere.example",
)
BOUNDARY = "----edge"


def multipart(*parts, end=True):
    """A body of parts as bytes, each with its head."""
    lines = b"".join(b"--" + BOUNDARY.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    return lines + (b"--" + BOUNDARY.encode() + b"--\r\n" if end else b"")


def part(name, content, more=b""):
    """One field; `more` stands behind its name."""
    return b'Content-Disposition: form-data; name="' + name + b'"' + more + b"\r\n\r\n" + content


FORM = "multipart/form-data"
EDGE = f"{FORM}; boundary={BOUNDARY}"
BASE64 = b"Content-Transfer-Encoding: base64\r\n"
WORDS = part(b"reason", b"The pier.")
#: (Content-Type, body).
KINDS = (
    *(("application/x-www-form-urlencoded", shape) for shape in SHAPES),
    (FORM, multipart(WORDS)),
    (f"{FORM}; boundary=", multipart(WORDS)),
    (f"{FORM}; boundary=\u00e4", multipart(WORDS)),
    (f"{FORM}; boundary={'x' * 300}", multipart(WORDS)),
    (f"{FORM}; boundary=other", multipart(WORDS)),
    (f"multipart/mixed; boundary={BOUNDARY}", multipart(WORDS)),
    (f"{EDGE}; charset=utf-16", multipart(WORDS)),
    (f"{EDGE}; charset=no-such", multipart(WORDS)),
    (EDGE, b""),
    (EDGE, b"\xff\xfe\x00"),
    (EDGE, multipart(WORDS, end=False)),
    (EDGE, multipart(part(b"reason", b"a\xffb"))),
    (EDGE, multipart(part(b"reason", b"a\xed\xa0\x80b"))),
    (EDGE, multipart(part(b"reason", b"a\x00b"))),
    (EDGE, multipart(part(b"rea\xffson", b"ab"))),
    (EDGE, multipart(part(b"texts", b"ab", b'; filename="a\xff.txt"'))),
    (EDGE, multipart(part(b"texts", b"ab", b"; filename*=utf-8''%ff%00.txt"))),
    (EDGE, multipart(part(b"texts", b"ab", b"; filename*=no-such''a.txt"))),
    (EDGE, multipart(part(b"texts", b"ab", b"; filename*=rot13''a.txt"))),
    (EDGE, multipart(part(b"texts", b"ab", b'; filename="../../a.txt"'))),
    (EDGE, multipart(b"no head at all")),
    (EDGE, multipart(b"Content-Disposition: form-data\r\n\r\nx")),
    (EDGE, multipart(b"X: " + b"y" * 9_000 + b"\r\n\r\nx")),
    (EDGE, multipart(b"Content-Transfer-Encoding: base64\r\n" + part(b"reason", b"!!!"))),
    (EDGE, multipart(b"Content-Transfer-Encoding: base64\r\n" + part(b"reason", b"/w=="))),
    (
        EDGE,
        multipart(b"Content-Transfer-Encoding: base64\r\n" + part(b"texts", b"!!!", b'; filename="a.txt"')),
    ),
    (EDGE, multipart(*[part(b"reason", b"x")] * 2_000)),
    (EDGE, multipart(*[part(b"texts", b"x", b'; filename="a.txt"')] * 1_100)),
    (EDGE, multipart(part(b"reason", b"x" * 2_700_000))),
    ("application/x-www-form-urlencoded", "reason=" + "x" * 2_700_000),
    ("application/json", '{"reason": "x"}'),
    ("text/plain", "reason=x"),
    ("", "reason=x"),
    ("x", b"\xff\x00"),
    ("application/x-www-form-urlencoded; charset=; boundary", "reason=x"),
)

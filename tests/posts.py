"""Forms as pages have them: parsed from the HTML, so that a new field is found by itself."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

ROOT = Path(__file__).resolve().parent.parent
READ_BY_CODE = re.compile(r"""GET\.(?:get|getlist)\(\s*"([\w-]+)""")

#: Kinds of <input> that take any words.
WORDS = ("text", "email", "search", "url")


@dataclass
class Form:
    action: str
    method: str
    multipart: bool = False
    fields: list[tuple[str, str]] = field(default_factory=list)
    typed: set[str] = field(default_factory=set)  # names of fields for words

    def body(self, name, spelt):
        """The form as it would be sent, with one field replaced by what is percent-encoded already."""
        kept = urlencode([one for one in self.fields if one[0] != name])
        return f"{kept}&{quote(name)}={spelt}"


class Page(HTMLParser):
    """The forms of a page, and the names of parameters in its links."""

    def __init__(self, address, html):
        super().__init__()
        self.address, self.forms, self.parameters = address, [], set()
        self.inside = self.area = self.select = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name, value = given.get("name"), given.get("value") or ""
        if tag == "a" and "?" in (given.get("href") or ""):
            self.parameters |= {key for key, _ in parse_qsl(urlsplit(given["href"]).query, True)}
        elif tag == "form":
            action = urljoin(self.address, given.get("action") or "")
            multipart = "multipart" in (given.get("enctype") or "")
            self.inside = Form(action, (given.get("method") or "get").lower(), multipart)
            self.forms.append(self.inside)
        elif self.inside and tag == "option" and self.select:
            if "selected" in given or self.inside.fields[-1][0] != self.select:
                self.inside.fields.append((self.select, value))
        elif self.inside and tag == "select":
            self.select = name
            self.inside.fields.append((name, ""))
        elif self.inside and name and tag in ("input", "button", "textarea"):
            self.inside.fields.append((name, value))
            self.area = name if tag == "textarea" else None
            if self.area or (tag == "input" and given.get("type", "text") in WORDS):
                self.inside.typed.add(name)

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.area and self.inside:
            self.inside.fields[-1] = (self.area, data)

    def posts(self):
        return [form for form in self.forms if form.method == "post"]

    def asked(self):
        """Names that this page reads from its address, as far as it shows them."""
        shown = {name for form in self.forms if form.method == "get" for name, _ in form.fields}
        return sorted(self.parameters | shown)


def parameters_in_code():
    """Every parameter that some view reads by name."""
    files = [path for room in ("claims", "sources", "claimtrack") for path in (ROOT / room).rglob("*.py")]
    return {name for path in files for name in READ_BY_CODE.findall(path.read_text(encoding="utf-8"))}

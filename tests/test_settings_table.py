"""docs/SETTINGS.md names every variable that is read, with the default that it has, and no other."""

import ast
import functools
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READERS = {"text", "flag", "number", "choice", "words"}
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| .+ \| .+ \|$", re.MULTILINE)
#: Set by others than operators: by Django's own way of starting, by sudo.
NOT_SETTINGS = {"DJANGO_SETTINGS_MODULE", "SUDO_UID"}
#: Read by what runs the site, not by its code.
OF_OTHERS = {"FORWARDED_ALLOW_IPS"}
#: Defaults that are not written where the variable is read.
SAID_ELSEWHERE = {"SECRET_KEY", "DATA_DIR", "PGOPTIONS"}


def sources():
    for room in ("claimtrack", "sources", "claims"):
        yield from sorted((ROOT / room).rglob("*.py"))
    yield from (ROOT / name for name in ("dev.py", "manage.py", "gunicorn.conf.py"))


def of_environ(node):
    return isinstance(node, ast.Attribute) and node.attr == "environ" and ast.unparse(node) == "os.environ"


def literal(node):
    """The words that stand there: none where they are worked out."""
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    return [str(part.value) for part in parts if isinstance(part, ast.Constant)]


def read_by(text):
    """(variable, literal defaults) of everything a file reads from the environment."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Subscript) and of_environ(node.value):
            yield from ((name, []) for name in literal(node.slice))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            of, called = node.func.value, node.func.attr
            by_env = isinstance(of, ast.Name) and of.id == "env" and called in READERS
            if by_env or (of_environ(of) and called in {"get", "setdefault"}):
                defaults = [word for more in node.args[1:] for word in literal(more)]
                yield from ((name, defaults) for name in literal(node.args[0]))


@functools.cache
def variables():
    """{variable: its literal defaults}."""
    found = {}
    for text in (path.read_text(encoding="utf-8") for path in sources()):
        for name, defaults in read_by(text) if re.search(r"\benv\.|environ\b", text) else ():
            if name not in NOT_SETTINGS:
                found.setdefault(name, set()).update(filter(None, defaults))
    return found


def in_compose():
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    return set(re.findall(r"\$\{(\w+)", text))


def in_the_example():
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return set(re.findall(r"^(?:# )?([A-Z][A-Z_]+)=", text, re.MULTILINE))


@pytest.fixture(scope="module")
def table():
    return dict(ROW.findall((ROOT / "docs" / "SETTINGS.md").read_text(encoding="utf-8")))


def test_every_variable_that_is_read_stands_in_the_table_and_no_other(table):
    assert set(table) == set(variables()) | in_compose() | OF_OTHERS


def test_the_defaults_are_those_of_the_code(table):
    wrong = {
        name: default
        for name, defaults in variables().items()
        for default in defaults
        if name not in SAID_ELSEWHERE and f"`{default}`" not in table[name]
    }
    assert wrong == {}


def test_the_example_names_only_what_is_read(table):
    assert in_the_example() - set(table) == set()


def test_the_example_leaves_out_only_what_a_site_does_not_set(table):
    of_commands = {"CLAIMTRACK_USER", "CLAIMTRACK_PASSWORD"}
    of_the_image = {"PGOPTIONS", "PGCONNECT_TIMEOUT", "FORWARDED_ALLOW_IPS"}
    assert set(table) - in_the_example() == of_commands | of_the_image

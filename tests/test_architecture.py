"""The house rules that a machine can check: who imports whom, what is pure, how long things are."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON = [path for room in ("claimtrack", "sources", "claims") for path in (ROOT / room).rglob("*.py")]
CODE = sorted(path for path in PYTHON if "migrations" not in path.parts)
CODE += [ROOT / "dev.py", ROOT / "manage.py"]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())

#: What the rooms may use of the project; the other way, only these name the rooms.
SHARED = re.compile(
    r"claimtrack\.(env|roles|templating|people|access|words|navigation|admin_site|accounts|errors|gate|multipart"
    r"|celery|kept|addresses)\b"
)
NAMES_THE_ROOMS = {"claimtrack/urls.py", "claimtrack/settings.py", "claimtrack/celery.py"}
PURE = ("sources/ingest/", "claims/extract/", "claims/match/")
NOT_PURE = {"sources/ingest/store.py"}
IMPURE = {"django", "psycopg2", "celery", "pghistory", "pgtrigger"}
IGNORES_TRIGGERS = re.compile(r"^claims/services/remov\w*\.py$")

#: Inside a room, from the bottom up: a module imports only from its own layer or one below.
LAYERS = [
    {"choices"},
    {"querysets"},
    {"models"},
    {"services", "queries", "summaries", "permissions", "signals", "exports"},
    {"forms", "filters"},
    {"tasks"},
    {"views", "admin", "receivers", "management", "urls", "apps"},
]
LONGEST_FILE, LONGEST_FUNCTION = 300, 50


def place(path):
    return path.relative_to(ROOT).as_posix()


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path):
    """Every module (and name in it) that a file imports, wherever in it."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{place(path)}: imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def breaches(of):
    """ "file: import" for every import of a project file that `of(file, import)` is true of."""
    return [f"{place(path)}: {name}" for path in CODE for name in imported(path) if of(place(path), name)]


def room_of(name):
    return re.split(r"[./]", name)[0]


def layer_of(name):
    part = re.split(r"[./]", name.removesuffix(".py"))[1]
    return next((rank for rank, layer in enumerate(LAYERS) if part in layer), None)


def test_the_walk_sees_the_code():
    assert {"sources/models/article.py", "claims/querysets.py", "claimtrack/urls.py"} <= set(map(place, CODE))
    assert "sources.models.Article" in set(imported(ROOT / "claims/querysets.py"))


def test_sources_never_imports_claims():
    assert breaches(lambda file, name: room_of(file) == "sources" and room_of(name) == "claims") == []


def test_the_project_names_the_rooms_only_where_it_puts_them_together():
    def names_a_room(file, name):
        return room_of(file) == "claimtrack" and room_of(name) in {"sources", "claims"}

    assert [line for line in breaches(names_a_room) if line.split(":")[0] not in NAMES_THE_ROOMS] == []


def test_the_rooms_use_of_the_project_only_what_is_shared():
    assert breaches(
        lambda file, name: room_of(file) in {"sources", "claims"}
        and room_of(name) == "claimtrack"
        and not SHARED.match(name)
    ) == []  # fmt: skip


def test_inside_a_room_imports_go_down():
    def goes_up(file, name):
        if room_of(file) == "claimtrack" or room_of(file) != room_of(name) or "/" not in file:
            return False
        own, other = layer_of(file), layer_of(name)
        return own is not None and other is not None and other > own

    late = {"claims/apps.py: claims.receivers"}  # connecting signals is what `ready` is for
    assert set(breaches(goes_up)) - late == set()


def test_reading_extracting_and_matching_are_pure():
    def touches_the_database(file, name):
        return (
            file.startswith(PURE)
            and file not in NOT_PURE
            and (
                room_of(name) in {"django", "psycopg2", "celery", "pghistory", "pgtrigger"}
                or ".models" in name
            )
        )

    assert breaches(touches_the_database) == []


def test_what_is_pure_imports_nothing_that_is_not():
    """One step is not enough: what a pure module imports of this project is pure as well."""
    seen, todo = (
        set(),
        [path for path in CODE if place(path).startswith(PURE) and place(path) not in NOT_PURE],
    )
    while todo:
        path = todo.pop()
        seen.add(path)
        for name in imported(path):
            assert room_of(name) not in IMPURE, f"{place(path)} imports {name}"
            todo += set(files_of(name)) - seen
    assert any(place(path).startswith("sources/ingest/") for path in seen)


def files_of(name):
    """The project's files behind an imported name: the module, or the package's own."""
    if room_of(name) not in {"sources", "claims", "claimtrack"}:
        return
    parts = name.split(".")
    for length in (len(parts), len(parts) - 1):
        base = ROOT.joinpath(*parts[:length])
        for file in (base.with_suffix(".py"), base / "__init__.py"):
            if file in CODE and file.is_file() and file.stat().st_size:
                yield file


def test_only_legal_removal_passes_the_triggers():
    named = re.compile(r"\bpgtrigger\.ignore\b|from pgtrigger import .*\bignore\b|pgtrigger\.core\.ignore")
    users = {place(path) for path in CODE if named.search(path.read_text(encoding="utf-8"))}
    assert {file for file in users if not IGNORES_TRIGGERS.match(file)} == set()


def test_nothing_is_marked_safe():
    marks = re.compile(r"\bmark_safe\b|\bSafeString\b|\|\s*safe\b|\{%-?\s*autoescape|\bMarkup\(")
    marked = [place(path) for path in [*CODE, *TEMPLATES] if marks.search(path.read_text(encoding="utf-8"))]
    assert marked == []


@pytest.mark.parametrize("path", [*CODE, *sorted((ROOT / "tests").rglob("*.py"))], ids=place)
def test_a_file_is_read_in_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", CODE, ids=place)
def test_functions_are_short_and_what_is_public_is_documented(path):
    tree = tree_of(path)
    lines = path.read_text(encoding="utf-8").strip()
    undocumented = (
        [] if not lines or path.name == "__init__.py" or ast.get_docstring(tree) else ["the module"]
    )
    long = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            if length > LONGEST_FUNCTION:
                long.append(f"{node.name}: {length}")
    for name, node in public(tree):
        if not ast.get_docstring(node):
            undocumented.append(name)
    assert (long, undocumented) == ([], [])


def public(tree, inside=""):
    """Public classes and functions, and the public methods of public classes."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and node.name != "Meta":
            yield node.name, node
            yield from public(node, f"{node.name}.")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            overloaded = any(
                ast.unparse(mark).endswith(("overload", ".setter")) for mark in node.decorator_list
            )
            if not node.name.startswith("_") and not overloaded:
                yield f"{inside}{node.name}", node

"""What all tests share: fast and plain settings, people, clients, and two markers.

`browser` tests need a Chromium and say in the summary when there is none; `thorough` tests run when
CLAIMTRACK_THOROUGH=1 (`dev.py test --thorough`).
"""

import os
import shutil
from collections import Counter

import pgtrigger
import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import transaction
from django.test import Client, TransactionTestCase, override_settings

from claimtrack.people import give_role
from sources.services.acting import _machine_user_id
from tests.databases import stands, take_copies

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PASSWORD = "correct horse battery staple"


def chromium() -> str | None:
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def pytest_configure(config):
    """Files are served as they lie; passwords are hashed quickly; nothing is collected."""
    django_settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    django_settings.STATIC_ROOT = None
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The browser's driver keeps an event loop in the main thread; tests may use the database beside it.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    django_settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def pytest_collection_modifyitems(config, items):
    """What is thorough is another suite; what lacks a browser is skipped, and the summary says so."""
    if os.environ.get("CLAIMTRACK_THOROUGH") != "1":
        left_out = [item for item in items if item.get_closest_marker("thorough")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("thorough")]
    if os.environ.get("PYTEST_XDIST_WORKER"):
        items.sort(key=when_begun(items))
    for item in items:
        if item.get_closest_marker("browser") and not chromium():
            item.add_marker(pytest.mark.skip(reason="no Chromium found"))


def when_begun(items):
    """What takes a process longest begins first, so that none is left alone with it: journeys, long files."""
    tests = Counter(item.path for item in items)

    def place(item):
        return "journeys" not in item.path.parts, -tests[item.path], item.path

    return place


def pytest_terminal_summary(terminalreporter):
    tell_of_faults(terminalreporter)
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if "no Chromium found" in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} browser tests were SKIPPED: no Chromium was found "
            f"(looked for {', '.join(CHROMIUM_NAMES)}).",
            yellow=True,
        )


def tell_of_faults(terminalreporter):
    """What tests/journeys/faults did; each of them told it once nothing was found lost or doubled."""
    passed = [dict(report.user_properties) for report in terminalreporter.stats.get("passed", [])]
    told = [properties["fault"] for properties in passed if "fault" in properties]
    for fault, kills, files, recovery in told:
        terminalreporter.write_line(f"{fault}: {kills} kills, {files} files, all well after {recovery} s")
    if told:
        _, kills, files, recoveries = zip(*told, strict=True)
        terminalreporter.write_line(
            f"{len(told)} faults survived: {sum(kills)} kills, {sum(files)} files, lost 0, doubled 0, "
            f"slowest recovery {max(recoveries)} s"
        )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings, django_db_keepdb, django_db_createdb, django_db_blocker
):
    """A name of its own for every run that shares a server; copies of one template for all its processes."""
    database = django_settings.DATABASES["default"]
    test = database.setdefault("TEST", {})
    suffix = os.environ.get("PYTEST_DB_SUFFIX", "")
    of_the_run = "_".join(filter(None, ("test", database["NAME"], suffix)))
    test["NAME"] = "_".join(filter(None, (test.get("NAME") or f"test_{database['NAME']}", suffix)))
    with django_db_blocker.unblock():
        if not (django_db_keepdb and not django_db_createdb and stands(test["NAME"])):
            take_copies(of_the_run)


@pytest.fixture(scope="session")
def base_url():
    """None: tests say where they go. (pytest-base-url's own fixture warns on this pytest, an error here.)"""
    return


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": chromium(), "args": list(CHROMIUM_FLAGS)}


@pytest.fixture(scope="session", autouse=True)
def flush_past_append_only_tables():
    """Event tables refuse TRUNCATE; only a test's flush may pass."""
    flush = TransactionTestCase._fixture_teardown

    def passing(self):
        with pgtrigger.ignore():
            flush(self)
        _machine_user_id.cache_clear()  # the flush made another user of that name

    TransactionTestCase._fixture_teardown = passing
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture
def data_dir(settings, tmp_path):
    """DATA_DIR and the store of originals below a folder that goes with the test."""
    settings.DATA_DIR = tmp_path
    settings.ORIGINALS_DIR = tmp_path / "originals"
    return tmp_path


@pytest.fixture(scope="module")
def rows_of_the_module(django_db_setup, django_db_blocker):
    """A transaction around all tests of a module: rows made in it once stand under each of them.

    Not for a module whose tests commit (`transaction=True`, `live_server`).
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def standing_world(rows_of_the_module, tmp_path_factory):
    """`tests.world`, made once a module, and the DATA_DIR it was made in."""
    from tests.world import make_world

    folder = tmp_path_factory.mktemp("world")
    with override_settings(DATA_DIR=folder, ORIGINALS_DIR=folder / "originals"):
        return make_world(User), folder


@pytest.fixture
def world(standing_world, db, data_dir):
    """One of everything, as `tests.world.make_world` tells; what a test changes in it goes with the test."""
    named, folder = standing_world
    shutil.copytree(folder, data_dir, dirs_exist_ok=True)
    cache.clear()
    return dict(named)


def person(name, role=""):
    """Somebody with an account, who signs in with PASSWORD."""
    user = User.objects.create_user(name, email=f"{name}@newsroom.example", password=PASSWORD)
    return give_role(user=user, role=role)


@pytest.fixture
def editor(db):
    return person("edith", "editor")


@pytest.fixture
def admin(db):
    return person("ada", "admin")


@pytest.fixture
def reader(db):
    """Somebody with an account and no role."""
    return person("rita")


@pytest.fixture
def person_writes(db):
    """The whole test writes in the name of a person, the desk editor of the factories."""
    from sources.services import acting
    from tests.factories.base import desk_editor

    user = desk_editor()
    with acting.acting(acting.person(user), reason="A test."):
        yield user


def _client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor_client(editor):
    return _client_of(editor)


@pytest.fixture
def admin_client(admin):
    return _client_of(admin)


@pytest.fixture
def reader_client(reader):
    return _client_of(reader)

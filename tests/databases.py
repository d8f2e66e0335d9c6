"""One migrated database, of which every process of the suite takes a copy.

Migrating takes longer than all else that is set up, and each process would do it. The first that needs a
database makes a template and the others wait for it; it stays for the next run, until a migration changes.
Django still migrates each copy, which finds nothing to do, so a template can be old but never wrong.
"""

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

BEING_MADE = "being_made"


def take_copies(name):
    """Let Django create the test database, which would be called `name`, from a template of its own name."""
    with connection._nodb_cursor() as cursor:
        # The server gives the lock back with the connection, so a killed run leaves none.
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        prefix = f"{name}_template_"
        template = prefix + _version()
        standing = _databases(cursor, prefix)
        if template not in standing:
            for old in standing:
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            _migrate(prefix + BEING_MADE)
            cursor.execute(f'ALTER DATABASE "{prefix + BEING_MADE}" RENAME TO "{template}"')
    _test()["TEMPLATE"] = template


def stands(name):
    """Whether there is a database of that name."""
    with connection._nodb_cursor() as cursor:
        return name in _databases(cursor, name)


def _databases(cursor, prefix):
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
    return [name for (name,) in cursor.fetchall()]


def _test():
    return connection.settings_dict["TEST"]


def _migrate(name):
    """A database of that name, as Django makes one for tests; the connection is as it was afterwards."""
    before, test_name = connection.settings_dict["NAME"], _test()["NAME"]
    _test()["NAME"] = name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = before
        _test()["NAME"] = test_name


def _version():
    """Changes with what may make another database: migrations, packages, and the modules of migrations."""
    folders = [Path(app.path) for app in apps.get_app_configs()]
    files = [file for folder in folders for file in folder.glob("migrations/*.py")]
    files += [folder / "migrating.py" for folder in folders]
    files.append(settings.BASE_DIR / "requirements.lock")
    digest = hashlib.sha256()
    for file in sorted(filter(Path.exists, files)):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]

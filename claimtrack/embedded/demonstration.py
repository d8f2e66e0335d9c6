"""What makes a first look possible: two sign-ins and, where they ship with the project, samples."""

import secrets
from pathlib import Path

from claimtrack.embedded.folders import Folders, write_private
from claimtrack.embedded.preparation import ask, command
from claimtrack.embedded.servers import Servers

ROLES = ("editor", "admin")
# The inactive user of the machine is nobody who could sign in.
NOBODY = "SELECT NOT EXISTS (SELECT 1 FROM auth_user WHERE is_active)"
KNOWN = "SELECT EXISTS (SELECT 1 FROM auth_user WHERE username = %s)"
#: Nothing was imported but the samples, and no desk work was done: a load that was cut short goes on.
SAMPLES_WANTED = """
    SELECT NOT EXISTS (SELECT 1 FROM sources_importbatch WHERE label <> 'Samples')
       AND NOT EXISTS (SELECT 1 FROM claims_claim)
"""


def draw_accounts(servers: Servers) -> None:
    """A demonstration editor and admin, with passwords drawn for this installation; on our own database only.

    Once, while nobody could sign in: accounts that somebody changed or removed are left so. The passwords are
    written down before the accounts are made, so an interrupted start is taken up again.
    """
    pending = servers.folders.sign_in.with_suffix(".pending")
    url = servers.env["DATABASE_URL"]
    if not servers.embedded or not (pending.exists() or ask(url, NOBODY)):
        return
    print("Drawing sign-ins for a demonstration editor and admin …", flush=True)
    if not pending.exists():
        write_private(pending, "".join(f"{role}  {secrets.token_urlsafe(12)}\n" for role in ROLES))
    for role, password in read_accounts(pending).items():
        if not ask(url, KNOWN, [role]):
            command(servers, "create_user", role, "--role", role, env={"CLAIMTRACK_PASSWORD": password})
    pending.replace(servers.folders.sign_in)


def read_accounts(path: Path) -> dict[str, str]:
    """Passwords by name."""
    return dict(line.split() for line in path.read_text().splitlines())


def samples(folders: Folders, url: str) -> list[str]:
    """The command that loads the shipped samples, where they ship and are wanted: arguments of manage.py."""
    folder = folders.root / "samples"
    wanted = (folder / "desk_work.toml").is_file() and ask(url, SAMPLES_WANTED)
    return ["load_samples", str(folder)] if wanted else []

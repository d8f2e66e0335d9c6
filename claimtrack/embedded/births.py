"""Which process a number meant: numbers are used again, start times are not."""

import subprocess
from pathlib import Path

PROC = Path("/proc")


def birth(pid: int) -> str | None:
    """A text that no other process with this number has; None when it is gone (a zombie counts as gone)."""
    return _from_proc(pid) if (PROC / "self" / "stat").exists() else _from_ps(pid)


def _from_proc(pid: int) -> str | None:
    """Boot, and clock ticks since then. The name may hold spaces and brackets: fields count from its end."""
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return None
    return None if fields[0] in "ZX" else f"{boot}:{fields[19]}"


def _from_ps(pid: int) -> str | None:
    """Where there is no /proc (macOS); to the second."""
    command = ["ps", "-p", str(pid), "-o", "stat=,lstart="]
    state, _, start = subprocess.run(command, capture_output=True, text=True).stdout.strip().partition(" ")
    return None if not start or state.startswith("Z") else start.strip()

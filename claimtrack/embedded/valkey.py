"""A Valkey server of our own, on a Unix socket: the broker. It carries nudges: a lost second is harmless."""

import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from claimtrack.embedded.folders import Folders
from claimtrack.embedded.privileges import Quarters
from claimtrack.embedded.processes import Program
from claimtrack.embedded.programs import valkey_bin
from claimtrack.embedded.sockets import socket_folder


@dataclass(frozen=True)
class Valkey:
    """One server: its program, its data and its socket."""

    binary: Path
    data: Path
    socket: Path
    place: Quarters

    @classmethod
    def at(cls, place: Quarters) -> "Valkey":
        """The server of a data folder. Raises NoServer."""
        binary = place.program(valkey_bin())
        return cls(binary, place.folder("valkey"), socket_folder(place) / "valkey.sock", place)

    @property
    def url(self) -> str:
        """What REDIS_URL says about this server, in the spelling of kombu."""
        return f"redis+socket://{quote(str(self.socket))}?virtual_host=0"

    def program(self, folders: Folders) -> Program:
        """How to start it: an append-only file written every second, and nothing evicted."""
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
        }
        command = [str(self.binary)]
        for name, value in settings.items():
            command += [f"--{name}", value]
        return Program(
            name="Valkey",
            command=command,
            log=folders.log("valkey"),
            options=self.place.options,
            ready=self.answers,
        )

    def answers(self) -> bool:
        """Whether it answers a PING. By hand: redis-py tries a refused connection again for five seconds."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2)
            try:
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
            except OSError:
                return False

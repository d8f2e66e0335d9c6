"""What gunicorn is asked to say of a request: as much as `claimtrack.logs` tells, and no more."""

import sys
from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger

_NUMBER = "x-request-id"


class AccessLog(Logger):
    """gunicorn's own, but for what it gathers: every header and variable of a request, which nobody reads."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> dict[str, Any]:
        """Method, path, status, bytes, milliseconds, and the number of the request as it was answered."""
        return {
            "m": environ.get("REQUEST_METHOD"),
            "U": environ.get("PATH_INFO"),
            "s": str(resp.status).split(None, 1)[0],
            "B": getattr(resp, "sent", None),
            "M": int(request_time.total_seconds() * 1000),
            "{x-request-id}o": next((value for name, value in resp.headers if name.lower() == _NUMBER), "-"),
        }

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Say which rule a refused request broke; gunicorn adds whose it was, and words of it."""
        if msg.startswith("Invalid request from ip="):
            msg, args = "Invalid request: %s", (type(sys.exception()).__name__,)
        self.error_log.warning(msg, *args, **kwargs)

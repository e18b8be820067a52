"""One line of JSON for each request, for the operator: which route, how it ended, how long it took; not who asked.

The number of a request comes from the proxy before us (`X-Request-ID`) where it has the form of one, and goes back in
the answer, so that a reader can tell it and a line be found by it.
"""

from __future__ import annotations

import json
import re
import secrets
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ocop.web.metrics import OTHER, PAGE

NUMBER = re.compile(r"[A-Za-z0-9-]{8,64}")
HEADER = "X-Request-ID"


class Logged:
    """Outermost of all. `write` takes a line; by default it goes to the standard output."""

    def __init__(self, app: ASGIApp, *, write: Callable[[str], object] | None = None) -> None:
        self.app, self.write = app, write or _write

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, number its answer, and write how it went."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope).get(HEADER, "")
        number = asked if NUMBER.fullmatch(asked) else secrets.token_hex(8)
        status = 500

        async def numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                # a copy: answers that are ready are shared between requests
                message = {**message, "headers": list(message.get("headers", ()))}
                MutableHeaders(scope=message)[HEADER] = number
            await send(message)

        begun = time.perf_counter()
        try:
            await self.app(scope, receive, numbered)
        finally:
            self.write(
                json.dumps(
                    {
                        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
                        "request": number,
                        "method": scope["method"],
                        "route": getattr(scope.get("route"), "path", None) or scope.get(PAGE, OTHER),
                        "status": status,
                        "ms": round((time.perf_counter() - begun) * 1000, 1),
                    }
                )
            )


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()

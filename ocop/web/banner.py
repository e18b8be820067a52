"""No word about the server's make: uvicorn puts its name on every answer, after all that an application can see."""

from __future__ import annotations

import socket
from functools import cache

import uvicorn


@cache
def hide() -> None:
    """Every server that this process begins from now on sends no `Server` header.

    Streamlit makes its server's configuration itself and has no setting for it; by the time that our launcher is read,
    it is made. What is left is the moment at which the server begins to listen.
    """
    begin = uvicorn.Server.startup

    async def begin_without_a_name(self: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        self.config.encoded_headers = [each for each in self.config.encoded_headers if each[0] != b"server"]
        await begin(self, sockets)

    uvicorn.Server.startup = begin_without_a_name  # type: ignore[method-assign]

"""The mark page and, in the same process, what it is measured against: a bare Starlette route with the same bytes."""

from __future__ import annotations

import os

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ocop import i18n
from ocop.services.register import the_register_or_exit
from ocop.web import compress, marks
from ocop.web.app import standalone

register = the_register_or_exit()
code = os.environ["BENCH_CODE"]
day = register.today()
page = marks.document(register, register.record(code, day), code, day, i18n.language("vi"))
body = compress.packed(page, "gzip", compress.WELL)


async def bare(_request: Request) -> Response:
    """The same bytes, without a question."""
    return Response(body, media_type="text/html", headers={"Content-Encoding": "gzip"})


async def bare_unchanged(_request: Request) -> Response:
    """That nothing has changed, without looking."""
    return Response(status_code=304)


ours = standalone(register)
peer = Starlette(routes=[Route("/bare", bare), Route("/bare-304", bare_unchanged)])


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """The peer answers below `/bare`, ours everything else."""
    served = peer if scope["type"] == "http" and scope["path"].startswith("/bare") else ours
    await served(scope, receive, send)

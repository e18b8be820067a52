"""Charts as files by name: `/hinh/{name}.svg`, `.png`, and their numbers as `.csv`."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from ocop.services.register import Register


def endpoint(register: Register) -> Callable[[Request], Response]:
    """`GET /hinh/{name}.{svg|png|csv}` with the choices of the page that shows the chart; `?ngay=&so=&lang=`."""

    def answer(request: Request) -> Response:
        # charts take half a second and 40 MB to import: a process that only answers codes on packs never pays for them
        from ocop.web import drawing

        return drawing.answer(register, request)

    return answer

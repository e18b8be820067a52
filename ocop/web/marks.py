"""The certification-mark page: what whoever scans a pack reads first is the verdict."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from ocop.i18n import words
from ocop.services.register import Register
from ocop.web import pages


def endpoint(register: Register) -> Callable[[Request], Response]:
    """`GET /m/{code}`: the register's own code in any spelling, or an official one."""

    def mark(request: Request) -> Response:
        typed = request.path_params["code"]
        record = register.record(typed, register.today())
        if record is None:
            return pages.render(request, register, "unknown_code.html", 404, typed=words.quoted(typed))
        if request.method == "GET":
            register.count_scan(record.product.code, pages.reader_language(request).code)
        return pages.render(request, register, "mark.html", record=record, product=record.product)

    return mark

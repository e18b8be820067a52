"""A file of a dated package of open data, where no web server before us hands it out."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from ocop.services import dumps
from ocop.services.register import Register
from ocop.web import pages

PATH = "/du-lieu/{package}/{name}"
# As deploy/nginx.conf says it too.
TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
}
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "public, max-age=3600",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def endpoint(register: Register) -> Callable[[Request], Response]:
    """`GET /du-lieu/{package}/{name}`: sent piece by piece, in part where that is asked for, 304 where it is known."""
    sender = StaticFiles()

    def answer(request: Request) -> Response:
        file = dumps.find(register.settings.dumps, request.path_params["package"], request.path_params["name"])
        if file is None:
            return pages.render(request, register, "not_found.html", 404)
        sent = sender.file_response(file, file.stat(), request.scope)
        sent.headers.update(HEADERS | {"Content-Type": TYPES[file.suffix]})
        return sent

    return answer

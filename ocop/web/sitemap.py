"""What search engines may read: every real product, none that was made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ocop.domain.recognition import Scope
from ocop.services.register import Register

# As many addresses as one sitemap may hold (sitemaps.org).
PART = 50_000
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def index(register: Register) -> Callable[[Request], Response]:
    """`GET /sitemap.xml`: the parts."""

    def answer(_request: Request) -> Response:
        count = register.sizes()[Scope.REAL]
        parts = range(1, max(1, -(-count // PART)) + 1)
        return _xml("sitemapindex", "sitemap", [f"{register.settings.base_url}/sitemap-{n}.xml" for n in parts])

    return answer


def part(register: Register) -> Callable[[Request], Response]:
    """`GET /sitemap-{number}.xml`: one part, our pages at the head of the first."""

    def answer(request: Request) -> Response:
        number = request.path_params["number"]
        codes = register.codes(Scope.REAL, limit=PART, offset=(number - 1) * PART) if number else []
        pages = ["/", "/danh-muc", "/gioi-thieu", "/du-lieu"] if number == 1 else []
        if not pages and not codes:
            return PlainTextResponse("", 404)
        paths = [*pages, *(f"/san-pham?ma={code}" for code in codes)]
        return _xml("urlset", "url", [f"{register.settings.base_url}{path}" for path in paths])

    return answer


def robots(register: Register) -> Callable[[Request], Response]:
    """`GET /robots.txt`."""

    def answer(_request: Request) -> Response:
        lines = ["User-agent: *", "Disallow: /tai-ve/", "Disallow: /api/", ""]
        return PlainTextResponse("\n".join([*lines, f"Sitemap: {register.settings.base_url}/sitemap.xml", ""]))

    return answer


def files(base_url: str, changed: Mapping[str, date]) -> dict[str, bytes]:
    """The sitemap of published pages as files: codes with the day on which each was written."""
    lines = [
        f"<url><loc>{escape(base_url)}/m/{code}</loc><lastmod>{day.isoformat()}</lastmod></url>"
        for code, day in sorted(changed.items())
    ]
    parts = [_body("urlset", "".join(lines[first : first + PART])) for first in range(0, max(1, len(lines)), PART)]
    found = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, start=1)}
    return found | {"sitemap.xml": _body("sitemapindex", _listed("sitemap", [f"{base_url}/{name}" for name in found]))}


def _xml(outer: str, inner: str, addresses: list[str]) -> Response:
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(_body(outer, _listed(inner, addresses)), media_type="application/xml", headers=headers)


def _listed(inner: str, addresses: list[str]) -> str:
    return "".join(f"<{inner}><loc>{escape(address)}</loc></{inner}>" for address in addresses)


def _body(outer: str, entries: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} {NAMESPACE}>{entries}</{outer}>'.encode()

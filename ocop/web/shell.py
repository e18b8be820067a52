"""The page that Streamlit's own code fills. Before that it shows the same content, rendered here: the first paint.

A reader on a slow phone reads it while Streamlit's JavaScript is still on its way. It stands beside Streamlit's own
root element, which stays hidden until its page is whole (`.oc-footer` is the last piece); then the paint goes.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import Response

from ocop.settings import ASSETS
from ocop.web import assets, compress, policy

ROOT_ELEMENT = '<div id="root"></div>'
HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
FOR_EVER = "public, max-age=31536000, immutable"
_HASHED = re.compile(r"\.[\w-]{8}\.\w+$")
# Streamlit loads its own type even where a theme names another: it gets ours in its place, a tenth of the size.
_TYPE = re.compile(r"/static/media/SourceSans.+\.woff2")
OUR_TYPE = "fonts/be-vietnam-pro-latin-400-normal.woff2"


@dataclass(frozen=True)
class Painted:
    """What a page says before any script runs. `html` is safe; the other texts are escaped where they are put in."""

    language: str
    title: str
    description: str
    html: str
    picture: str
    status: int = 200
    may_be_indexed: bool = True
    data: str = ""


Painter = Callable[[str, Mapping[str, str]], Painted]


class Shell:
    """Streamlit's `index.html` with the painted content, and Streamlit's files, compressed and kept for ever."""

    def __init__(self, static: Path, paths: frozenset[str], painter: Painter, base_url: str) -> None:
        """Take the folder of Streamlit's own page and files, the paths of our pages, and what paints them.

        Raises:
            RuntimeError: Streamlit's page has another form than we know; an upgrade must not pass unnoticed.
        """
        index = (static / "index.html").read_text(encoding="utf-8")
        self.paths = paths
        self.files = {
            f"/static/{file.relative_to(static / 'static').as_posix()}": file for file in static.rglob("static/**/*.*")
        }
        self._paint, self._base_url = painter, base_url
        for known in (ROOT_ELEMENT, "<title>Streamlit</title>", '<html lang="en">', "</head>"):
            if known not in index:
                raise RuntimeError(f"Streamlit's index.html has no {known!r}: look at ocop/web/shell.py")
        index = re.sub(
            r"<!--.*?-->|<noscript>.*?</noscript>|<link rel=\"(shortcut icon|service-desc)\".*?/>",
            "",
            index,
            flags=re.S,
        )
        self._index = re.sub(r"<link\s+rel=\"preload\".*?/>", "", index, flags=re.S)
        self._headers = HEADERS | policy.headers(base_url)
        self._headers["Content-Security-Policy"] = policy.content(self._index + SERVER)

    def page(self, request: Request) -> Response:
        """One page, painted; Vietnamese unless the address asks for another language."""
        painted = self._paint(request.url.path, dict(request.query_params))
        html = (
            self._index.replace('<html lang="en">', f'<html lang="{painted.language}">')
            .replace("<title>Streamlit</title>", f"<title>{escape(painted.title)}</title>")
            .replace("</head>", f"{self._head(painted, request)}</head>")
            .replace(ROOT_ELEMENT, f'<div id="paint" class="stApp">{painted.html}</div>{ROOT_ELEMENT}')
        )
        headers = self._headers | {"Content-Language": painted.language}
        if not painted.may_be_indexed:
            headers["X-Robots-Tag"] = "noindex"
        return _answer(html.encode(), "text/html; charset=utf-8", headers, request, painted.status)

    def file(self, request: Request) -> Response:
        """One of Streamlit's files: what bears a fingerprint in its name never changes."""
        path = request.url.path
        file = ASSETS / OUR_TYPE if _TYPE.fullmatch(path) else self.files[path]
        kept = FOR_EVER if _HASHED.search(path) else "no-cache"
        headers = {"Cache-Control": kept, "X-Content-Type-Options": "nosniff", "Vary": "Accept-Encoding"}
        how = "" if file.suffix in compress.PACKED else compress.encoding(request.headers.get("accept-encoding", ""))
        if how:
            headers["Content-Encoding"] = how
        media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return Response(compress.file(file, how), media_type=media_type, headers=headers)

    def _head(self, painted: Painted, request: Request) -> str:
        address = f"{self._base_url}{request.url.path}" + (f"?{request.url.query}" if request.url.query else "")
        og = {
            "og:type": "website",
            "og:title": painted.title,
            "og:description": painted.description,
            "og:image": f"{self._base_url}{painted.picture}",
            "og:url": address,
            "og:locale": {"vi": "vi_VN", "en": "en_GB"}.get(painted.language, painted.language),
        }
        tags = [f'<meta property="{name}" content="{escape(value)}">' for name, value in og.items()]
        tags.append(f'<meta name="description" content="{escape(painted.description)}">')
        if not painted.may_be_indexed:
            tags.append('<meta name="robots" content="noindex">')
        return _links() + "".join(tags) + painted.data


# Otherwise Streamlit first looks for its server below the page's own path, two refused requests a page.
SERVER = '<script>window.__streamlit={BACKEND_BASE_URL:location.origin+"/"}</script>'


@cache
def _style() -> str:
    """Our style as part of the page: asked for apart, the first content would wait for one more way there and back."""
    return re.sub(r"/\*.*?\*/", "", (ASSETS / "css" / "app.css").read_text(encoding="utf-8"), flags=re.S)


def _links() -> str:
    fonts = "".join(
        f'<link rel="preload" href="{assets.url(f"fonts/be-vietnam-pro-{subset}-400-normal.woff2")}" as="font" '
        'type="font/woff2" crossorigin>'
        for subset in ("latin", "vietnamese")
    )
    return (
        f'{SERVER}<link rel="icon" href="{assets.url("icon.svg")}" type="image/svg+xml">{fonts}'
        f"<style>{_style()}</style>"
        f'<script defer src="{assets.url("js/links.js")}"></script>'
    )


def _answer(body: bytes, media_type: str, headers: Mapping[str, str], request: Request, status: int) -> Response:
    how = compress.encoding(request.headers.get("accept-encoding", ""))
    packed = {"Content-Encoding": how} if how else {}
    return Response(compress.packed(body, how), status, {**headers, **packed}, media_type)

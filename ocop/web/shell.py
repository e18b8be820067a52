"""The empty page that Streamlit's own code fills, given the reader's language, a title and our style."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from ocop import i18n
from ocop.i18n import Language
from ocop.web import assets

ROOT_ELEMENT = '<div id="root"></div>'


HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'self'",
}


class Shell:
    """Streamlit's `index.html`, changed once at start and again in a few words for each page and language."""

    def __init__(self, static: Path, titles: Mapping[str, str]) -> None:
        """Take the folder of Streamlit's own page and files, and the titles of our pages by path.

        Raises:
            RuntimeError: Streamlit's page has another form than we know; an upgrade must not pass unnoticed.
        """
        index = (static / "index.html").read_text(encoding="utf-8")
        self.paths = frozenset(titles)
        self.files = frozenset(
            f"/static/{file.relative_to(static / 'static').as_posix()}" for file in static.rglob("static/**/*.*")
        )
        self._titles = titles
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

    def page(self, request: Request) -> HTMLResponse:
        """The shell of one page; Vietnamese unless the address asks for another language."""
        t = i18n.language(request.query_params.get("lang"))
        title = f"{t(self._titles[request.url.path])} – {t('Sổ đăng ký OCOP')}"
        html = (
            self._index.replace('<html lang="en">', f'<html lang="{t.code}">')
            .replace("<title>Streamlit</title>", f"<title>{escape(title)}</title>")
            .replace("</head>", f"{_head()}</head>")
            .replace(ROOT_ELEMENT, f"{_without_script(t)}{ROOT_ELEMENT}")
        )
        return HTMLResponse(html, headers=HEADERS | {"Content-Language": t.code})


# Otherwise Streamlit first looks for its server below the page's own path, two refused requests a page.
SERVER = '<script>window.__streamlit={BACKEND_BASE_URL:location.origin+"/"}</script>'


def _head() -> str:
    fonts = "".join(
        f'<link rel="preload" href="{assets.url(f"fonts/be-vietnam-pro-{subset}-400-normal.woff2")}" as="font" '
        'type="font/woff2" crossorigin>'
        for subset in ("latin", "vietnamese")
    )
    return (
        f'{SERVER}<link rel="icon" href="{assets.url("icon.svg")}" type="image/svg+xml">{fonts}'
        f'<link rel="stylesheet" href="{assets.url("css/app.css")}">'
        f'<script defer src="{assets.url("js/links.js")}"></script>'
    )


def _without_script(t: Language) -> str:
    words = t("Trang này cần JavaScript. Trang của từng sản phẩm (/m/…) thì không: hãy quét mã QR trên bao bì.")
    return f"<noscript><p>{escape(words)}</p></noscript>"

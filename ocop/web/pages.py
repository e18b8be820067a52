"""Rendering the pages without JavaScript: templates, the reader's language, and what stands on each of them."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from ocop import i18n
from ocop.domain import gtin
from ocop.figures import shapes
from ocop.i18n import Language, facts, words
from ocop.services.register import Register


def environment(package: str) -> Environment:
    """Templates of a package: every value is escaped, and a name that is not there is an error."""
    made = Environment(
        loader=PackageLoader(package),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(words=words, facts=facts, shapes=shapes, view=None)
    made.filters.update(quoted=words.quoted, gtin=gtin.shown)
    return made


templates = environment("ocop.web")

# No script, nothing from outside; the style stands in the page itself.
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def reader_language(request: Request) -> Language:
    """`?lang=`, else what the browser asks for, else Vietnamese."""
    asked = request.query_params.get("lang")
    return i18n.language(asked) if asked in i18n.NAMES else i18n.preferred(request.headers.get("accept-language", ""))


def render(request: Request, register: Register, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page in the reader's language, with the operator named at its foot."""
    t = reader_language(request)
    day = register.today()
    html = templates.get_template(template).render(
        t=t, languages=i18n.NAMES, path=request.url.path, settings=register.settings, day=day, **values
    )
    headers = {**SECURITY, "Content-Language": t.code, "Vary": "Accept-Language", "Cache-Control": "no-cache"}
    return HTMLResponse(html, status, headers)

"""Rendering the pages without JavaScript: templates, the reader's language, and what stands on each of them."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from ocop import i18n
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
    made.filters["quoted"] = words.quoted
    return made


FOLDER = Path(__file__).parent / "templates"


def _style() -> str:
    """The one style of the plain pages, without its blanks."""
    text = (FOLDER / "page.css").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/|\n\s*", "", text, flags=re.S)


STYLE = _style()
templates = environment("ocop.web")
templates.globals["style"] = Markup(STYLE)  # noqa: S704 -- a file of ours

# No script, nothing from outside; of styles only the one that stands in the page itself.
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; "
    f"style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def reader_language(request: Request) -> Language:
    """`?lang=`, else what the browser asks for, else Vietnamese."""
    asked = request.query_params.get("lang")
    return i18n.language(asked) if asked in i18n.NAMES else i18n.preferred(request.headers.get("accept-language", ""))


def filled(
    template: str,
    register: Register,
    t: Language,
    day: date,
    *,
    languages: Mapping[str, str] = i18n.NAMES,
    **values: object,
) -> str:
    """A template filled in, with the operator named at its foot.

    `languages` are those that the page speaks, `addresses` where it does, if not at `?lang=`; `screens` is what a link
    to the screens carries, which speak two.
    """
    given: dict[str, object] = {"addresses": None, **values}
    return templates.get_template(template).render(
        t=t,
        languages=languages,
        screens="" if t.code == i18n.SOURCE else "lang=en",
        settings=register.settings,
        day=day,
        **given,
    )


def render(request: Request, register: Register, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page in the reader's language."""
    t = reader_language(request)
    html = filled(template, register, t, register.today(), languages=i18n.NAMES, **values)
    headers = {**SECURITY, "Content-Language": t.code, "Vary": "Accept-Language", "Cache-Control": "no-cache"}
    return HTMLResponse(html, status, headers)

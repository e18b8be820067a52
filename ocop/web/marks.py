"""What the certification-mark page says of one code, as a document and as data.

Whoever scans a pack reads the verdict first. Both are made of values alone: the same for one revision of the register,
day, release and language, whether they are served or published as files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from ocop import i18n
from ocop.domain.register import Record
from ocop.i18n import Language, words
from ocop.services.register import Register
from ocop.web import pages


def document(
    register: Register,
    record: Record | None,
    typed: str,
    day: date,
    language: Language,
    *,
    published_on: date | None = None,
    addresses: Mapping[str, str] | None = None,
) -> bytes:
    """The page as HTML in UTF-8, not compressed; without a record, that the register holds no such code.

    Published, it says since when it stands and counts no days. `addresses` are those of the same page in each language
    of `i18n.MARK_NAMES`; usually `?lang=`.
    """
    template = "unknown_code.html" if record is None else "mark.html"
    html = pages.templates.get_template(template).render(
        t=language,
        languages=i18n.MARK_NAMES,
        path="",
        settings=register.settings,
        day=day,
        typed=words.quoted(typed),
        record=record,
        product=record and record.product,
        published_on=published_on,
        addresses=addresses,
    )
    return html.encode()


def data(
    register: Register, record: Record | None, typed: str, day: date, *, published_on: date | None = None
) -> dict[str, object]:
    """The same facts for programs, the verdict in every language."""
    if record is None:
        return {"error": "không có mã này trong sổ đăng ký", "typed": words.quoted(typed)}
    product = record.product
    return {
        "code": product.shown_code,
        "name": product.name,
        "verdict": {code: words.verdict(product, day, i18n.language(code)) for code in i18n.MARK_NAMES},
        "as_of": day.isoformat(),
        "url": f"{register.settings.base_url}/m/{product.shown_code}",
        "published_on": published_on and published_on.isoformat(),
    }


def endpoint(register: Register) -> Callable[[Request], Response]:
    """`GET /m/{code}`: the register's own code in any spelling, or an official one."""

    def mark(request: Request) -> Response:
        typed = request.path_params["code"]
        record = register.record(typed, register.today())
        if record is None:
            return pages.render(request, register, "unknown_code.html", 404, typed=words.quoted(typed))
        return pages.render(request, register, "mark.html", record=record, product=record.product)

    return mark

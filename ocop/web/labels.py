"""Labels and the extract sheet as files: of one product, of what the catalogue shows, of what was put aside."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ocop.domain.addresses import why_not_public
from ocop.domain.recognition import Scope
from ocop.domain.register import Product
from ocop.errors import QueryError, Refused
from ocop.i18n import words
from ocop.services import export, labels
from ocop.services.register import Register
from ocop.web import marks
from ocop.web.view import SCOPES, Form, read

LAYOUT, COPIES, CROP = "mau", "so-ban", "cat"
USUAL = "a4-24"
# More than that is work for the command line, not for a page that others wait for.
MOST = 480


def sheets(register: Register) -> Callable[[Request], Response]:
    """`GET /tai-ve/nhan.pdf?ma=` of one product, or with the parameters of a view of the catalogue; `&mau=a4-24`."""

    def answer(request: Request) -> Response:
        asked = request.query_params
        layout, copies = labels.LAYOUTS.get(asked.get(LAYOUT, USUAL)), asked.get(COPIES, "1")
        if layout is None:
            return PlainTextResponse(f"Chỉ có các mẫu nhãn: {', '.join(labels.LAYOUTS)}.", 400)
        if not (copies.isascii() and copies.isdigit() and 0 < int(copies[:4]) <= MOST and len(copies) <= 3):
            return PlainTextResponse(f"Số bản mỗi nhãn là một số từ 1 đến {MOST}.", 400)
        try:
            labels.check_address(register.settings, allow_local=False)
            made = labels.of(
                register, _products(register, request, int(copies)), layout,
                copies=int(copies), crop_marks=asked.get(CROP) == "1",
            )  # fmt: skip
        except (Refused, QueryError) as error:
            return PlainTextResponse(str(error), 400)
        return _file(made.pdf, f"ocop-nhan-{layout.name}.pdf")

    return answer


def extract(register: Register) -> Callable[[Request], Response]:
    """`GET /tai-ve/trich-{code}.pdf`."""

    def answer(request: Request) -> Response:
        typed = request.path_params["code"]
        found = labels.extract(register, typed)
        if found is None:
            return marks.unknown(request, register, typed)
        code, made = found
        return _file(made, f"ocop-trich-{code}.pdf")

    return answer


def is_public(register: Register) -> bool:
    """Whether labels can be printed here: a page shows no link that only refuses."""
    settings = register.settings
    return why_not_public(settings.base_url) is None and settings.today is None


def is_offered(register: Register, product: Product) -> bool:
    """Whether a label of a product would be printed."""
    return is_public(register) and product.scope is Scope.REAL and product.status in labels.IN_FORCE


def _products(register: Register, request: Request, copies: int) -> list[Product]:
    """The products that an address means.

    Raises:
        QueryError: there is no such code, or they are more than a page makes.
    """
    day, typed = register.today(), request.query_params.get("ma")
    if typed is not None:
        record = register.record(typed, day)
        if record is None:
            raise QueryError(f"Không có mã {words.quoted(typed)} trong sổ: hãy kiểm tra lại.")
        return [record.product]
    view, _unknown = read(request.query_params)
    if view.form in (Form.PICKED, Form.COMPARED):
        return export.picked(register, view.picked, day)
    scope = SCOPES.get(request.query_params.get("so", "")) or register.default_scope()
    found = export.listed(register, view.query(scope), day, most=MOST // copies)
    if found is None:
        raise QueryError(
            f"Trang này in nhiều nhất {MOST} nhãn một lần: hãy chọn bớt trong danh mục, hoặc dùng "
            "“python -m ocop labels” ở máy chủ."
        )
    return found


def _file(body: bytes, name: str) -> Response:
    headers = {
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f'inline; filename="{name}"',
    }
    return Response(body, media_type="application/pdf", headers=headers)

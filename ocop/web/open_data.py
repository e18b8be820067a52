"""The page about the open data: what there is, how to ask for it, under which terms, what each column means."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ocop.domain.open_data import TABLES
from ocop.domain.recognition import Scope
from ocop.i18n.words import N_
from ocop.services import dumps
from ocop.services.register import Register
from ocop.web import pages

PATH = "/du-lieu"
STYLE = pages.style("open_data.css")
SECURITY = pages.security(pages.STYLE, STYLE)
# One question a line, each a link that answers.
EXAMPLES = (
    (N_("Sản phẩm 4 và 5 sao của Lâm Đồng, dạng JSON"), "/api/v1/products?province=68&stars=4,5"),
    (N_("Sản phẩm của cả sổ, dạng CSV, mỗi trang 200"), "/api/v1/products?format=csv&limit=200"),
    (N_("Một sản phẩm với lịch sử công nhận"), "/api/v1/products/FR23-R1AX"),
    (N_("Sản phẩm ấy theo schema.org (JSON-LD)"), "/api/v1/products/FR23-R1AX?format=jsonld"),
    (N_("Các chủ thể"), "/api/v1/producers"),
    (N_("34 tỉnh, thành phố với số sản phẩm"), "/api/v1/provinces"),
    (N_("Số liệu theo nhóm sản phẩm vào cuối năm 2025"), "/api/v1/summary?by=group&as_of=2025-12-31"),
)


def endpoint(register: Register) -> Callable[[Request], Response]:
    """`GET /du-lieu`."""

    def answer(request: Request) -> Response:
        t, sizes = pages.reader_language(request), register.sizes()
        html = pages.filled(
            "open_data.html", register, t, register.today(),
            own_style=Markup(STYLE),  # noqa: S704 -- a file of ours
            sizes={"real": sizes[Scope.REAL], "demo": sizes[Scope.DEMO]},
            examples=[(t(told), path) for told, path in EXAMPLES],
            limit=register.settings.rate_limit,
            dumps=dumps.listed(register.settings.dumps),
            tables=TABLES,
        )  # fmt: skip
        headers = {**SECURITY, "Content-Language": t.code, "Vary": "Accept-Language", "Cache-Control": "no-cache"}
        return HTMLResponse(html, headers=headers)

    return answer

"""Reporting a label that is wrong: a form without script; what it brings is for the steward and is shown nowhere."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from ocop import i18n
from ocop.domain.label_reports import LONGEST
from ocop.errors import DataError, StoreUnavailable
from ocop.i18n.words import N_
from ocop.services import label_reports
from ocop.services.register import Register
from ocop.web import forms, origin, pages
from ocop.web.forms import Sent, Trouble
from ocop.web.rates import Rates

PATH = "/bao-nhan-sai"
PRODUCT, WHERE, WHAT, PHOTO, SINCE, EMPTY = "san_pham", "o_dau", "dieu_gi", "anh", "luc", "trang_web"
NAMES = (PRODUCT, WHERE, WHAT, PHOTO, SINCE, EMPTY)
MOST_PHOTO = 5 * 1024 * 1024
MOST_TEXTS = 256 * 1024
MOST_BODY = MOST_PHOTO + MOST_TEXTS
QUICKEST = 2  # seconds in which no person fills in a form

TOO_LONG = N_("Phần này dài hơn {most} ký tự: hãy rút ngắn.")
TROUBLES = {
    Trouble.TOO_LARGE: (413, N_("Ảnh lớn hơn 5 MB nên không nhận được: hãy chọn ảnh nhỏ hơn hoặc gửi không kèm ảnh.")),
    Trouble.UNREADABLE: (400, N_("Biểu mẫu gửi lên không đọc được: hãy điền lại và gửi lần nữa.")),
    Trouble.TOO_SLOW: (
        408,
        N_("Đường truyền quá chậm nên báo cáo chưa đến nơi: hãy gửi lại, có thể không kèm ảnh."),
    ),
}
OFTEN = N_("Có quá nhiều báo cáo trong một phút: hãy chờ một phút rồi bấm gửi lần nữa.")
FOREIGN = N_("Báo cáo này không được gửi từ trang của sổ đăng ký: hãy điền và gửi tại đây.")
FULL = N_("Hôm nay sổ đăng ký đã nhận quá nhiều báo cáo: hãy gửi lại vào ngày mai.")
DOWN = N_("Sổ đăng ký tạm thời không ghi được: hãy chờ ít phút rồi bấm gửi lần nữa.")
QUICK = N_("Biểu mẫu được gửi quá nhanh: hãy xem lại và bấm gửi lần nữa.")
NOT_EMPTY = N_("Ô cuối cùng dành cho máy gửi tự động: hãy xóa chữ trong ô đó rồi bấm gửi lần nữa.")
STYLE = pages.style("form.css")
SECURITY = pages.security(pages.STYLE, STYLE) | {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
# What is said of a photograph by whoever reads it; here so that it is translated.
OF_PHOTOS = (
    N_("Tệp không phải ảnh JPEG, PNG hoặc WebP đọc được: hãy chọn ảnh khác."),
    N_("Ảnh có quá nhiều điểm ảnh: hãy thu nhỏ ảnh rồi thử lại."),
)


@dataclass(frozen=True)
class Filled:
    """The form as it is shown: what stands in it, and what is wrong with which field ('' for the whole)."""

    texts: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)
    had_photo: bool = False
    status: int = 200


def routes(register: Register) -> list[Route]:
    """The form, its answer, and the page that tells the number."""
    rates = Rates()

    def form(request: Request) -> Response:
        return _shown(request, register, Filled({PRODUCT: forms.tidy(request.query_params.get("ma", ""))[:200]}))

    async def send(request: Request) -> Response:
        if not origin.is_from_here(request.headers, register.settings.base_url):
            return await run_in_threadpool(_refused, request, register, FOREIGN, 403, {})
        address = request.client.host if request.client else ""
        if not rates.allow(address, register.today(), time.monotonic()):
            sent = await forms.read(request, file=PHOTO, most=MOST_TEXTS)
            return await run_in_threadpool(_refused, request, register, OFTEN, 429, sent.texts)
        sent = await forms.read(request, file=PHOTO, most=MOST_BODY)
        return await run_in_threadpool(_answer, request, register, sent)

    def received(request: Request) -> Response:
        number = label_reports.was_received(register, request.path_params["number"])
        if not number:
            return pages.render(request, register, "not_found.html", 404)
        return _page(request, register, "label_report_received.html", number=number)

    return [
        Route(PATH, form, methods=["GET"]),
        Route(PATH, send, methods=["POST"]),
        Route(f"{PATH}/{{number}}", received, methods=["GET"]),
    ]


def _refused(request: Request, register: Register, why: str, status: int, texts: dict[str, str]) -> Response:
    """What is not looked at: a form of another site, of which nothing is taken over, or one too many."""
    return _shown(request, register, Filled(texts, {"": language_of(request)(why)}, status=status))


def _answer(request: Request, register: Register, sent: Sent) -> Response:
    """Keep what was sent, or show it again with what is wrong."""
    t = language_of(request)
    problems, status = _problems(sent, t), 422
    if sent.trouble is not None:
        status, words = TROUBLES[sent.trouble]
        problems = {PHOTO if sent.trouble is Trouble.TOO_LARGE else "": t(words)}
    if not problems:
        try:
            number = _kept(register, sent, t.code)
        except DataError as error:
            problems = {PHOTO: t(str(error))}
        except label_reports.TooMany:
            problems, status = {"": t(FULL)}, 503
        except StoreUnavailable:
            problems, status = {"": t(DOWN)}, 503
        else:
            return RedirectResponse(f"{PATH}/{number}?lang={t.code}", 303, {"Cache-Control": "no-store"})
    return _shown(request, register, Filled(sent.texts, problems, sent.file is not None, status))


def _problems(sent: Sent, t: i18n.Language) -> dict[str, str]:
    """What a person can mend, by field."""
    found = {}
    if not sent.texts.get(PRODUCT):
        found[PRODUCT] = t("Hãy cho biết sản phẩm: tên hoặc mã in trên nhãn.")
    if not sent.texts.get(WHAT):
        found[WHAT] = t("Hãy viết điều bạn thấy sai trên nhãn.")
    for name, most in zip((PRODUCT, WHERE, WHAT), LONGEST.values(), strict=True):
        if len(sent.texts.get(name, "")) > most:
            found[name] = t(TOO_LONG, most=t.number(most))
    if sent.file and len(sent.file) > MOST_PHOTO:
        found[PHOTO] = t(TROUBLES[Trouble.TOO_LARGE][1])
    if sent.texts.get(EMPTY):
        found[EMPTY] = t(NOT_EMPTY)
    since = _since(sent.texts.get(SINCE, ""))
    if not found and not (since and time.time() - since >= QUICKEST):
        found[""] = t(QUICK)
    return found


def _kept(register: Register, sent: Sent, language: str) -> str:
    """Keep the report; its number as it is told."""
    return label_reports.receive(
        register,
        product=sent.texts[PRODUCT],
        seen_where=sent.texts.get(WHERE, ""),
        what=sent.texts[WHAT],
        language=language,
        photo=sent.file,
    )


def _shown(request: Request, register: Register, filled: Filled) -> Response:
    """The form with what stands in it; a product that the register knows is named."""
    known = None
    code = label_reports.code_in(filled.texts.get(PRODUCT, ""))
    if code:
        try:
            known = register.record(code, register.today())
        except StoreUnavailable:
            known = None  # the form says what is wrong, and what was typed is not lost
    texts = dict.fromkeys(NAMES, "") | filled.texts
    texts[SINCE] = str(_since(texts[SINCE]) or int(time.time()))
    values = {"filled": replace(filled, texts=texts), "known": known and known.product, "longest": LONGEST}
    return _page(request, register, "label_report.html", filled.status, **values)


def language_of(request: Request) -> i18n.Language:
    """The form speaks the languages of the mark page, which leads to it."""
    return pages.reader_language(request, i18n.MARK_NAMES)


def _page(request: Request, register: Register, template: str, status: int = 200, **values: object) -> Response:
    """What one reader wrote is nobody else's, and no search engine's."""
    t, typed = language_of(request), request.query_params.get("ma", "")
    kept = f"ma={quote(typed[:200])}&" if typed else ""
    addresses = {code: f"?{kept}lang={code}" for code in i18n.MARK_NAMES}
    html = pages.filled(
        template, register, t, register.today(),
        languages=i18n.MARK_NAMES, addresses=addresses, form_style=Markup(STYLE), **values,  # noqa: S704 -- our file
    )  # fmt: skip
    return HTMLResponse(html, status, {**SECURITY, "Content-Language": t.code, "Vary": "Accept-Language"})


def _since(written: str) -> int:
    """When the form was first shown, in seconds; 0 where that is not said or still to come."""
    told = int(written) if written.isascii() and written.isdigit() and len(written) < 12 else 0
    return told if told <= time.time() else 0

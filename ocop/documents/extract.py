"""An extract of the register on one sheet: what is recorded of a product, since when, on which evidence.

It must not be taken for a certificate: no frame, no emblem, no signature; in its first lines it says what it is not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ocop.documents import typeset
from ocop.documents.paper import WARNING, WATERMARK
from ocop.domain.codes import mark_url
from ocop.domain.promotion import Promotion
from ocop.domain.recognition import Evidence, Scope, Status
from ocop.domain.register import Product, Recognition, Record
from ocop.figures import codes
from ocop.i18n import SOURCE, language, words
from ocop.settings import Settings

TEMPLATE = "extract.typ"
TITLE = "Trích thông tin từ sổ đăng ký"
NOT = (
    "Tờ này không phải giấy chứng nhận và không thay cho quyết định công nhận; không có chữ ký, không có dấu. "
    "Đây là bản chép những gì sổ đăng ký ghi vào ngày nêu trên; công nhận có thể thay đổi sau ngày đó."
)
# As many events as have room on one sheet; the page behind the code tells all of them.
EVENTS = 8
VI = language(SOURCE)


@dataclass(frozen=True)
class Extract:
    """What is extracted: a record as of a day, from whose register."""

    record: Record
    day: date
    settings: Settings


def pdf(extract: Extract) -> bytes:
    """The sheet, typeset."""
    return typeset.pdf(TEMPLATE, values(extract))


def values(extract: Extract) -> dict[str, object]:
    """What the template is filled with, in words."""
    product, settings = extract.record.product, extract.settings
    url = mark_url(settings.base_url, product.shown_code)
    modules = codes.matrix(url)
    is_made_up = product.scope is Scope.DEMO
    # On paper an absolute date stands, no days that are left.
    told = replace(product, status=Status.VALID) if product.status is Status.EXPIRING else product
    return {
        "title": TITLE,
        "register": "Sổ đăng ký sản phẩm OCOP",
        "operator": words.operator(settings.operator, settings.operator_is_state_body, VI) + " ocopvietnam.gov.vn",
        "day": f"Tính đến ngày {VI.date(extract.day)}",
        "trial": "" if settings.today is None else "Ngày giả định để xem thử, không phải ngày hôm nay.",
        "not": NOT,
        "verdict": words.verdict(told, extract.day, VI),
        "status": str(told.status),
        "name": product.name,
        "stars": product.stars,
        "weak": product.status is Status.REPORTED,
        "facts": [[label, value] for label, value in _facts(product) if value],
        "history": [_event(each) for each in extract.record.history[:EVENTS]],
        "more": max(0, len(extract.record.history) - EVENTS),
        "modules": len(modules),
        "path": codes.path(modules),
        "code": product.shown_code,
        "url": url.lower().replace(product.shown_code.lower(), product.shown_code),
        "watermark": WATERMARK if is_made_up else None,
        "warning": WARNING if is_made_up else None,
    }


def _facts(product: Product) -> list[tuple[str, str | None]]:
    maker = product.producer
    then = words.place_then(product, VI)
    place = words.place_now(maker, VI)
    return [
        ("Chủ thể", maker.name),
        ("Địa bàn", f"{place} (theo địa danh trước 01/07/2025: {then})" if then else place),
        ("Bộ sản phẩm", _set(product)),
        ("Mã trong sổ đăng ký", product.shown_code),
        ("Mã chính thức", ", ".join(product.official_codes)),
        ("Lưu ý", "Đồ uống có cồn, không dành cho người dưới 18 tuổi" if _is_alcohol(product) else None),
    ]


def _set(product: Product) -> str:
    """The set, and that no decision stated it where the register chose it itself."""
    name = words.product_set(product, VI)
    is_ours = product.set_number is not None and product.scope is Scope.REAL
    return f"{name} (do sổ đăng ký tự xếp theo QĐ 26/2026/QĐ-TTg)" if is_ours else name


def _is_alcohol(product: Product) -> bool:
    return product.promotion is not Promotion.FREE


def _event(event: Recognition) -> list[str]:
    """A row of the history: day, what was decided, by which paper, how sure the register is."""
    what = words.KIND[event.kind] + (f", {event.stars} sao" if event.stars else "")
    until = f"đến {VI.date(event.valid_until)}" if event.valid_until else ""
    until += " (36 tháng, do sổ đăng ký tính)" if event.has_usual_term else ""
    paper = f"số {event.decision}" if event.decision else "chưa rõ số quyết định"
    source = event.source if event.evidence is not Evidence.MADE_UP else ""
    return [
        VI.stated(event.stated),
        "\n".join(filter(None, (what, until, event.note))),
        "\n".join(filter(None, (paper, event.authority))),
        "\n".join(filter(None, (words.EVIDENCE[event.evidence], source))),
    ]

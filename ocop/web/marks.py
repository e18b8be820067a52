"""What the certification-mark page says of one code, as a document and as data.

Whoever scans a pack reads the verdict first. Both are made of values alone: the same for one revision of the register,
day, release and language, whether they are served or published as files.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from ocop import i18n
from ocop.domain import gtin, official_codes
from ocop.domain.codes import is_code, shown, tidy
from ocop.domain.promotion import Promotion
from ocop.domain.recognition import Scope, Status
from ocop.domain.register import Product, Recognition, Record
from ocop.i18n import Language, words
from ocop.services.register import Register
from ocop.web import assets, linked, pages
from ocop.web.api import records

IN_FORCE = (Status.VALID, Status.EXPIRING)
LOCALES = {"vi": "vi_VN", "en": "en_GB", "zh": "zh_CN", "ko": "ko_KR", "ja": "ja_JP", "fr": "fr_FR"}
# Of a maker's recognised products so many are named, the others counted.
MOST_NAMED = 12


def document(
    register: Register,
    record: Record | None,
    typed: str,
    day: date,
    language: Language,
    *,
    published_on: date | None = None,
    addresses: Mapping[str, str] | None = None,
    stale: datetime | None = None,
) -> bytes:
    """The page as HTML in UTF-8, not compressed; without a record, that the register holds no such code.

    Published, it says since when it stands and counts no days. `addresses` are those of the same page in each language
    of `i18n.MARK_NAMES`; usually `?lang=`. `stale` is when a store that no longer answers was last read.
    """
    if record is None:
        template, values = "unknown_code.html", _unknown(register, typed, language)
    else:
        template, values = "mark.html", _known(register, record, day, language, is_published=published_on is not None)
    values |= {"published_on": published_on, "stale": stale}
    return pages.filled(
        template, register, language, day, languages=i18n.MARK_NAMES, addresses=addresses, **values
    ).encode()


def data(
    register: Register, record: Record | None, typed: str, day: date, *, published_on: date | None = None
) -> dict[str, object]:
    """The same facts for programs, the verdict in every language."""
    if record is None:
        found: dict[str, object] = {"error": "không có mã này trong sổ đăng ký", "typed": words.quoted(typed)}
        found["kind"] = _kind(typed)
        found["nearest"] = [{"code": code, "name": name} for code, name in register.nearest(typed)]
        return found
    product, governing = record.product, record.product.governing
    counts = published_on is None
    return {
        "code": product.shown_code,
        "official_codes": list(product.official_codes),
        "former_codes": list(product.former_codes),
        "gtin": gtin.shown(product.gtin) if product.gtin else None,
        "is_made_up": product.scope is Scope.DEMO,
        "name": product.name,
        "producer": product.producer.name,
        "place": words.place_now(product.producer, i18n.language(i18n.SOURCE)),
        "status": product.status,
        "stars": product.stars,
        "verdict": {
            code: words.verdict(product, day, i18n.language(code, i18n.MARK_NAMES), counts_days=counts)
            for code in i18n.MARK_NAMES
        },
        "governing": governing and records.event(governing),
        "history": [records.event(event) for event in record.history],
        "inspections": [records.inspection(each) for each in record.inspections],
        "is_complete": record.complete,
        "recognised_products_of_producer": record.recognised if record.complete else None,
        "changed_on": record.changed and record.changed.isoformat(),
        "as_of": day.isoformat(),
        "published_on": published_on and published_on.isoformat(),
        "url": _url(register, product),
    }


def unknown(request: Request, register: Register, typed: str) -> HTMLResponse:
    """What another address of the same code answers where no product bears it."""
    page = document(register, None, typed, register.today(), pages.reader_language(request))
    return HTMLResponse(page, 404, pages.SECURITY)


def _known(register: Register, record: Record, day: date, t: Language, *, is_published: bool) -> dict[str, object]:
    """What the page of a product shows."""
    product = record.product
    is_promoted = product.promotion is not Promotion.NONE
    verdict = words.verdict(product, day, t, counts_days=not is_published)
    # a number and its word stay together
    stars = words.stars(product.stars or 0, t)
    kept_whole = stars.replace(" ", "\N{NO-BREAK SPACE}")
    recognised = [each for each in (product, *record.others) if each.status in IN_FORCE]
    return {
        "record": record,
        "product": product,
        "verdict": verdict,
        "headline": verdict.replace(stars, kept_whole),
        "stars": kept_whole,
        "title": words.told(product, product.name, t),
        "description": words.told(
            product, f"{verdict}. {product.producer.name}, {words.place_now(product.producer, t)}.", t
        ),
        "place_then": words.place_then(product, t),
        "usual_term": product.governing is not None and _has_usual_term(product.governing),
        "recognised": recognised[:MOST_NAMED],
        "picture": _picture(product) if is_promoted else None,
        "preview": assets.url(f"preview/{(product.set_number or 0) if is_promoted else 0:02}.png"),
        "url": _url(register, product),
        "locale": LOCALES[t.code],
        "linked": Markup(linked.product(product, register.settings.base_url)),  # noqa: S704 -- shut there
    }


def _unknown(register: Register, typed: str, t: Language) -> dict[str, object]:
    """What the page of a code that no product bears shows."""
    seen, kind = words.quoted(typed), _kind(typed)
    said = {
        "nothing": t("Chưa có mã nào được gõ"),
        "mistyped": t("Mã {code} không đúng", code=seen),
        "malformed": t("“{code}” không phải mã sản phẩm", code=seen),
    }.get(kind, t("Sổ đăng ký này không có sản phẩm nào mang mã {code}", code=seen))
    return {"typed": seen, "kind": kind, "said": said, "near": register.nearest(typed)}


def _kind(typed: str) -> str:
    """What was typed: a right code, a mistyped one, an official one, or none at all."""
    own = tidy(typed)
    if not words.quoted(typed):
        return "nothing"
    if is_code(own):
        return "code"
    try:
        official_codes.parse(typed)
    except ValueError:
        return "mistyped" if own.isascii() and own.isalnum() and 7 <= len(own) <= 9 else "malformed"
    return "official"


def _url(register: Register, product: Product) -> str:
    return f"{register.settings.base_url}/m/{shown(product.code)}"


def _picture(product: Product) -> str:
    """The maker's photograph, else what is drawn for its set."""
    if product.photo:
        return f"/anh/{product.shown_code}.webp?v={product.photo}"
    return assets.url(f"sets/{product.set_number or 0:02}.svg")


def _has_usual_term(event: Recognition) -> bool:
    """Whether its end is the one that the register counts: nothing has moved it since."""
    return event.has_usual_term

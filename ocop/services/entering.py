"""One product that somebody writes of by hand, read by the rules that annexes are read by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from ocop import reference
from ocop.domain import authority, official_codes
from ocop.domain.entries import EventEntry, MakerEntry, ProductEntry
from ocop.domain.recognition import STARS, Evidence, Kind, Scope
from ocop.domain.said import say
from ocop.domain.text import fold
from ocop.errors import QueryError
from ocop.intake import AnnexRow, Table
from ocop.intake.checks import weighed
from ocop.services import deciding, rows
from ocop.services.gazetteer import Gazetteer
from ocop.store import matching
from ocop.store.evidence import KeptFile

LONGEST = {
    say("tên sản phẩm"): 200, say("tên chủ thể"): 200, say("địa chỉ"): 200, say("cơ quan ban hành"): 120,
    say("nguồn"): 300,
}  # fmt: skip
# What a form is in place of a table of a file.
_FORM = Table("", (), ())


@dataclass(frozen=True, kw_only=True)
class Written:
    """What is written of a product and of its recognition.

    `maker` is the number of a known one; without it the maker is new, by name, kind (None where that is not known) and
    address. `stated` is a day, or of press reports a month or a year. `is_first` says that the decision calls it the
    first recognition; `source` is what the record rests on, needed of the press; `scan` is kept with the decision.
    """

    product: str
    maker: int | None = None
    maker_name: str = ""
    maker_kind: str | None = None
    address: str = ""
    set_number: int | None = None
    official_code: str = ""
    stars: int | None
    points: Decimal | None = None
    decision: str
    stated: str
    authority: str
    valid_from: date | None = None
    evidence: Evidence = Evidence.TRANSCRIBED
    source: str = ""
    is_first: bool = False
    scan: KeptFile | None = None


def read(session: Session, scope: Scope, written: Written, today: date) -> tuple[ProductEntry, list[str]]:
    """The entry that it comes to, under a code of its own, and what a person should look at.

    Raises:
        QueryError: something is missing or cannot be.
    """
    _check_texts(written)
    stated = deciding.stated(written.stated)
    on = stated.earliest
    deciding.check_day(on, today)
    is_press = written.evidence is Evidence.PRESS
    number = deciding.number(written.decision)
    if not number and not is_press:
        raise QueryError(say("Hãy ghi số quyết định, ví dụ 114/QĐ-UBND."))
    if stated.exact is None and not is_press:
        raise QueryError(say("Hãy ghi đủ ngày, tháng, năm của quyết định: chỉ tin báo mới có thể thiếu ngày."))
    if is_press and not written.source.strip():
        raise QueryError(say("Hãy ghi nguồn của tin: tên báo, ngày đăng, địa chỉ trang."))
    points, flags = _weighed(written)
    level = deciding.level(written.authority)
    deciding.check_province(written.authority, on)
    if said := authority.fault(Kind.FIRST, written.stars, level, on, None):
        raise QueryError(said)
    maker = _known(session, scope, written)
    row = AnnexRow(
        table=_FORM, row=1, original=(), cell="", product=_tidy(written.product), key=fold(written.product),
        producer=_tidy(written.maker_name), address=_tidy(written.address), province="", district="", commune="",
        stars=written.stars or 0, points=points, decision=number, decided_on=on, authority=_tidy(written.authority),
        level=level, valid_from=written.valid_from, rule="", says=None, set_text=str(written.set_number or ""),
        official_code=_code(written), note="", flags=flags,
    )  # fmt: skip
    evidence = Evidence.MADE_UP if scope is Scope.DEMO else written.evidence
    entry, doubts = rows.entry(row, Gazetteer(), rows.Of(evidence), maker=maker, kind=written.maker_kind)
    if entry.maker.place.province is None:
        raise QueryError(
            say("Không nhận ra tỉnh của chủ thể: hãy ghi địa chỉ đến tỉnh, ví dụ xã Nam Dong, tỉnh Lâm Đồng.")
        )
    (event,) = entry.history
    source = _tidy(written.source) or f"Quyết định {number}"
    decision = replace(event.decision, stated=stated, source=source)
    kind = Kind.FIRST if written.is_first else Kind.RECOGNISED
    event = EventEntry(kind=kind, decision=decision, stars=event.stars, points=points, valid_from=event.valid_from)
    return replace(entry, history=(event,), set_by="steward" if entry.set_number else ""), doubts


def _check_texts(written: Written) -> None:
    texts = (written.product, written.maker_name, written.address, written.authority, written.source)
    for (what, most), text in zip(LONGEST.items(), texts, strict=True):
        if len(text) > most:
            raise QueryError(say("Ô “{what}” dài quá {most} ký tự: hãy rút ngắn.", what=what, most=most))
    if not any(map(str.isalpha, written.product)):
        raise QueryError(say("Hãy ghi tên sản phẩm."))
    if written.maker is None and not any(map(str.isalpha, written.maker_name)):
        raise QueryError(say("Hãy chọn một chủ thể trong sổ, hoặc ghi tên chủ thể mới."))
    if written.stars not in STARS:
        raise QueryError(say("Hãy chọn hạng sao mà quyết định công nhận."))
    if not written.authority.strip():
        raise QueryError(say("Hãy ghi cơ quan ban hành quyết định, ví dụ UBND tỉnh Lâm Đồng."))
    if not written.stated.strip():
        raise QueryError(say("Hãy ghi ngày của quyết định."))
    if written.set_number is not None and written.set_number not in reference.product_sets():
        raise QueryError(say("Không có bộ sản phẩm này: hãy chọn trong danh sách."))


def _weighed(written: Written) -> tuple[Decimal | None, tuple[str, ...]]:
    """The points, held against the stars."""
    points = written.points
    if points is None or written.stars is None:
        return None, ()
    if not 0 <= points <= 100:
        raise QueryError(say("Số điểm từ 0 đến 100: hãy kiểm tra lại."))
    fault, flags = weighed(written.stars, points)
    if fault:
        raise QueryError(say("{fault} Hãy đối chiếu số điểm và hạng sao với quyết định.", fault=fault))
    return points, flags


def _code(written: Written) -> str:
    """The official code; refused where it cannot be read, since whoever writes one has it before them."""
    if not written.official_code.strip():
        return ""
    try:
        return str(official_codes.parse(written.official_code))
    except ValueError as error:
        raise QueryError(say("{error} Hãy xem lại, hoặc để trống.", error=error.args[0])) from None


def _known(session: Session, scope: Scope, written: Written) -> MakerEntry | None:
    if written.maker is None:
        return None
    known = matching.maker(session, scope, written.maker)
    if known is None:
        raise QueryError(say("Chủ thể đã chọn không còn trong sổ: hãy chọn lại."))
    return known.entry


def _tidy(text: str) -> str:
    return " ".join(text.split())

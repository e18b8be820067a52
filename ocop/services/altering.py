"""Recording a decision that alters a recognition: revoked, annulled, extended, corrected, passed to a new maker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ocop.domain.dates import Stated
from ocop.domain.entries import DecisionEntry, EventEntry, MakerEntry
from ocop.domain.recognition import GRANTS, Evidence, Kind, Scope
from ocop.domain.register import Record
from ocop.errors import QueryError
from ocop.intake.cells import Unreadable
from ocop.intake.decisions import cited
from ocop.services import rows
from ocop.services.gazetteer import Gazetteer
from ocop.services.register import Register
from ocop.store import actions
from ocop.store.engine import writing

KINDS = (Kind.REVOKED, Kind.ANNULLED, Kind.EXTENDED, Kind.CORRECTED, Kind.PASSED)

_PROVINCE = re.compile(r"(?i)\btỉnh\s+(.+)$")


@dataclass(frozen=True, kw_only=True)
class Alteration:
    """What a decision does to a recognition. `about` is the number of the decision that is altered.

    `about` may be left out where only one recognition is in term. `valid_from` is the day from which it counts, where
    the decision names another than its own; `valid_until` and `stars` are the new ones, `maker` is the new maker, at
    `address`. `note` is the reason that the decision states, for the public to read.
    """

    kind: Kind
    decision: str
    decided_on: date
    authority: str
    signed: bool = False
    about: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    stars: int | None = None
    maker: str | None = None
    address: str = ""
    note: str = ""


def alter(register: Register, code: str, alteration: Alteration, *, by: str, reason: str) -> tuple[Record, list[str]]:
    """Record it; the product as it is then, and what a person should look at.

    Raises:
        QueryError: something is missing, stands where it has no meaning, or cannot be.
        Conflict: no product bears the code, or its history does not bear the alteration.
    """
    today = register.today()
    _check(alteration, today)
    record = register.record(code, date.max)
    if record is None:
        raise QueryError(f"Không có sản phẩm nào mang mã {code}: hãy kiểm tra lại mã.")
    if record.product.scope is not Scope.REAL:
        raise QueryError(f"Sản phẩm mã {code} là dữ liệu minh họa: không ghi quyết định thật vào đó.")
    maker, doubts = _maker(alteration)
    event = EventEntry(
        kind=alteration.kind,
        decision=_decision(alteration),
        stars=alteration.stars,
        valid_from=alteration.valid_from,
        valid_until=alteration.valid_until,
        maker=maker,
    )
    about = _about(record, alteration.about)
    with writing(register.engine) as session:
        actions.record_event(session, code=record.product.code, event=event, by=by, reason=reason, about=about)
    after = register.record(record.product.code, today)
    assert after is not None, "a product does not go"
    return after, doubts


def _check(alteration: Alteration, today: date) -> None:
    """Whether what is given goes together."""
    kind = alteration.kind
    if kind not in KINDS:
        raise QueryError("Chỉ ghi được thu hồi, hủy bỏ, gia hạn, đính chính và chuyển chủ thể; công nhận thì nhập tệp.")
    if alteration.decided_on > today:
        raise QueryError(f"Ngày quyết định {alteration.decided_on:%d/%m/%Y} còn ở tương lai: hãy kiểm tra ngày.")
    for given, option, kinds in (
        (alteration.valid_until, "--valid-until", (Kind.EXTENDED, Kind.CORRECTED)),
        (alteration.stars, "--stars", (Kind.CORRECTED,)),
        (alteration.maker, "--maker", (Kind.PASSED,)),
        (alteration.address, "--address", (Kind.PASSED,)),
    ):
        if given and kind not in kinds:
            raise QueryError(f"{option} chỉ dùng với --kind {' hoặc '.join(kinds)}: hãy bỏ đi hoặc đổi --kind.")
    named = _PROVINCE.search(alteration.authority)
    if named and not Gazetteer().province_existed(named[1], alteration.decided_on):
        raise QueryError(f"Không có tỉnh “{named[1]}” vào ngày {alteration.decided_on:%d/%m/%Y}: hãy kiểm tra cơ quan.")


def _decision(alteration: Alteration) -> DecisionEntry:
    try:
        number = cited(alteration.decision).number
    except Unreadable as error:
        raise QueryError(str(error)) from None
    if not number:
        raise QueryError("Thiếu số quyết định: hãy ghi ở --decision, ví dụ 114/QĐ-UBND.")
    level = rows.level_named(alteration.authority)
    if level is None:
        raise QueryError(
            f"Không rõ “{alteration.authority}” thuộc cấp nào: hãy ghi đủ tên cơ quan, ví dụ UBND tỉnh Lâm Đồng."
        )
    on = alteration.decided_on
    return DecisionEntry(
        number=number,
        stated=Stated(on.year, on.month, on.day),
        authority=alteration.authority,
        level=level,
        evidence=Evidence.SIGNED if alteration.signed else Evidence.TRANSCRIBED,
        source=f"Quyết định {number}",
        note=alteration.note.strip(),
    )


def _maker(alteration: Alteration) -> tuple[MakerEntry | None, list[str]]:
    """The new maker where it is, read with the date of the decision."""
    if not alteration.maker:
        return None, []
    found = rows.located(alteration.address, alteration.authority, alteration.decided_on, Gazetteer())
    if found.place.province is None:
        raise QueryError("Không nhận ra tỉnh của chủ thể mới: hãy ghi địa chỉ đến tỉnh ở --address.")
    maker, cut = rows.maker_at(alteration.maker, found.place)
    return maker, [*found.doubts, *cut]


def _about(record: Record, number: str | None) -> int | None:
    """The grant that was made by a decision."""
    if number is None:
        return None
    grants = [each.id for each in record.history if each.kind in GRANTS and each.decision == number]
    if len(grants) != 1:
        raise QueryError(f"Sản phẩm không có công nhận nào theo Quyết định {number}: hãy kiểm tra --about.")
    return grants[0]

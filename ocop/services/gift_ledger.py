"""The ledger of gifts: what was given to whom, for rotation and for whoever has to account for it. Signed-in only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel import Locale

from ocop.documents import sheets
from ocop.documents.gift import dong
from ocop.documents.paper import DOTS, WATERMARK, Cell, Column, Issuer, Paper, Table
from ocop.domain import codes
from ocop.domain.recognition import Scope
from ocop.domain.roles import Act, Person
from ocop.domain.said import say
from ocop.errors import QueryError
from ocop.gifts.request import Given, GuestClass, Role
from ocop.gifts.written import Request
from ocop.services import export, gift_words, gifts, people
from ocop.services.register import Register
from ocop.store import gift_ledger as stored
from ocop.store.gift_keeping import Basket
from ocop.store.gift_ledger import GivenEntry

COLUMNS = (
    Column("Ngày tặng", 1), Column("Nước", 1.2), Column("Hạng khách", 1.2), Column("Người nhận", 1.6),
    Column("Khách", 1.8), Column("Sản phẩm", 2.6), Column("Mã", 1), Column("Chủ thể", 2.2),
    Column("Số lượng", 0.8, number=True), Column("Đơn giá (đồng)", 1.2, number=True), Column("Cơ quan chủ trì", 2),
    Column("Nội dung", 2), Column("Giỏ số", 0.7, number=True), Column("Người ghi", 1.6),
)  # fmt: skip


@dataclass(frozen=True)
class Only:
    """Which part of the ledger: of one country, of one year; None for all."""

    country: str | None = None
    year: int | None = None

    def holds(self, each: GivenEntry) -> bool:
        """Whether a row is of it."""
        return self.country in (None, each.country) and self.year in (None, each.given_on.year)


def entries(register: Register, found: Basket, asked: Request, day: date, *, by: str) -> list[GivenEntry]:
    """The rows that giving a basket on a day makes, at the prices that were approved.

    Raises:
        QueryError: an item is not in the register any more.
    """
    shelf, rows = gifts.offer(register, found.scope, day).shelf, []
    for recipient, side in zip(asked.recipients, found.items, strict=True):
        for each in side:
            record = register.record(each.code, day)
            if record is None:
                raise QueryError(say("Sổ không còn sản phẩm {name}: hãy báo người giữ sổ.", name=each.name))
            rows.append(
                GivenEntry(
                    scope=found.scope, province=found.about.province, basket_id=found.id, given_on=day, code=each.code,
                    name=each.name, producer_id=int(shelf.maker[shelf.places[each.code]]),
                    maker=record.product.producer.name, price=each.price, pieces=recipient.count,
                    country=recipient.country, guest_class=recipient.guest_class, role=recipient.role,
                    guest=found.about.guest, host=found.about.host, occasion=found.about.occasion, given_by=by,
                )
            )  # fmt: skip
    return rows


def ledger(register: Register, asking: Person, scope: Scope, only: Only | None = None) -> list[GivenEntry]:
    """What somebody may see of the ledger, the latest first.

    Raises:
        NotAllowed: nothing.
    """
    where = people.where(register, asking, Act.SEE_LEDGER)
    with register.reading() as session:
        return [each for each in stored.given(session, scope, where) if only is None or only.holds(each)]


def earlier(register: Register, asking: Person, scope: Scope) -> tuple[Given, ...]:
    """The ledger as the objective of a basket reads it (`ocop/gifts/objective.py`, rotation).

    Raises:
        NotAllowed: they may not see it.
    """
    return tuple(
        Given(each.given_on, each.code, each.producer_id, each.country, each.guest)
        for each in ledger(register, asking, scope)
    )


def csv(register: Register, asking: Person, scope: Scope, only: Only) -> bytes:
    """The ledger as CSV.

    Raises:
        NotAllowed: they may not see it.
    """
    rows = [
        ["" if value is None else f"{value:%Y-%m-%d}" if isinstance(value, date) else value for value in _row(each)]
        for each in ledger(register, asking, scope, only)
    ]
    return export.numbers([column.title for column in COLUMNS], rows, scope)  # type: ignore[arg-type]


def xlsx(register: Register, asking: Person, scope: Scope, only: Only) -> bytes:
    """The ledger as a workbook, with what it holds on its first sheet.

    Raises:
        NotAllowed: they may not see it.
    """
    found = ledger(register, asking, scope, only)
    is_made_up = scope is Scope.DEMO
    source = f"Nguồn: Sổ đăng ký OCOP{f' ({WATERMARK})' if is_made_up else ''}, ngày {register.today():%d/%m/%Y}."
    table = Table("Quà đã tặng", COLUMNS, tuple(_row(each) for each in found), source)
    paper = Paper(
        issuer=Issuer((DOTS,), (DOTS,), DOTS),
        symbol=DOTS,
        kind="SỔ THEO DÕI QUÀ TẶNG",
        subject=f"{len({each.basket_id for each in found})} lần tặng, tổng tiền {dong(total(found))}",
        opening=f"Phạm vi: {_only(only)}.",
        blocks=(table,),
        facts=("Giá là giá khi phê duyệt giỏ quà. Sổ chỉ dùng nội bộ.",),
        recipients=(),
        is_made_up=is_made_up,
        is_draft=False,
    )
    return sheets.xlsx(paper, "Sổ quà tặng")


def total(found: Sequence[GivenEntry]) -> int:
    """What all that was given cost, in đồng."""
    return sum(each.price * each.pieces for each in found)


def _row(each: GivenEntry) -> tuple[Cell, ...]:
    return (
        each.given_on, _country(each.country), gift_words.GUEST_CLASS[GuestClass(each.guest_class)],
        gift_words.ROLE[Role(each.role)], each.guest or "", each.name, codes.shown(each.code), each.maker, each.pieces,
        each.price, each.host, each.occasion, each.basket_id, each.given_by,
    )  # fmt: skip


def _country(code: str | None) -> str:
    return "" if code is None else Locale("vi").territories.get(code, code)


def _only(only: Only) -> str:
    where = f"nước nhận {_country(only.country)}" if only.country else "mọi nước"
    return f"{where}, {f'năm {only.year}' if only.year else 'mọi năm'}"

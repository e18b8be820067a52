"""The ledger of gifts: what was given, when and to whom. Read for signed-in people alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from ocop.domain.recognition import Scope
from ocop.store.tables import GiftGivenRow


@dataclass(frozen=True)
class GivenEntry:
    """One product that one kind of recipient was given; `price` in đồng a piece, `given_by` who wrote it down."""

    scope: Scope
    province: str | None
    basket_id: int
    given_on: date
    code: str
    name: str
    producer_id: int
    maker: str
    price: int
    pieces: int
    country: str | None
    guest_class: str
    role: str
    guest: str | None
    host: str
    occasion: str
    given_by: str


def enter(session: Session, entries: Sequence[GivenEntry]) -> None:
    """Write down what was given; the step of the basket that it belongs to is audited."""
    session.execute(insert(GiftGivenRow), [asdict(each) for each in entries])


def given(session: Session, scope: Scope, provinces: Collection[str | None]) -> list[GivenEntry]:
    """The ledger of some provinces, with None among them the whole of it; the latest first."""
    wanted = select(GiftGivenRow).where(GiftGivenRow.scope == scope)
    if None not in provinces:
        wanted = wanted.where(GiftGivenRow.province.in_(provinces))
    rows = session.scalars(wanted.order_by(GiftGivenRow.given_on.desc(), GiftGivenRow.id.desc()))
    return [
        GivenEntry(**{name: getattr(row, name) for name in GivenEntry.__dataclass_fields__ if name != "scope"},
                   scope=scope)
        for row in rows
    ]  # fmt: skip

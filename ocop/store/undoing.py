"""Taking an import back: what it made goes, what was before stands again; the batch, its file and the audit stay.

A recognition that was entered by mistake never was: an event "annulled" would say that somebody decided so. So the
rows go, and what else was said since must not rest on them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, exists, select, update
from sqlalchemy.orm import Session

from ocop import clock
from ocop.domain.recognition import Scope
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.store.audit import audit, check_author, next_revision
from ocop.store.standing import derive
from ocop.store.tables import (
    Base,
    CertificateRow,
    CoverageRow,
    DecisionRow,
    FactsRow,
    GiftBasketRow,
    GiftGivenRow,
    ImportBatchRow,
    OfficialCodeRow,
    ProducerRow,
    ProductRow,
    RecognitionRow,
    StandingRow,
    core,
)

# What belongs to a product that an import made, and goes with it.
OWN = (StandingRow, FactsRow, CertificateRow, OfficialCodeRow, RecognitionRow)
SHOWN = 5
# Of more products than these the audit does not name each, and `store/publishing.py` takes all pages for concerned.
MOST_TOLD = 1000


def undo(session: Session, number: int, *, by: str, reason: str) -> int:
    """Take an import back; how many products it changes.

    Raises:
        Conflict: there is no such import, it was taken back, or something later rests on it.
    """
    check_author(by, reason)
    batch = session.get(ImportBatchRow, number)
    if batch is None or batch.undone_at is not None:
        raise Conflict(say("Lần nạp này không có hoặc đã được hoàn tác: hãy tải lại trang."))
    new, events = _among(ProductRow, batch), _among(RecognitionRow, batch)
    products = select(ProductRow.id).where(new)
    older = list(session.scalars(select(RecognitionRow.product_id).distinct().where(
        events, RecognitionRow.product_id.not_in(products))))  # fmt: skip
    _check(session, batch, older)
    codes = list(session.scalars(select(ProductRow.code).where(new | ProductRow.id.in_(older)).order_by(ProductRow.id)))
    makers = _makers_named_alike(session, new)
    revision = next_revision(session)
    session.execute(delete(StandingRow).where(StandingRow.product_id.in_(older)))
    session.execute(delete(OfficialCodeRow).where(OfficialCodeRow.code.in_(batch.made["codes"])))
    for row in OWN:
        session.execute(delete(row).where(row.product_id.in_(products)))
    session.execute(delete(RecognitionRow).where(events))
    session.execute(delete(ProductRow).where(new))
    for product in older:
        derive(session, product)
    session.execute(update(ProductRow).where(ProductRow.id.in_(older)).values(revision=revision))
    for kept in (ProducerRow, DecisionRow):
        session.execute(delete(kept).where(_among(kept, batch), *_unnamed(core(kept))))
    session.execute(delete(CoverageRow).where(_among(CoverageRow, batch)))
    batch.undone_at, batch.undone_by, batch.undone_why = clock.now(), by, reason
    detail = {"batch": number, "sha256": batch.sha256, "count": len(codes), "codes": codes[:MOST_TOLD]}
    detail["makers"] = makers if len(codes) <= MOST_TOLD else None
    audit(session, action="undo_import", by=by, reason=reason, subject=Scope.REAL, detail=detail)
    return len(codes)


def _makers_named_alike(session: Session, products: ColumnElement[bool]) -> list[int]:
    """The makers of these products and those of the same name, since completeness hangs on names."""
    names = select(ProducerRow.name_key).where(ProducerRow.id.in_(select(ProductRow.producer_id).where(products)))
    return list(session.scalars(select(ProducerRow.id).where(ProducerRow.name_key.in_(names)).order_by(ProducerRow.id)))


def _among(row: Any, batch: ImportBatchRow) -> ColumnElement[bool]:
    first, last = batch.made[row.__tablename__]
    found: ColumnElement[bool] = row.id.between(first, last)
    return found


def _check(session: Session, batch: ImportBatchRow, older: list[int]) -> None:
    """Refuse where something later rests on the import, with the products by their codes."""
    new = _among(ProductRow, batch)
    changed = select(ProductRow.code).where(new | ProductRow.id.in_(older), ProductRow.revision != batch.revision)
    _refuse(session, changed, say("đã thay đổi sau lần nạp này"))
    codes = set(session.scalars(select(ProductRow.code).where(new)))
    if len(codes) + len(older) != batch.entered:
        raise Conflict(say("Một số sản phẩm của lần nạp này không còn như khi nạp: hãy sửa từng sản phẩm."))
    for table in naming(core(ProductRow)):
        if table.name not in {row.__tablename__ for row in OWN}:
            column = next(key.parent for key in table.foreign_keys if key.column.table is core(ProductRow))
            named = select(ProductRow.code).where(new, exists().where(column == ProductRow.id))
            _refuse(session, named, say("đã có ảnh, kiểm tra, lời mời hội chợ hoặc ghi chép khác dựa vào"))
    given = select(GiftGivenRow.code).where(GiftGivenRow.code.in_(select(ProductRow.code).where(new)))
    _refuse(session, given, say("đã ghi trong sổ quà tặng"))
    for name, inside in baskets_with(session, codes):
        listed = ", ".join(sorted(inside)[:SHOWN])
        raise Conflict(say("Giỏ quà “{name}” có sản phẩm {listed}: hãy bỏ ra trước.", name=name, listed=listed))


def baskets_with(session: Session, codes: set[str], *, but: Collection[str] = ()) -> Iterator[tuple[str, set[str]]]:
    """The kept gift baskets that hold some of these products, but those in some states: name, which products."""
    kept = select(GiftBasketRow.name, GiftBasketRow.items).where(GiftBasketRow.state.not_in(but))
    for name, items in session.execute(kept):
        if inside := codes.intersection(_strings(items)):
            yield name, inside


def _refuse(session: Session, wanted: Select[str], why: str) -> None:
    if found := list(session.scalars(wanted.limit(SHOWN + 1))):
        more = ", …" if len(found) > SHOWN else ""
        raise Conflict(
            say(
                "Không hoàn tác được: sản phẩm {listed}{more} {why}. Hãy sửa hoặc ghi đính chính từng sản phẩm.",
                listed=", ".join(found[:SHOWN]),
                more=more,
                why=why,
            )
        )


def naming(table: Table) -> Iterator[Table]:
    """The tables that name rows of this one."""
    for other in Base.metadata.sorted_tables:
        if any(key.column.table is table for key in other.foreign_keys):
            yield other


def _unnamed(table: Table) -> Iterator[ColumnElement[bool]]:
    """That no row anywhere names a row of this table."""
    for other in naming(table):
        for key in other.foreign_keys:
            if key.column.table is table:
                yield ~exists().where(key.parent == table.c.id)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)

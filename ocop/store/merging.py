"""Two records of one product made one: the later one's history and all that hangs on it go over to the earlier one.

The later row leaves `product`, so that no list, count or search has to know of it; its code, which is printed on packs,
leads to the other for ever, as an official code does. What the other has already (an event by the same decision, facts,
a photograph) is set aside with the row, and all of it comes back when the merge is undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, insert, select, update
from sqlalchemy.orm import Session

from ocop.domain.gift_life import State
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.store import dumping, standing
from ocop.store.audit import next_revision
from ocop.store.tables import (
    Base,
    FactSourceRow,
    FactsRow,
    GiftGivenRow,
    InvitationRow,
    LabelReportRow,
    OfficialCodeRow,
    PhotoRow,
    ProductRow,
    RecognitionRow,
    StandingRow,
    core,
)
from ocop.store.undoing import baskets_with, naming

Moved = dict[str, Any]
# What names a product by its code.
CODED = (LabelReportRow, GiftGivenRow)
ENDED = (State.GIVEN, State.WITHDRAWN)


def merge(session: Session, kept: ProductRow, gone: ProductRow) -> Moved:
    """Let the second lead to the first; what moved and what was set aside, as JSON keeps it.

    Raises:
        Conflict: they are of two makers or registers, or a gift basket that is not given yet holds the second.
    """
    if (kept.scope, kept.producer_id) != (gone.scope, gone.producer_id):
        raise Conflict(say("Hai sản phẩm đứng tên hai chủ thể khác nhau: hãy gộp hai chủ thể trước, nếu đúng là một."))
    for name, _codes in baskets_with(session, {gone.code}, but=ENDED):
        raise Conflict(say("Giỏ quà “{name}” có sản phẩm {listed}: hãy bỏ ra trước.", name=name, listed=gone.code))
    revision = next_revision(session)
    session.execute(delete(StandingRow).where(StandingRow.product_id.in_([kept.id, gone.id])))
    moved: Moved = {"code": gone.code, "name": gone.name, "about": _repoint(session, kept.id, gone.id)}
    moved["aside"] = {row.__tablename__: _set_aside(session, row, which) for row, which in _twice(session, kept, gone)}
    moved["rows"] = {table.name: _hand_over(session, table, gone.id, kept.id) for table in _hanging()}
    moved["coded"] = {row.__tablename__: _recode(session, row, gone.code, kept.code) for row in CODED}
    photo, gtin = gone.photo, gone.gtin
    moved |= {"photo": None if kept.photo else photo, "gtin": None if kept.gtin else gtin}
    moved["aside"]["product"] = _set_aside(session, ProductRow, ProductRow.id == gone.id)
    session.expunge(gone)
    session.add(OfficialCodeRow(code=gone.code, product_id=kept.id))
    kept.photo, kept.gtin, kept.revision = kept.photo or photo, kept.gtin or gtin, revision
    session.flush()
    standing.derive(session, kept.id)
    return moved


def separate(session: Session, kept: ProductRow, number: int, moved: Moved) -> None:
    """Let the second stand by itself again, with what it had; what was recorded of the first since stays there.

    Raises:
        Conflict: what came from it is not all there any more, or its number was given to another.
    """
    rows = moved["rows"]
    events = RecognitionRow.id.in_(rows["recognition"]), RecognitionRow.product_id == kept.id
    if len(session.scalars(select(RecognitionRow.id).where(*events)).all()) != len(rows["recognition"]):
        raise Conflict(say("Lịch sử đã gộp có bước bị rút lại sau đó: hãy đưa bước ấy trở lại trước, rồi lấy lại."))
    if session.get(ProductRow, number):
        raise Conflict(say("Số của hồ sơ đã gộp nay thuộc hồ sơ khác nên không tách lại được: hãy ghi sản phẩm mới."))
    revision = next_revision(session)
    session.execute(delete(StandingRow).where(StandingRow.product_id == kept.id))
    session.execute(delete(OfficialCodeRow).where(OfficialCodeRow.code == moved["code"]))
    kept.photo = None if moved["photo"] and kept.photo == moved["photo"] else kept.photo
    kept.gtin = None if moved["gtin"] and kept.gtin == moved["gtin"] else kept.gtin
    kept.revision = revision
    session.flush()
    aside = dict(moved["aside"])
    for name in ["product", *(each for each in aside if each != "product")]:
        _put_back(session, Base.metadata.tables[name], aside[name])
    for name, ids in rows.items():
        table = Base.metadata.tables[name]
        here = _key(table).in_(ids), table.c.product_id == kept.id
        session.execute(update(table).where(*here).values(product_id=number))
    for event, about in moved["about"].items():
        session.execute(update(RecognitionRow).where(RecognitionRow.id == int(event)).values(about_id=about))
    for row in CODED:
        session.execute(update(row).where(row.id.in_(moved["coded"][row.__tablename__])).values(code=moved["code"]))
    session.execute(update(ProductRow).where(ProductRow.id == number).values(revision=revision))
    session.expire_all()
    for product in (kept.id, number):
        standing.derive(session, product)


def _twice(session: Session, kept: ProductRow, gone: ProductRow) -> Iterator[tuple[type[Base], ColumnElement[bool]]]:
    """The rows of the second that are set aside, since the first has such already."""
    by = select(RecognitionRow.id).where(RecognitionRow.product_id == gone.id, _same_event(kept.id))
    yield RecognitionRow, RecognitionRow.id.in_(list(session.scalars(by)))
    invited = select(InvitationRow.list_id).where(InvitationRow.product_id == kept.id)
    yield InvitationRow, (InvitationRow.product_id == gone.id) & InvitationRow.list_id.in_(invited)
    sources = select(FactSourceRow.id).where(FactSourceRow.product_id == kept.id).limit(1)
    if session.get(FactsRow, kept.id) or session.scalar(sources):
        yield FactsRow, FactsRow.product_id == gone.id
        yield FactSourceRow, FactSourceRow.product_id == gone.id
    if kept.photo:
        yield PhotoRow, PhotoRow.product_id == gone.id


def _same_event(product: int) -> ColumnElement[bool]:
    """That a product has an event of the same kind by the same decision."""
    other = core(RecognitionRow).alias()
    same = other.c.decision_id == RecognitionRow.decision_id, other.c.kind == RecognitionRow.kind
    return select(other.c.id).where(other.c.product_id == product, *same).exists()


def _repoint(session: Session, kept: int, gone: int) -> dict[str, int]:
    """Let what alters an event that is set aside alter the one that stays; what each was about before."""
    one, other = core(RecognitionRow).alias(), core(RecognitionRow).alias()
    pairs = select(other.c.id, one.c.id).where(
        one.c.product_id == kept, other.c.product_id == gone,
        one.c.decision_id == other.c.decision_id, one.c.kind == other.c.kind,
    )  # fmt: skip
    before: dict[str, int] = {}
    for was, stays in session.execute(pairs).all():
        altering = list(session.scalars(select(RecognitionRow.id).where(RecognitionRow.about_id == was)))
        before |= {str(event): was for event in altering}
        session.execute(update(RecognitionRow).where(RecognitionRow.id.in_(altering)).values(about_id=stays))
    return before


def _hanging() -> Iterator[Table]:
    """The tables whose rows hang on a product, but what is derived."""
    for table in naming(core(ProductRow)):
        if table.name != StandingRow.__tablename__:
            yield table


def _key(table: Table) -> ColumnElement[Any]:
    (key,) = table.primary_key.columns
    return key


def _hand_over(session: Session, table: Table, gone: int, kept: int) -> list[Any]:
    """Let the rows of one product be the other's; their keys as they are from then on."""
    of = table.c.product_id == gone
    keys = list(session.scalars(select(_key(table)).where(of)))
    session.execute(update(table).where(of).values(product_id=kept))
    return [kept if _key(table) is table.c.product_id else key for key in keys]


def _recode(session: Session, row: Any, gone: str, kept: str) -> list[int]:
    ids = list(session.scalars(select(row.id).where(row.code == gone)))
    session.execute(update(row).where(row.id.in_(ids)).values(code=kept))
    return ids


def _set_aside(session: Session, row: type[Base], which: ColumnElement[bool]) -> list[Moved]:
    """Take rows out of their table; what they were."""
    table = core(row)
    wanted: Select[*tuple[Any, ...]] = select(table).where(which)
    found = [dumping.plain_row(table, line) for line in session.execute(wanted)]
    session.execute(delete(table).where(which))
    return found


def _put_back(session: Session, table: Table, rows: list[Moved]) -> None:
    if rows:
        session.execute(insert(table), [dumping.typed_row(table, row) for row in rows])

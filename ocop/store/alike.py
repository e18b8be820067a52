"""Makers and products that look alike, and what was decided of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from ocop import clock
from ocop.domain.keeping import maker_subject
from ocop.domain.recognition import Scope
from ocop.domain.said import say
from ocop.errors import Conflict
from ocop.store import merging
from ocop.store.audit import audit, check_author, next_revision
from ocop.store.tables import AlikeRow, ProducerRow, ProductRow
from ocop.store.versions import local


class One(NamedTuple):
    """A maker or a product as it is compared: by its folded name; `number` is its row, `products` how many it has."""

    number: int
    name: str
    key: str
    kind: str | None
    province: str | None
    commune: str | None
    code: str = ""
    maker: str = ""
    products: int = 0


@dataclass(frozen=True)
class Decided:
    """What was decided of two records, by whom and when."""

    number: int
    kind: str
    verdict: str
    one: int
    other: int
    names: tuple[str, str]
    province: str | None
    at: datetime
    by: str
    why: str


def makers(session: Session, scope: Scope) -> list[One]:
    """The makers that have products, in order of entry."""
    rows = session.execute(
        select(ProducerRow.id, ProducerRow.name, ProducerRow.name_key, ProducerRow.kind, ProducerRow.province,
               ProducerRow.commune, func.count(ProductRow.id))
        .join(ProductRow, ProductRow.producer_id == ProducerRow.id)
        .where(ProducerRow.scope == scope)
        .group_by(ProducerRow.id)
        .order_by(ProducerRow.id)
    )  # fmt: skip
    return [One(*row[:6], products=row[6]) for row in rows]


def products(session: Session, scope: Scope) -> list[One]:
    """The products whose folded name another product of the scope has too, in order of entry."""
    twice = select(ProductRow.name_key).where(ProductRow.scope == scope)
    twice = twice.group_by(ProductRow.name_key).having(func.count() > 1)
    rows = session.execute(
        select(ProductRow.id, ProductRow.name, ProductRow.name_key, ProducerRow.kind, ProducerRow.province,
               ProducerRow.commune, ProductRow.code, ProducerRow.name)
        .join(ProducerRow, ProductRow.producer_id == ProducerRow.id)
        .where(ProductRow.scope == scope, ProductRow.name_key.in_(twice))
        .order_by(ProductRow.id)
    )  # fmt: skip
    return [One(*row) for row in rows]


def decided(session: Session, scope: Scope) -> list[Decided]:
    """What holds of what was decided, the newest first."""
    rows = session.scalars(
        select(AlikeRow).where(AlikeRow.scope == scope, AlikeRow.undone_at.is_(None)).order_by(AlikeRow.id.desc())
    ).all()
    named: dict[tuple[str, int], tuple[str, str | None]] = {}
    for kind, table in (("maker", ProducerRow), ("product", ProductRow)):
        ids = {number for row in rows if row.kind == kind for number in (row.one, row.other)}
        found = select(table.id, table.name, ProducerRow.province)
        if table is ProductRow:
            found = found.join(ProducerRow, ProductRow.producer_id == ProducerRow.id)
        named |= {(kind, each[0]): (each[1], each[2]) for each in session.execute(found.where(table.id.in_(ids)))}
    told = []
    for row in rows:
        one, province = named.get((row.kind, row.one), ("", None))
        other = row.moved["name"] if "name" in row.moved else named.get((row.kind, row.other), ("", None))[0]
        if one and other:  # else one of them went into a third
            at = local(row.at)
            numbers = row.one, row.other
            told.append(Decided(row.id, row.kind, row.verdict, *numbers, (one, other), province, at, row.by, row.why))
    return told


def keep_apart(session: Session, *, scope: Scope, kind: str, one: int, other: int, by: str, why: str) -> None:
    """Remember that two records are not the same, so that they are not shown again."""
    check_author(by, why)
    _none_yet(session, kind, one, other)
    session.add(_row(scope, kind, "apart", one, other, {}, by, why))
    detail = {"kind": kind, "one": one, "other": other}
    audit(session, action="keep_apart", by=by, reason=why, subject=_subject(session, kind, one), detail=detail,
          is_public=False)  # fmt: skip


def merge_makers(session: Session, *, scope: Scope, one: int, other: int, by: str, why: str) -> int:
    """Let the second maker lead to the first: its products are the first one's; how many. Nothing is deleted.

    Raises:
        Conflict: one of them leads elsewhere already, or was decided of.
    """
    check_author(by, why)
    _none_yet(session, "maker", one, other)
    kept, gone = session.get(ProducerRow, one), session.get(ProducerRow, other)
    if kept is None or gone is None or kept.merged_into or gone.merged_into or one == other:
        raise Conflict(say("Một trong hai chủ thể không còn đứng riêng: hãy tải lại danh sách."))
    if session.scalar(select(ProducerRow.id).where(ProducerRow.merged_into == other).limit(1)):
        raise Conflict(say("Hồ sơ khác đã gộp vào chủ thể này: hãy giữ nó làm bản chính."))
    revision = next_revision(session)
    moved = list(session.scalars(select(ProductRow.id).where(ProductRow.producer_id == other).order_by(ProductRow.id)))
    # the products of both: what is said of "other products of this maker" changes
    session.execute(update(ProductRow).where(ProductRow.producer_id.in_([one, other])).values(revision=revision))
    session.execute(update(ProductRow).where(ProductRow.id.in_(moved)).values(producer_id=one))
    gone.merged_into = one
    session.add(_row(scope, "maker", "same", one, other, {"products": moved}, by, why))
    detail = {"into": one, "products": len(moved)}
    audit(session, action="merge_makers", by=by, reason=why, subject=maker_subject(other), detail=detail)
    return len(moved)


def merge_products(session: Session, *, scope: Scope, one: int, other: int, by: str, why: str) -> int:
    """Let the second product lead to the first, which gets its history; how many events went over.

    Raises:
        Conflict: one of them is gone, they are of two makers, or a gift basket holds the second.
    """
    check_author(by, why)
    _none_yet(session, "product", one, other)
    kept, gone = session.get(ProductRow, one), session.get(ProductRow, other)
    if kept is None or gone is None or one == other:
        raise Conflict(say("Một trong hai sản phẩm không còn đứng riêng: hãy tải lại danh sách."))
    moved = merging.merge(session, kept, gone)
    session.add(_row(scope, "product", "same", one, other, moved, by, why))
    events = len(moved["rows"]["recognition"])
    detail = {"scope": scope, "codes": [moved["code"]], "makers": [kept.producer_id], "events": events}
    audit(session, action="merge_products", by=by, reason=why, subject=kept.code, detail=detail)
    return events


def undo(session: Session, number: int, *, by: str, why: str) -> None:
    """Take back what was decided: products go back to the maker that they came from, events to their product.

    Raises:
        Conflict: it was taken back already, or what came together has changed so that it cannot be told apart.
    """
    check_author(by, why)
    row = session.get(AlikeRow, number)
    if row is None or row.undone_at is not None:
        raise Conflict(say("Quyết định này đã được lấy lại: hãy tải lại trang."))
    row.undone_at, row.undone_by = clock.now(), by
    is_same = row.verdict == "same"
    if is_same and row.kind == "product":
        kept = session.get(ProductRow, row.one)
        if kept is None:
            raise Conflict(say("Hồ sơ chính nay đã gộp vào hồ sơ khác: hãy lấy lại lần gộp ấy trước."))
        merging.separate(session, kept, row.other, row.moved)
    elif is_same:
        revision = next_revision(session)
        here = ProductRow.producer_id == row.one
        back = here & ProductRow.id.in_(row.moved["products"])
        session.execute(update(ProductRow).where(here).values(revision=revision))
        session.execute(update(ProductRow).where(back).values(producer_id=row.other))
        session.execute(update(ProducerRow).where(ProducerRow.id == row.other).values(merged_into=None))
    subject = _subject(session, row.kind, row.other if is_same else row.one)
    detail = {"kind": row.kind, "one": row.one, "other": row.other}
    audit(session, action="undo_alike", by=by, reason=why, subject=subject, detail=detail, is_public=is_same)


def drop(session: Session, scope: Scope) -> None:
    """Forget what was decided of a register that goes."""
    session.execute(delete(AlikeRow).where(AlikeRow.scope == scope))


def _none_yet(session: Session, kind: str, one: int, other: int) -> None:
    pair = AlikeRow.one.in_([one, other]) & AlikeRow.other.in_([one, other])
    if session.scalar(select(AlikeRow.id).where(AlikeRow.kind == kind, pair, AlikeRow.undone_at.is_(None)).limit(1)):
        raise Conflict(say("Hai hồ sơ này vừa được quyết định: hãy tải lại danh sách."))


def _row(
    scope: Scope, kind: str, verdict: str, one: int, other: int, moved: dict[str, Any], by: str, why: str
) -> AlikeRow:
    return AlikeRow(
        scope=scope, kind=kind, verdict=verdict, one=one, other=other, moved=moved, at=clock.now(), by=by, why=why
    )


def _subject(session: Session, kind: str, number: int) -> str:
    if kind == "maker":
        return maker_subject(number)
    return session.scalar(select(ProductRow.code).where(ProductRow.id == number)) or f"product {number}"

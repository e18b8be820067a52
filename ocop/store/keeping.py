"""Facts of products and makers that stewards keep: read, and written against what was seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from ocop import clock
from ocop.domain.entries import ContactEntry, MakerEntry, Place
from ocop.domain.identity import maker_key
from ocop.domain.keeping import MAKER, PRODUCT, STORIES, Kept, Source, Told, Values, differences, maker_subject
from ocop.domain.recognition import Scope
from ocop.domain.said import say
from ocop.domain.taxonomy import is_private
from ocop.domain.text import fold
from ocop.errors import Conflict
from ocop.store.audit import audit, next_revision
from ocop.store.tables import AuditRow, ContactRow, FactSourceRow, FactsRow, ProducerRow, ProductRow
from ocop.store.versions import Step, local

ON_PRODUCT = ("name", "set_number", "gtin")
# What may be a home is not written into the audit.
WITHHELD = "(không lưu)"


def product(session: Session, code: str) -> Kept | None:
    """A product's fields with their sources; None where no product bears the register's code."""
    row = session.scalar(select(ProductRow).where(ProductRow.code == code))
    if row is None:
        return None
    facts = session.get(FactsRow, row.id)
    values = {name: getattr(row, name) for name in ON_PRODUCT}
    values |= {name: getattr(facts, name, None) for name in (*PRODUCT, *STORIES) if name not in values}
    told = _sources(session, FactSourceRow.product_id == row.id)
    return Kept(row.id, row.code, Scope(row.scope), row.producer.province, values, told)


def maker(session: Session, number: int) -> Kept | None:
    """A maker's fields with their sources; None where there is no such maker."""
    row = session.get(ProducerRow, number)
    if row is None:
        return None
    told = _sources(session, FactSourceRow.producer_id == row.id)
    values = {name: getattr(row, name) for name in MAKER}
    return Kept(row.id, maker_subject(row.id), Scope(row.scope), row.province, values, told)


def contact(session: Session, number: int) -> ContactEntry:
    """How a maker is reached, for signed-in staff alone; empty where nothing is known."""
    row = session.get(ContactRow, number)
    given = {each.name: getattr(row, each.name, None) for each in fields(ContactEntry)}
    return ContactEntry(**given)


def last_step(session: Session, subject: str) -> Step | None:
    """Who last wrote to a product or maker."""
    row = session.scalar(select(AuditRow).where(AuditRow.subject == subject).order_by(AuditRow.id.desc()).limit(1))
    return None if row is None else Step(row.by, local(row.at), row.action, row.reason)


def write_product(
    session: Session, *, code: str, seen: Values, given: Values, told: Told, by: str, action: str = "keep_product"
) -> list[str]:
    """Write what is given of a product that was seen in a state; the fields that changed.

    Raises:
        Conflict: it is in another state now, or another product bears its GTIN.
    """
    now = _unchanged(session, product(session, code), seen)
    changed = differences({name: now.values[name] for name in given}, given)
    if not changed:
        return []
    if gtin := given.get("gtin"):
        other = select(ProductRow.code).where(ProductRow.scope == now.scope, ProductRow.gtin == gtin)
        if session.scalar(other.where(ProductRow.id != now.number)):
            raise Conflict(say("Sản phẩm khác đã mang GTIN này: hãy kiểm tra lại số in dưới mã vạch."))
    row = session.get_one(ProductRow, now.number)
    facts = {name: after for name, (_, after) in changed.items() if name not in ON_PRODUCT}
    if facts:
        kept = session.get(FactsRow, row.id) or FactsRow(product_id=row.id)
        for name, value in facts.items():
            setattr(kept, name, value)
        session.add(kept)
    for name in changed.keys() - facts.keys():
        setattr(row, name, changed[name][1])
    row.name_key = fold(row.name)
    if "set_number" in changed:
        row.set_by = "steward" if row.set_number else ""
    _say_sources(session, {"product_id": row.id}, changed, told, by)
    row.revision = next_revision(session)
    detail = {"changed": _written(changed), "source": told.source, "on": str(told.on or "")}
    audit(session, action=action, by=by, reason=told.why, subject=code, detail=detail)
    return list(changed)


def write_maker(
    session: Session, *, number: int, seen: Values, given: Values, place: Place, told: Told, by: str
) -> list[str]:
    """Write what is given of a maker that was seen in a state; the fields that changed. `place` follows its commune.

    Raises:
        Conflict: it is in another state now, or another maker has that name in that place.
    """
    now = _unchanged(session, maker(session, number), seen)
    row = session.get_one(ProducerRow, number)
    whole = {**now.values, **given}
    if is_private(_text(whole["kind"])) and given.keys() & {"kind", "place_stated"}:
        whole["place_stated"] = ""  # it may be a home: its commune stands for it
    changed = differences(now.values, whole)
    if not changed:
        return []
    province = place.province if "commune" in changed else row.province
    there = Place(commune=_text(whole["commune"]), province=province)
    key = maker_key(MakerEntry(name=str(whole["name"]), kind=_text(whole["kind"]), place=there))
    same = select(ProducerRow.id).where(ProducerRow.scope == now.scope, ProducerRow.name_key == key[0])
    same = same.where(ProducerRow.province == key[1], ProducerRow.home == key[2], ProducerRow.id != number)
    if session.scalar(same):
        raise Conflict(say("Nơi ấy đã có chủ thể mang tên này: hãy xem phần “Có thể trùng” để gộp hai hồ sơ."))
    for name, (_, after) in changed.items():
        setattr(row, name, after)
    if "commune" in changed:
        row.province, row.former_province = place.province, place.former_province
    row.name_key, row.home = key[0], key[2]
    _say_sources(session, {"producer_id": row.id}, changed, told, by)
    revision = next_revision(session)
    session.execute(update(ProductRow).where(ProductRow.producer_id == row.id).values(revision=revision))
    detail = {"changed": _written(changed), "source": told.source, "on": str(told.on or "")}
    audit(session, action="keep_maker", by=by, reason=told.why, subject=now.subject, detail=detail)
    return list(changed)


def _unchanged(session: Session, now: Kept | None, seen: Values) -> Kept:
    if now is None:
        raise Conflict(say("Hồ sơ này không còn trong sổ: hãy tìm lại sản phẩm."))
    if changed := differences(seen, now.values):
        step = last_step(session, now.subject)
        who = say("Hồ sơ này vừa đổi")
        if step:
            who = say(
                "{by} đã sửa hồ sơ này lúc {clock} ngày {day}", by=step.by, clock=f"{step.at:%H:%M}", day=step.at.date()
            )
        raise Conflict(
            say(
                "{who}, sau khi bạn mở ra ({number} ô khác): chưa ghi gì của bạn, những gì bạn nhập "
                "vẫn còn; hãy xem lại rồi ghi lần nữa.",
                who=who,
                number=len(changed),
            )
        )
    return now


def _sources(session: Session, whose: ColumnElement[bool]) -> dict[str, Source]:
    rows = session.scalars(select(FactSourceRow).where(whose).order_by(FactSourceRow.id))
    return {row.field: Source(row.source, row.stated_on, row.by, local(row.at)) for row in rows}


def _say_sources(
    session: Session, whose: Mapping[str, int], changed: Mapping[str, tuple[object, object]], told: Told, by: str
) -> None:
    """What is given has a source; what was emptied has none any more."""
    column, number = next(iter(whose.items()))
    of = getattr(FactSourceRow, column) == number
    session.execute(delete(FactSourceRow).where(of, FactSourceRow.field.in_(changed)))
    for name, (_, after) in changed.items():
        if after not in (None, "") and told.on:
            session.add(
                FactSourceRow(
                    **whose, field=name, source=told.source, stated_on=told.on, at=clock.now(), by=by
                )
            )  # fmt: skip


def _written(changed: Mapping[str, tuple[object, object]]) -> dict[str, list[Any]]:
    """Before and after as JSON keeps them; an address that may have been a home is left out."""
    return {
        name: [WITHHELD if name == "place_stated" and each else _plain(each) for each in both]
        for name, both in changed.items()
    }


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | bool):
        return value
    return list(value) if isinstance(value, Iterable) else str(value)


def _text(value: object) -> str | None:
    return str(value) if value else None

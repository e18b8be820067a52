"""Stewards keep what is known of products and makers: each fact with its source and day, against what they saw."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ocop import reference
from ocop.domain import gtin as gtins
from ocop.domain.entries import ContactEntry, Place
from ocop.domain.keeping import Kept, Told, Values
from ocop.domain.recognition import Scope
from ocop.domain.roles import Act, Person
from ocop.domain.said import say
from ocop.errors import Conflict, QueryError, Refused
from ocop.services import people
from ocop.services.opened import Opened
from ocop.store import actions
from ocop.store import keeping as stored
from ocop.store.engine import writing

LONGEST = {"ingredients": 2000, "materials": 500}
USUAL = 200
MOST = 10_000_000_000


def product(opened: Opened, code: str) -> Kept | None:
    """What is kept of a product, by the register's own code."""
    with opened.reading() as session:
        return stored.product(session, code)


def maker(opened: Opened, number: int) -> Kept | None:
    """What is kept of a maker."""
    with opened.reading() as session:
        return stored.maker(session, number)


def keep_product(opened: Opened, asking: Person, code: str, *, seen: Values, given: Values, told: Told) -> list[str]:
    """Write facts of a product that was seen in a state; the fields that changed.

    Raises:
        NotAllowed: the role is missing in its maker's province.
        QueryError: a value cannot be, or a fact is given without its source and day.
        Conflict: it is in another state now, another product bears its GTIN, or there is no reason.
        Refused: made-up people would write into real records.
    """
    kept = product(opened, code)
    may_keep(opened, asking, kept)
    assert kept is not None, "checked by may_keep"
    tidied = {name: _tidy(name, value) for name, value in given.items()}
    if tidied.get("gtin"):
        tidied["gtin"] = _gtin(kept, str(tidied["gtin"]))
    if "name" in tidied and not tidied["name"]:
        raise QueryError(say("Hãy ghi tên sản phẩm."))
    check_told(opened, tidied, told)
    with writing(opened.engine) as session:
        return stored.write_product(
            session, code=code, seen=seen, given=tidied, told=told, by=people.author(asking)
        )  # fmt: skip


def keep_maker(opened: Opened, asking: Person, number: int, *, seen: Values, given: Values, told: Told) -> list[str]:
    """Write facts of a maker that was seen in a state; the fields that changed.

    Of what may be a home no address is kept.

    Raises:
        NotAllowed: the role is missing in its province, or in the one that it is moved to.
        QueryError, Conflict, Refused: as `keep_product`; another maker has that name in that place.
    """
    kept = maker(opened, number)
    may_keep(opened, asking, kept)
    assert kept is not None, "checked by may_keep"
    tidied = {name: _tidy(name, value) for name, value in given.items()}
    if "name" in tidied and not tidied["name"]:
        raise QueryError(say("Hãy ghi tên chủ thể."))
    if "place_stated" in tidied:
        tidied["place_stated"] = tidied["place_stated"] or ""
    place = Place(province=kept.province)
    if commune := tidied.get("commune"):
        there = reference.communes().get(str(commune))
        if there is None:
            raise QueryError(say("Không có xã, phường, đặc khu này: hãy chọn trong danh sách."))
        people.require(opened, asking, Act.KEEP_RECORDS, there.province)
        place = Place(commune=there.code, province=there.province, former_province=there.former)
    workers, trained = ({**kept.values, **tidied}[name] for name in ("workers", "trained_workers"))
    if isinstance(workers, int) and isinstance(trained, int) and trained > workers:
        raise QueryError(say("Số lao động qua đào tạo lớn hơn số lao động: hãy kiểm tra hai số."))
    check_told(opened, tidied, told)
    with writing(opened.engine) as session:
        return stored.write_maker(
            session, number=number, seen=seen, given=tidied, place=place, told=told, by=people.author(asking)
        )


def contact(opened: Opened, asking: Person, kept: Kept) -> ContactEntry:
    """How a maker is reached; for whoever may see contacts in its province.

    Raises:
        NotAllowed: they may not.
    """
    people.require(opened, asking, Act.SEE_CONTACTS, kept.province)
    with opened.reading() as session:
        return stored.contact(session, kept.number)


def keep_contact(
    opened: Opened, asking: Person, kept: Kept, *, seen: ContactEntry, given: ContactEntry, why: str
) -> None:
    """Keep how a maker is reached, against what was seen. Neither public nor in the audit.

    Raises:
        NotAllowed, Refused: as `keep_maker`, by the act of keeping contacts.
        Conflict: somebody else changed it since, or there is no reason.
    """
    people.require(opened, asking, Act.KEEP_CONTACTS, kept.province)
    _not_made_up(opened, kept)
    with writing(opened.engine) as session:
        if stored.contact(session, kept.number) != seen:
            raise Conflict(
                say(
                    "Thông tin liên hệ vừa được người khác sửa: chưa ghi gì của bạn, những gì bạn nhập vẫn "
                    "còn; hãy xem lại rồi ghi lần nữa."
                )
            )
        actions.keep_contact(session, producer_id=kept.number, contact=given, by=people.author(asking), reason=why)


def may_keep(opened: Opened, asking: Person, kept: Kept | None) -> None:
    """Let nobody pass who may not keep this record.

    Raises:
        NotAllowed, QueryError, Refused: as `keep_product`.
    """
    people.require(opened, asking, Act.KEEP_RECORDS, kept.province if kept else None)
    if kept is None:
        raise QueryError(say("Không có hồ sơ này trong sổ: hãy tìm lại sản phẩm."))
    _not_made_up(opened, kept)


def _not_made_up(opened: Opened, kept: Kept) -> None:
    if opened.settings.demo_signin and kept.scope is Scope.REAL:
        raise Refused(say("Người minh họa không ghi được vào bản ghi thật: hãy chọn một sản phẩm minh họa."))


def _gtin(kept: Kept, typed: str) -> str:
    if kept.scope is not Scope.REAL:
        raise QueryError(say("Sản phẩm này là dữ liệu minh họa: không ghi mã vạch thật vào đó."))
    found = gtins.tidy(typed)
    if not found:
        raise QueryError(
            say("“{typed}” không phải GTIN: hãy ghi 8, 12, 13 hoặc 14 chữ số như in dưới mã vạch.", typed=typed[:40])
        )
    return found


def _tidy(name: str, value: object) -> object:
    """A value as it is kept: no spaces around, nothing for an empty text; numbers that can be."""
    if isinstance(value, str):
        text = " ".join(value.split()) if name != "ingredients" else value.strip()
        if len(text) > (most := LONGEST.get(name, USUAL)):
            raise QueryError(say("Nội dung dài quá {most} ký tự: hãy rút ngắn.", most=most))
        return text or None
    if isinstance(value, Decimal) and not 0 <= value <= 100:
        raise QueryError(say("Nồng độ cồn phải từ 0 đến 100 %: hãy kiểm tra lại."))
    if isinstance(value, int) and not isinstance(value, bool) and not 0 <= value <= MOST:
        raise QueryError(say("Số phải từ 0 trở lên: hãy kiểm tra lại."))
    return value


def check_told(opened: Opened, given: Mapping[str, object], told: Told) -> None:
    """Refuse facts without a source, its day, or a reason.

    Raises:
        QueryError: which is missing.
    """
    if not given:
        raise QueryError(say("Chưa có ô nào thay đổi: hãy sửa ô cần sửa rồi ghi."))
    if not told.why.strip():
        raise QueryError(say("Hãy ghi vì sao sửa, để lưu vào nhật ký."))
    if any(value not in (None, "") for value in given.values()) and not (told.source.strip() and told.on):
        raise QueryError(say("Dữ kiện mới phải có nguồn và ngày của nguồn: hãy ghi cả hai."))
    if told.on and told.on > opened.today():
        raise QueryError(say("Ngày {on} chưa đến: hãy kiểm tra ngày của nguồn.", on=told.on))

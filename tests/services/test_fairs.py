"""Lists for booths over a store, and lists that staff keep: on both engines."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.documents import fair as papers
from ocop.documents import sheets
from ocop.domain.entries import ContactEntry, Facts, PointOfSaleEntry
from ocop.domain.fairs import Invited
from ocop.domain.recognition import Kind, Scope
from ocop.domain.roles import Grant, Person, Role
from ocop.errors import Conflict, NotAllowed, QueryError
from ocop.gifts.booth import Booth, Quota
from ocop.services import fair_lists, fairs, people
from ocop.services.register import Register
from ocop.store import actions
from ocop.store.engine import writing
from ocop.store.tables import AuditRow, FairListRow, ProducerRow
from tests.services.histories import code, enter, event, maker, product

DEMO, FIRST, LAST = Scope.DEMO, date(2026, 12, 10), date(2026, 12, 14)
LAM_DONG, HA_NOI = "24778", "00004"
STAFF = Person("s", "an@example.vn", "An", (Grant(Role.STAFF),))
LOCAL = Person("l", "binh@example.vn", "Bình", (Grant(Role.STAFF, "68"),))


def booth(size: int = 3, **wanted: Any) -> Booth:
    return Booth(size=size, first_day=FIRST, last_day=LAST, **wanted)


@pytest.fixture
def stocked(register: Register) -> Register:
    """Four products: two national, one of which ends on the third day of the fair."""
    first = product(1, maker("HTX Một", LAM_DONG), event(Kind.FIRST, "2026-01-10", 5))
    enter(
        register,
        replace(first, facts=Facts(monthly_capacity=500)),
        product(2, maker("HTX Hai", HA_NOI), event(Kind.FIRST, "2023-12-12", 5)),
        product(3, maker("HTX Ba", HA_NOI), event(Kind.FIRST, "2026-01-10", 4)),
        product(4, maker("HTX Bốn", LAM_DONG), event(Kind.FIRST, "2026-01-10", 3)),
    )
    for person in (STAFF, LOCAL):
        given = person.grants[0]
        people.grant(register, person.email, given.role, given.province, by="Ban Chỉ đạo", reason="phân công")
    return register


def names(found: fairs.BoothList) -> list[str]:
    return [row.product.name for row in found.rows]


def test_a_recognition_lasts_to_the_end_of_the_fair_or_the_product_stays_at_home(stocked: Register) -> None:
    found = fairs.choose(stocked, DEMO, booth())
    assert names(found) == ["Sản phẩm 1", "Sản phẩm 3", "Sản phẩm 4"]
    assert found.excluded == {"ends-before": 1}
    short = fairs.choose(stocked, DEMO, replace(booth(), last_day=date(2026, 12, 11)))
    assert names(short)[:2] == ["Sản phẩm 1", "Sản phẩm 2"]
    assert fairs.why_not(stocked, DEMO, booth(), code(2)) == ("ends-before",)


def test_output_and_quotas_are_kept(stocked: Register) -> None:
    assert names(fairs.choose(stocked, DEMO, booth(pieces=500))) == ["Sản phẩm 1"]
    assert names(fairs.choose(stocked, DEMO, booth(pieces=501))) == []
    of_home = fairs.choose(stocked, DEMO, booth(province="68", home_only=True))
    assert names(of_home) == ["Sản phẩm 1", "Sản phẩm 4"]
    assert of_home.is_short


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (booth(0), "hãy nêu từ 1 đến 60"),
        (booth(61), "hãy nêu từ 1 đến 60"),
        (replace(booth(), last_day=date(2026, 12, 9)), "trước ngày khai mạc"),
        (replace(booth(), last_day=date(2027, 12, 9)), "dài quá 90 ngày"),
        (booth(regions=Quota(least={1: 2, 2: 2})), "vượt 3 sản phẩm"),
        (booth(groups=Quota(least={1: 2}, most={1: 1})), "nhỏ hơn số ít nhất"),
        (booth(pinned=frozenset({"T0000000"})), "Không có sản phẩm nào mang mã"),
    ],
)
def test_what_cannot_be_meant_is_refused(stocked: Register, wanted: Booth, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        fairs.choose(stocked, DEMO, wanted)


def test_points_of_sale_near_the_fair_are_told(stocked: Register) -> None:
    shops = [
        PointOfSaleEntry(name=name, kind="ocop-shop", province=province, address="1 Trần Phú")
        for name, province in (("Cửa hàng Đà Lạt", "68"), ("Cửa hàng Ba Đình", "01"))
    ]
    with writing(stocked.engine) as session:
        actions.add_points_of_sale(session, points=shops, scope=DEMO, by="thử", reason="thử")
    found = fairs.choose(stocked, DEMO, booth(province="68"))
    assert [each.name for each in found.shops] == ["Cửa hàng Đà Lạt"]


def kept(register: Register, name: str = "Hội chợ Festival Hoa Đà Lạt") -> int:
    found = fairs.choose(register, DEMO, booth(province="68"))
    return fair_lists.keep(register, STAFF, DEMO, fair_lists.of_choice(found, name))


def test_a_list_is_kept_answered_copied_and_put_away(stocked: Register) -> None:
    before = stocked.revision()
    number = kept(stocked)
    made = fair_lists.one(stocked, STAFF, number)
    assert made is not None
    first, *others = made.invitations
    answered = replace(first, state=Invited.CONFIRMED, pieces=120, note="giao trước ngày 8/12")
    fair_lists.change(stocked, STAFF, replace(made, invitations=(answered, *others[:1])))
    changed = fair_lists.one(stocked, STAFF, number)
    assert changed is not None
    assert (changed.version, changed.changed_by) == (2, "an@example.vn")
    assert changed.count(Invited.CONFIRMED) == 1
    assert [each.code for each in changed.invitations] == [code(1), code(3)]
    again = fair_lists.copy(stocked, STAFF, DEMO, number, "Hội chợ năm sau")
    copied = fair_lists.one(stocked, STAFF, again)
    assert copied is not None
    assert (copied.name, copied.count(Invited.CHOSEN)) == ("Hội chợ năm sau", 2)
    fair_lists.end(stocked, STAFF, number)
    assert [each.name for each in fair_lists.listed(stocked, STAFF, DEMO)] == ["Hội chợ năm sau"]
    assert stocked.revision() == before, "a list for a fair is no public fact"
    with Session(stocked.engine) as session:
        done = session.scalars(select(AuditRow.action).where(AuditRow.subject == f"fair list {number}")).all()
    assert done == ["keep_fair_list", "change_fair_list", "end_fair_list"]


def test_of_two_who_change_a_list_the_second_is_told(stocked: Register) -> None:
    made = fair_lists.one(stocked, STAFF, kept(stocked))
    assert made is not None
    fair_lists.change(stocked, LOCAL, replace(made, name="Hội chợ của Bình"))
    with pytest.raises(Conflict, match=r"binh@example\.vn đã thay đổi danh sách này lúc"):
        fair_lists.change(stocked, STAFF, replace(made, name="Hội chợ của An"))
    assert [each.name for each in fair_lists.listed(stocked, STAFF, DEMO)] == ["Hội chợ của Bình"]


def test_who_may_not_plan_fairs_there_neither_sees_nor_changes_lists(stocked: Register) -> None:
    found = fairs.choose(stocked, DEMO, booth(province="01"))
    steward = Person("g", "giu@example.vn", "Giữ", (Grant(Role.STEWARD),))
    people.grant(stocked, steward.email, Role.STEWARD, None, by="Ban Chỉ đạo", reason="phân công")
    for person in (LOCAL, steward):
        with pytest.raises(NotAllowed):
            fair_lists.keep(stocked, person, DEMO, fair_lists.of_choice(found, "Hội chợ Hà Nội"))
    number = fair_lists.keep(stocked, STAFF, DEMO, fair_lists.of_choice(found, "Hội chợ Hà Nội"))
    assert fair_lists.listed(stocked, LOCAL, DEMO) == []
    assert fair_lists.one(stocked, LOCAL, number) is None
    theirs = fair_lists.one(stocked, STAFF, number)
    assert theirs is not None
    for act in (
        lambda: fair_lists.change(stocked, LOCAL, theirs),
        lambda: fair_lists.end(stocked, LOCAL, number),
        lambda: fair_lists.paper(stocked, LOCAL, DEMO, theirs),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_contact_is_seen_by_whom_it_is_for_and_stands_in_no_audit(stocked: Register) -> None:
    with Session(stocked.engine) as session:
        ids = dict(session.execute(select(ProducerRow.name, ProducerRow.id)).all())
    for name in ("HTX Một", "HTX Ba"):
        contact = ContactEntry(person=f"Người của {name}", phone="0900 000 001")
        with writing(stocked.engine) as session:
            actions.keep_contact(session, producer_id=ids[name], contact=contact, by="thử", reason="thử")
    made = fair_lists.one(stocked, STAFF, kept(stocked))
    assert made is not None
    one, three = "Người của HTX Một, 0900 000 001", "Người của HTX Ba, 0900 000 001"
    contacts = {line.product.producer.name: line.contact for line in fair_lists.lines(stocked, STAFF, made)}
    assert contacts == {"HTX Một": one, "HTX Ba": three, "HTX Bốn": ""}
    local = {line.product.producer.name: line.contact for line in fair_lists.lines(stocked, LOCAL, made)}
    assert local == {"HTX Một": one, "HTX Ba": "", "HTX Bốn": ""}
    with Session(stocked.engine) as session:
        told = json.dumps([row.detail for row in session.scalars(select(AuditRow))])
    assert "0900" not in told
    paper = papers.paper(fair_lists.paper(stocked, STAFF, DEMO, made))
    (table,) = [table for _name, table in paper.tables()]
    assert table.columns[-1].title == "Liên hệ"
    assert table.rows[0][-1] == one
    assert table.rows[0][9:12] == ("chưa mời", None, "")
    assert sheets.xlsx(paper)[:2] == b"PK"


def test_a_product_that_was_revoked_since_is_told_and_the_list_goes_with_its_register(stocked: Register) -> None:
    made = fair_lists.one(stocked, STAFF, kept(stocked))
    assert made is not None
    with writing(stocked.engine) as session:
        actions.record_event(session, code=code(1), event=event(Kind.REVOKED, "2026-11-01"), by="thử", reason="thử")
    assert {line.product.name: line.is_good for line in fair_lists.lines(stocked, STAFF, made)} == {
        "Sản phẩm 1": False,
        "Sản phẩm 3": True,
        "Sản phẩm 4": True,
    }
    with writing(stocked.engine) as session:
        actions.drop_demo(session, by="thử", reason="thử")
    with Session(stocked.engine) as session:
        assert session.scalars(select(FairListRow)).all() == []

"""The life of a kept gift basket, on both engines: two people, the register of today, the ledger that follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain.gift_life import State, Step
from ocop.domain.recognition import Kind, Scope
from ocop.domain.roles import Person, Role
from ocop.errors import Conflict, NotAllowed, QueryError, Refused
from ocop.gifts.request import Avoid, EventKind, Given, Travel, Wish
from ocop.gifts.written import Request, as_data, of_data
from ocop.services import gift_checking, gift_keeping, gift_kept, gift_ledger, gifts, people
from ocop.services.gift_ledger import Only
from ocop.services.register import Register
from ocop.store import actions
from ocop.store.engine import writing
from ocop.store.gift_keeping import About, Basket
from ocop.store.tables import AuditRow, FactsRow, GiftBasketRow, GiftGivenRow, GiftStepRow, ProductRow
from tests.conftest import TODAY
from tests.services.histories import code, enter, event, maker, record
from tests.services.test_gifts import COMMUNES, HEAD, VISIT, known

DEMO = Scope.DEMO
JAPANESE = replace(HEAD, country="JP", avoids=frozenset({Avoid.ALCOHOL}))
ASKED = Request(VISIT, (JAPANESE,), Wish(items=1))
ABOUT = About("Đoàn Ngoại trưởng", "Văn phòng Bộ", "Thăm chính thức", "Ngoại trưởng Nhật")


def somebody(register: Register, name: str, *roles: Role, province: str | None = None) -> Person:
    email = f"{name}@example.vn"
    for role in roles:
        people.grant(register, email, role, province, by="Ban", reason="phân công")
    return Person(f"sub {name}", email, name.title(), ())


def kept(register: Register, asking: Person, asked: Request = ASKED, about: About = ABOUT) -> int:
    answer = gifts.choose(register, DEMO, asked.event, asked.recipients, asked.wish, alternatives=0)
    return gift_keeping.keep(register, asking, DEMO, about, asked, gift_checking.kept(answer))


def seen(register: Register, asking: Person, number: int) -> Basket:
    return gift_kept.opened(register, asking, number)


def proposed(register: Register, asking: Person, asked: Request = ASKED) -> int:
    number = kept(register, asking, asked)
    gift_keeping.propose(register, asking, number, 1)
    return number


def approved(register: Register, an: Person, binh: Person, asked: Request = ASKED) -> int:
    number = proposed(register, an, asked)
    gift_keeping.approve(register, binh, number, 2)
    return number


@pytest.fixture
def an(register: Register) -> Person:
    """Staff, with two teas of which the first is cheaper."""
    enter(register, known(1), known(2))
    return somebody(register, "an", Role.STAFF)


@pytest.fixture
def binh(register: Register) -> Person:
    return somebody(register, "binh", Role.APPROVER)


def test_the_whole_life_of_a_basket(register: Register, an: Person, binh: Person) -> None:
    public = register.revision()
    number = kept(register, an)
    gift_keeping.rename(register, an, number, 1, "  Đoàn  Nhật ")
    gift_keeping.propose(register, an, number, 2)
    gift_keeping.give_back(register, binh, number, 3, "hãy đổi sang hai món")
    two = replace(ASKED, wish=Wish(items=2))
    answer = gifts.choose(register, DEMO, VISIT, two.recipients, two.wish, alternatives=0)
    about = replace(ABOUT, name="Đoàn Nhật, hai món")
    gift_keeping.change(register, an, number, 4, about, two, gift_checking.kept(answer))
    gift_keeping.propose(register, an, number, 5)
    gift_keeping.approve(register, binh, number, 6)
    gift_keeping.give(register, an, number, 7, TODAY)
    found = seen(register, binh, number)
    assert (found.state, found.version, found.about.name) == (State.GIVEN, 8, "Đoàn Nhật, hai món")
    assert [each.step for each in found.steps] == [
        Step.KEPT, Step.RENAMED, Step.PROPOSED, Step.RETURNED, Step.CHANGED, Step.PROPOSED, Step.APPROVED, Step.GAVE,
    ]  # fmt: skip
    returned, last = found.last(Step.RETURNED), found.last(Step.APPROVED)
    assert returned is not None
    assert (returned.author.name, returned.note) == ("Binh", "hãy đổi sang hai món")
    assert last is not None
    assert last.author.by == "binh@example.vn"
    assert of_data(found.request) == two
    assert gift_kept.totals(found) == 200_003
    assert [each.name for each in found.items[0]] == ["Sản phẩm 1", "Sản phẩm 2"]
    rows = gift_ledger.ledger(register, an, DEMO)
    assert [(each.name, each.country, each.price, each.pieces) for each in rows] == [
        ("Sản phẩm 2", "JP", 100_002, 1), ("Sản phẩm 1", "JP", 100_001, 1),
    ]  # fmt: skip
    assert rows[0].given_on == TODAY
    assert rows[0].maker == "HTX 2"
    assert register.revision() == public, "no public fact changed"


def test_whoever_made_or_proposed_it_cannot_approve_it(register: Register, an: Person, binh: Person) -> None:
    people.grant(register, an.email, Role.APPROVER, None, by="Ban", reason="thử")
    number = proposed(register, an)
    with pytest.raises(NotAllowed, match="hãy để một người khác phê duyệt"):
        gift_keeping.approve(register, an, number, 2)
    # kept by one, proposed by the other: neither may
    second = kept(register, an)
    gift_keeping.propose(register, binh, second, 1)
    for each in (an, binh):
        with pytest.raises(NotAllowed, match="một người khác"):
            gift_keeping.approve(register, each, second, 2)
    # nor under another address of the same account
    other = replace(an, email="")
    people.grant(register, f"sub:{an.key}", Role.APPROVER, None, by="Ban", reason="thử")
    with pytest.raises(NotAllowed, match="một người khác"):
        gift_keeping.approve(register, other, number, 2)
    assert seen(register, an, number).state is State.PROPOSED
    gift_keeping.approve(register, binh, number, 2)
    assert seen(register, an, number).state is State.APPROVED


def test_roles_are_asked_in_the_action(register: Register, an: Person, binh: Person) -> None:
    steward = somebody(register, "cuc", Role.STEWARD)
    number = proposed(register, an)
    for asking in (steward, an, somebody(register, "dung", Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowed):
            gift_keeping.approve(register, asking, number, 2)
        with pytest.raises(NotAllowed):
            gift_keeping.give_back(register, asking, number, 2, "không")
    with pytest.raises(NotAllowed):
        kept(register, steward)
    stranger = Person("x", "x@example.vn", "X", ())
    for read in (gift_kept.listed, gift_ledger.ledger, gift_ledger.earlier):
        with pytest.raises(NotAllowed):
            read(register, stranger, DEMO)  # type: ignore[operator]
    people.revoke(register, binh.email, Role.APPROVER, None, by="Ban", reason="thôi")
    with pytest.raises(NotAllowed):
        gift_keeping.approve(register, binh, number, 2)
    assert seen(register, an, number).state is State.PROPOSED


def test_a_role_in_a_province_sees_and_keeps_its_own(register: Register, an: Person) -> None:
    local = somebody(register, "lan", Role.STAFF, province="68")
    national = kept(register, an)
    own = kept(register, local, about=replace(ABOUT, name="Của tỉnh", province="68"))
    with pytest.raises(NotAllowed):
        kept(register, local)
    with pytest.raises(NotAllowed):
        gift_kept.opened(register, local, national)
    assert [each.id for each in gift_kept.listed(register, local, DEMO)] == [own]
    assert [each.id for each in gift_kept.listed(register, an, DEMO)] == [own, national]


def test_a_product_revoked_between_proposing_and_approving(register: Register, an: Person, binh: Person) -> None:
    number = proposed(register, an)
    record(register, 1, event(Kind.REVOKED, "2026-11-20"))
    with pytest.raises(Conflict, match="Chưa phê duyệt được: “Sản phẩm 1”: công nhận đã bị thu hồi"):
        gift_keeping.approve(register, binh, number, 2)
    assert seen(register, binh, number).state is State.PROPOSED
    gift_keeping.give_back(register, binh, number, 2, "sản phẩm bị thu hồi")
    with pytest.raises(Conflict, match="Chưa đề xuất được: “Sản phẩm 1”: công nhận đã bị thu hồi"):
        gift_keeping.propose(register, an, number, 3)


def reprice(register: Register, number: int, price: int) -> None:
    with writing(register.engine) as session:
        product = session.scalars(select(ProductRow).where(ProductRow.code == code(number))).one()
        session.get_one(FactsRow, product.id).price_vnd = price
        product.revision += 1
        actions.audit(session, action="reprice", by="thử", reason="thử", subject=code(number), detail={})


def test_a_price_that_rose_is_over_the_ceiling_or_at_least_said(register: Register, an: Person, binh: Person) -> None:
    number = proposed(register, an)
    reprice(register, 1, 120_000)
    with pytest.raises(Conflict, match=r"giá “Sản phẩm 1” từ 100\.001 đồng thành 120\.000 đồng"):
        gift_keeping.approve(register, binh, number, 2)
    reprice(register, 1, 2_600_001)
    with pytest.raises(Conflict, match=r"2\.600\.001 đồng vượt mức 2\.600\.000 đồng là 1 đồng"):
        gift_keeping.approve(register, binh, number, 2)
    gift_keeping.give_back(register, binh, number, 2, "giá đã đổi")
    reprice(register, 1, 2_600_000)
    gift_keeping.propose(register, an, number, 3)
    assert seen(register, an, number).items[0][0].price == 2_600_000
    gift_keeping.approve(register, binh, number, 4)


def test_the_sum_counts_against_the_ceiling_too(register: Register, an: Person) -> None:
    number = kept(register, an, replace(ASKED, wish=Wish(items=2)))
    reprice(register, 1, 2_499_999)
    with pytest.raises(Conflict, match=r"tổng giá nay là 2\.600\.001 đồng, vượt mức 2\.600\.000 đồng là 1 đồng"):
        gift_keeping.propose(register, an, number, 1)


def test_a_day_that_has_passed_is_not_proposed(register: Register, an: Person) -> None:
    late = replace(ASKED, event=replace(VISIT, day=TODAY - timedelta(1)))
    number = kept(register, an, late)
    with pytest.raises(Conflict, match="ngày trao 21/11/2026 đã qua"):
        gift_keeping.propose(register, an, number, 1)


def test_giving_after_the_end_is_refused(register: Register, an: Person, binh: Person) -> None:
    """In force through 20 November 2026: given on that day it may be written down later, on the next day no more."""
    last, short = date(2026, 11, 22), known(3, event(Kind.FIRST, "2023-11-22", 5))
    enter(register, short)
    on_the_last = replace(ASKED, event=replace(VISIT, day=last))
    number = approved(register, an, binh, on_the_last)
    with pytest.raises(QueryError, match="Ngày 23/11/2026 chưa đến"):
        gift_keeping.give(register, an, number, 3, last + timedelta(1))
    record(register, 3, event(Kind.REVOKED, "2026-11-22"))
    with pytest.raises(Conflict, match="Không ghi là đã tặng ngày 22/11/2026: “Sản phẩm 3”: công nhận đã bị thu hồi"):
        gift_keeping.give(register, an, number, 3, last)
    assert gift_ledger.ledger(register, an, DEMO) == []
    gift_keeping.give(register, an, number, 3, last - timedelta(1))
    assert [each.name for each in gift_ledger.ledger(register, an, DEMO)] == ["Sản phẩm 3"]


def test_two_people_at_once_and_nothing_is_lost(register: Register, an: Person) -> None:
    second = somebody(register, "hoa", Role.STAFF)
    number = kept(register, an)
    gift_keeping.rename(register, an, number, 1, "Tên của An")
    with pytest.raises(Conflict, match=r"An đã thay đổi giỏ này lúc .* những gì bạn nhập vẫn còn"):
        gift_keeping.rename(register, second, number, 1, "Tên của Hoa")
    assert seen(register, an, number).about.name == "Tên của An"
    gift_keeping.rename(register, second, number, 2, "Tên của Hoa")
    assert seen(register, an, number).about.name == "Tên của Hoa"


def test_steps_have_their_states_and_reasons(register: Register, an: Person, binh: Person) -> None:
    number = kept(register, an)
    for step in (gift_keeping.approve, lambda *given: gift_keeping.give(*given, TODAY)):
        with pytest.raises(Conflict, match="không còn ở trạng thái"):
            step(register, binh, number, 1)
    gift_keeping.propose(register, an, number, 1)
    with pytest.raises(Conflict, match="Hãy ghi lý do"):
        gift_keeping.give_back(register, binh, number, 2, " ")
    gift_keeping.approve(register, binh, number, 2)
    with pytest.raises(NotAllowed):
        gift_keeping.withdraw(register, an, number, 3, "khách hoãn")
    gift_keeping.withdraw(register, binh, number, 3, "khách hoãn")
    with pytest.raises(Conflict, match="không còn ở trạng thái"):
        gift_keeping.give(register, an, number, 4, TODAY)
    copied = gift_keeping.copy(register, an, number)
    again = seen(register, an, copied)
    assert (again.state, again.about.name, again.version) == (State.DRAFT, "Đoàn Ngoại trưởng (bản sao)", 1)
    assert again.items == seen(register, an, number).items


def test_the_ledger_changes_the_next_basket_of_that_country(register: Register, an: Person, binh: Person) -> None:
    number = approved(register, an, binh)
    gift_keeping.give(register, an, number, 3, TODAY)
    earlier = gift_ledger.earlier(register, an, DEMO)

    def chosen(country: str, wish: Wish) -> str:
        answer = gifts.choose(register, DEMO, VISIT, (replace(HEAD, country=country),), wish, alternatives=0)
        return answer.portions[0].items[0].name

    assert chosen("JP", Wish(items=1)) == "Sản phẩm 1", "who asks without the ledger gets the cheaper one again"
    assert chosen("JP", Wish(items=1, earlier=earlier)) == "Sản phẩm 2"
    # another product of the maker that was drawn upon waits behind one of a maker who was not
    enter(register, known(4, by=maker("HTX 1", COMMUNES[1]), price_vnd=90_000))
    assert chosen("FR", Wish(items=1)) == "Sản phẩm 4"
    assert chosen("FR", Wish(items=1, earlier=earlier)) == "Sản phẩm 2"
    # and a guest is remembered whatever the country
    guest = Wish(items=1, earlier=earlier, guest="Ngoại trưởng Nhật", banned=frozenset({code(2), code(4)}))
    told = gifts.choose(register, DEMO, VISIT, (replace(HEAD, country="FR"),), guest, alternatives=0)
    assert any("đã tặng khách hoặc nước này" in reason for reason in told.portions[0].items[0].reasons)


def test_the_audit_says_nothing_of_the_guest(register: Register, an: Person, binh: Person) -> None:
    number = approved(register, an, binh)
    gift_keeping.give(register, an, number, 3, TODAY)
    with Session(register.engine) as session:
        rows = session.scalars(select(AuditRow).where(AuditRow.subject == f"gift_basket {number}")).all()
        assert [each.action for each in rows] == ["gift_kept", "gift_proposed", "gift_approved", "gift_gave"]
        assert [each.by for each in rows] == [an.email, an.email, binh.email, an.email]
        told = " ".join(f"{each.reason} {each.detail} {each.subject}" for each in rows)
    assert not [each for each in ("JP", "Nhật", "alcohol", "Ngoại trưởng", "Văn phòng") if each in told]


def test_the_ledger_is_filtered_and_downloaded(register: Register, an: Person, binh: Person) -> None:
    plain = replace(ASKED, recipients=(replace(HEAD, country="FR", count=3),), event=replace(VISIT))
    for asked in (ASKED, plain):
        gift_keeping.give(register, an, approved(register, an, binh, asked), 3, TODAY)
    assert [each.country for each in gift_ledger.ledger(register, an, DEMO)] == ["FR", "JP"]
    only = Only("JP", 2026)
    assert [each.country for each in gift_ledger.ledger(register, an, DEMO, only)] == ["JP"]
    assert gift_ledger.ledger(register, an, DEMO, Only(year=2025)) == []
    lines = gift_ledger.csv(register, an, DEMO, only).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("2026-11-22,Nhật Bản,khách hạng A,trưởng đoàn,Ngoại trưởng Nhật,Sản phẩm 1,")
    assert "DỮ LIỆU MINH HỌA" in lines[1]
    sheet = load_workbook(BytesIO(gift_ledger.xlsx(register, an, DEMO, Only()))).worksheets[1]
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any("Pháp" in map(str, row) and 3 in row and "Sản phẩm 1" in row for row in told)


def test_a_request_is_read_as_it_was_kept() -> None:
    asked = Request(
        replace(VISIT, norm=2_000_000, plan_number="12/KH", plan_approved=date(2026, 6, 1), special_rate=5),
        (JAPANESE, replace(HEAD, travel=Travel.HAND, count=4)),
        Wish(items=3, budget=1, pinned=frozenset({"B", "A"}), public=True, ordered_on=TODAY, stock={"A": 2}),
    )
    assert of_data(as_data(asked)) == asked
    given = Given(TODAY, code(1), 1, "JP")
    with_ledger = replace(asked, wish=replace(asked.wish, earlier=(given,)))
    assert as_data(with_ledger) == as_data(asked), "what was given before stands in the ledger alone"


def test_what_cannot_be_kept(register: Register, an: Person) -> None:
    with pytest.raises(QueryError, match="Hãy đặt tên"):
        kept(register, an, about=replace(ABOUT, name="  "))
    with pytest.raises(QueryError, match="chưa có món nào"):
        gift_keeping.keep(register, an, DEMO, ABOUT, ASKED, ())
    with pytest.raises(Refused, match="không phải giỏ quà"):
        kept(register, an, replace(ASKED, event=replace(VISIT, kind=EventKind.FAIR)))


def test_the_illustration_leaves_with_its_baskets(register: Register, an: Person, binh: Person) -> None:
    gift_keeping.give(register, an, approved(register, an, binh), 3, TODAY)
    with writing(register.engine) as session:
        actions.drop_demo(session, by="thử", reason="thử")
    with Session(register.engine) as session:
        assert [session.scalars(select(row.id)).all() for row in (GiftBasketRow, GiftStepRow, GiftGivenRow)] == [[]] * 3


def test_papers_are_a_draft_until_somebody_approves(register: Register, an: Person, binh: Person) -> None:
    number = kept(register, an)

    def proposal() -> tuple[str, str]:
        files = gift_kept.papers(register, an, number, allow_local=True).files
        pages = PdfReader(BytesIO(files["1-to-trinh-20261201.pdf"])).pages
        words = [each.text for each in Document(BytesIO(files["1-to-trinh-20261201.docx"])).paragraphs]
        return " ".join(" ".join(page.extract_text().split()) for page in pages), " ".join(words)

    as_pdf, as_docx = proposal()
    assert "DỰ THẢO" in as_pdf
    assert "Người đề xuất" not in as_pdf + as_docx
    gift_keeping.propose(register, an, number, 1)
    as_pdf, as_docx = proposal()
    assert "DỰ THẢO" in as_pdf
    assert "Người đề xuất: An, ngày" in as_pdf
    assert "Người phê duyệt" not in as_pdf + as_docx
    gift_keeping.approve(register, binh, number, 2)
    reprice(register, 1, 150_000)
    as_pdf, as_docx = proposal()
    assert "DỰ THẢO" not in as_pdf + as_docx
    for told in ("Người đề xuất: An, ngày", "Người phê duyệt: Binh, ngày", "Văn phòng Bộ kính trình"):
        assert told in as_pdf
        assert told in as_docx
    assert "Một suất: 100.001 đồng" in as_pdf, "at the price that was approved"
    assert "DỮ LIỆU MINH HỌA" in as_pdf, "what is made up stays marked"
    record(register, 1, event(Kind.REVOKED, "2026-11-20"))
    with pytest.raises(QueryError, match="Không lập hồ sơ cho giỏ này: “Sản phẩm 1”: công nhận đã bị thu hồi"):
        gift_kept.papers(register, an, number)

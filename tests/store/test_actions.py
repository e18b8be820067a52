"""Writes: audited, whole, one after another."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from ocop.domain.coverage import Coverage
from ocop.domain.dates import Stated
from ocop.domain.entries import (
    ContactEntry,
    DecisionEntry,
    EventEntry,
    FairEntry,
    InspectionEntry,
    MakerEntry,
    Place,
    ProductEntry,
)
from ocop.domain.recognition import Evidence, Kind, Level, Scope, Status
from ocop.domain.register import ProductQuery
from ocop.errors import Conflict
from ocop.i18n import language, words
from ocop.services.register import Register
from ocop.store import actions, standing
from ocop.store.engine import writing
from ocop.store.tables import AuditRow, ContactRow, EventRow, ProductRow, StandingRow
from ocop.web.app import standalone
from tests.conftest import TODAY

CODE = "M57VH4E6"  # Mắc ca Lê Anh Tuy Đức, 4 stars, 19/6/2025 to 19/6/2028


def event(kind: Kind, day: str, number: str = "1/QĐ-UBND", **more: object) -> EventEntry:
    decision = DecisionEntry(
        number=number,
        stated=Stated.parse(day),
        authority="UBND tỉnh Lâm Đồng",
        level=Level.PROVINCE,
        evidence=Evidence.SIGNED,
        source="thử",
    )
    return EventEntry(kind=kind, decision=decision, **more)


def record(register: Register, given: EventEntry, code: str = CODE, about: int | None = None) -> None:
    with writing(register.engine) as session:
        actions.record_event(session, code=code, event=given, by="steward", reason="thử", about=about)


def grant(register: Register, kind: Kind) -> int:
    """The id of the product's grant of a kind."""
    found = register.record(CODE, date(2030, 1, 1))
    assert found is not None
    return next(each.id for each in found.history if each.kind is kind)


def status(register: Register, day: date) -> tuple[Status, int | None]:
    found = register.record(CODE, day)
    assert found is not None
    return found.product.status, found.product.stars


def test_a_revocation_turns_the_verdict_from_its_day_on(register: Register) -> None:
    revision = register.revision()
    record(register, event(Kind.REVOKED, "2026-10-01"))
    assert status(register, date(2026, 9, 30)) == (Status.VALID, 4)
    assert status(register, date(2026, 10, 1)) == (Status.REVOKED, 4)
    assert register.revision() == revision + 1


def test_a_lower_one_still_in_its_term_governs_again_after_a_revocation(register: Register) -> None:
    record(register, event(Kind.RAISED, "2026-01-10", stars=5))
    assert status(register, TODAY) == (Status.VALID, 5)
    record(register, event(Kind.REVOKED, "2026-11-01", "2/QĐ-UBND"), about=grant(register, Kind.RAISED))
    assert status(register, TODAY) == (Status.VALID, 4)


def test_with_several_in_term_a_revocation_must_say_which(register: Register) -> None:
    record(register, event(Kind.RAISED, "2026-01-10", stars=5))
    with pytest.raises(Conflict, match="nhiều công nhận còn thời hạn: hãy chọn"):
        record(register, event(Kind.REVOKED, "2026-11-01", "2/QĐ-UBND"))
    record(register, event(Kind.REVOKED, "2026-11-01", "2/QĐ-UBND"), about=grant(register, Kind.RECOGNISED))
    assert status(register, TODAY) == (Status.VALID, 5), "the lower one was revoked, the higher governs on"


def test_a_renewed_recognition_that_is_revoked_does_not_wake_the_one_it_renewed(register: Register) -> None:
    record(register, event(Kind.RENEWED, "2026-06-01", stars=4))
    record(register, event(Kind.REVOKED, "2026-08-03", "2/QĐ-UBND"), about=grant(register, Kind.RENEWED))
    assert status(register, TODAY) == (Status.REVOKED, 4)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (event(Kind.EXTENDED, "2028-06-01"), "phải ghi ngày hết hạn mới"),
        (event(Kind.EXTENDED, "2028-06-01", valid_until=date(2056, 1, 1)), "không quá 180 ngày"),
        (event(Kind.RENEWED, "2026-06-01"), "phải ghi 3, 4 hoặc 5 sao"),
        (event(Kind.RENEWED, "2026-06-01", stars=2), "phải ghi 3, 4 hoặc 5 sao"),
    ],
)
def test_an_event_that_is_not_whole_is_refused(register: Register, given: EventEntry, sentence: str) -> None:
    with pytest.raises(Conflict, match=sentence):
        record(register, given)


def test_without_who_and_why_nothing_is_written(register: Register) -> None:
    def nobody() -> None:
        with writing(register.engine) as session:
            actions.record_event(session, code=CODE, event=event(Kind.REVOKED, "2026-10-01"), by=" ", reason="r")

    with pytest.raises(Conflict, match="ai làm và vì sao"):
        nobody()


@pytest.mark.parametrize(("by", "reason"), [("", "thử"), (" ", "thử"), ("steward", "")])
def test_no_action_is_nobodys_or_for_no_reason(register: Register, by: str, reason: str) -> None:
    coverage = Coverage(Level.NATION, None, None, date(2023, 1, 1), TODAY, "thử")
    given = {"by": by, "reason": reason}
    with register.reading() as session:
        before = session.scalars(select(AuditRow.id)).all()
    for act in (
        lambda session: actions.enter_products(session, entries=[], scope=Scope.REAL, **given),
        lambda session: actions.enter_proposals(session, proposals=[], scope=Scope.REAL, **given),
        lambda session: actions.declare_coverage(session, coverage=coverage, scope=Scope.REAL, **given),
    ):
        with pytest.raises(Conflict, match="ai làm và vì sao"), writing(register.engine) as session:
            act(session)
    assert register.coverage(Scope.REAL) == ()
    with register.reading() as session:
        assert session.scalars(select(AuditRow.id)).all() == before


def test_a_list_that_brings_a_revocation_of_a_known_product_takes_effect(register: Register) -> None:
    first = event(Kind.FIRST, "2024-02-01", "70/QĐ-UBND", stars=3)
    revoked = event(Kind.REVOKED, "2025-02-01", "71/QĐ-UBND", about=0)
    place = Place(province="68", former_province="68")
    entry = ProductEntry(code="ZNDCTEH0", name="Trà", maker=MakerEntry(name="HTX", place=place), history=(first,))
    for history in ((first,), (first, revoked)):
        with writing(register.engine) as session:
            entries = [replace(entry, history=history)]
            actions.enter_products(session, entries=entries, scope=Scope.REAL, by="s", reason="r")
    found = register.record("ZNDCTEH0", TODAY)
    assert found is not None
    assert found.product.status is Status.REVOKED


def test_an_extension_moves_the_end(register: Register) -> None:
    record(register, event(Kind.EXTENDED, "2028-06-01", valid_until=date(2028, 12, 16)))
    assert status(register, date(2028, 6, 20)) == (Status.VALID, 4)
    assert status(register, date(2028, 12, 16)) == (Status.EXPIRING, 4)
    assert status(register, date(2028, 12, 17)) == (Status.EXPIRED, 4)


def test_an_extended_recognition_is_told_with_the_end_that_it_has(register: Register) -> None:
    record(register, event(Kind.EXTENDED, "2028-06-01", valid_until=date(2028, 12, 16)))
    day = date(2028, 7, 1)
    product = register.record(CODE, day).product
    listed = register.search(ProductQuery(text=CODE), day).products[0]
    for each in (product, listed):
        assert each.governing.valid_until == date(2028, 12, 16)
    assert words.verdict(product, day, language("vi")) == "Công nhận 4 sao còn hiệu lực đến 16/12/2028"
    ended = register.record(CODE, date(2029, 1, 1)).product
    assert "đã hết hiệu lực từ 17/12/2028" in words.verdict(ended, date(2029, 1, 1), language("vi"))


def test_each_action_is_one_audit_row_with_who_and_why(register: Register) -> None:
    record(register, event(Kind.RENEWED, "2026-10-01", stars=4))
    with Session(register.engine) as session:
        last = session.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
    assert last is not None
    assert (last.by, last.action, last.reason, last.subject) == ("steward", "record_renewed", "thử", CODE)
    assert last.detail == {"kind": "renewed", "decision": "1/QĐ-UBND", "stated": "2026-10-01"}
    assert last.revision == register.revision()


@pytest.mark.parametrize(
    ("code", "given", "sentence"),
    [
        ("XXXXXXXX", event(Kind.REVOKED, "2026-10-01"), "Không có sản phẩm nào mang mã XXXXXXXX"),
        (CODE, event(Kind.REVOKED, "2020-01-01"), "chưa có công nhận nào vào ngày của quyết định"),
    ],
)
def test_what_cannot_be_done_is_refused_and_leaves_nothing(
    register: Register, code: str, given: EventEntry, sentence: str
) -> None:
    revision = register.revision()
    with pytest.raises(Conflict, match=sentence):
        record(register, given, code)
    assert register.revision() == revision


def test_of_two_stewards_with_the_same_decision_the_second_is_told(register: Register) -> None:
    def try_it(_number: int) -> str:
        try:
            record(register, event(Kind.REVOKED, "2026-10-01"))
        except Conflict as refused:
            return str(refused)
        return "done"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(try_it, range(2)))
    refusal = "Quyết định này đã được ghi cho sản phẩm: không ghi lần nữa; hãy xem lại lịch sử của sản phẩm."
    assert told == [refusal, "done"]


def test_two_writers_at_once_lose_nothing(register: Register) -> None:
    revision = register.revision()

    def renew(number: int) -> None:
        record(register, event(Kind.RENEWED, "2026-10-01", f"{number}/QĐ-UBND", stars=4))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(renew, range(12)))
    found = register.record(CODE, TODAY)
    assert found is not None
    assert len(found.history) == 13
    assert register.revision() == revision + 12
    with Session(register.engine) as session:
        assert len(session.scalars(select(AuditRow)).all()) == 13


def test_an_action_that_fails_half_way_leaves_the_store_as_it_was(register: Register) -> None:
    revision = register.revision()

    def fail() -> None:
        with writing(register.engine) as session:
            actions.record_event(session, code=CODE, event=event(Kind.REVOKED, "2026-10-01"), by="s", reason="r")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert status(register, TODAY) == (Status.VALID, 4)
    assert register.revision() == revision


def test_what_holds_is_always_what_the_events_say(register: Register) -> None:
    record(register, event(Kind.RAISED, "2026-01-10", stars=5))
    record(
        register, event(Kind.EXTENDED, "2026-02-10", valid_until=date(2029, 6, 30)), about=grant(register, Kind.RAISED)
    )
    with Session(register.engine) as session:
        for product in session.scalars(select(ProductRow)):
            wanted = standing.standing_rows(product.id, standing.events(session, product.id))
            stored = session.scalars(select(StandingRow).where(StandingRow.product_id == product.id))
            assert sorted((row.first_day, row.last_day, row.state, row.stars) for row in stored) == [
                (row["first_day"], row["last_day"], row["state"], row["stars"]) for row in wanted
            ]


def test_coverage_is_declared_with_its_source(register: Register) -> None:
    declared = Coverage(Level.NATION, None, None, date(2022, 1, 1), date(2026, 12, 31), "danh sách của Bộ")
    with writing(register.engine) as session:
        actions.declare_coverage(session, coverage=declared, scope=Scope.REAL, by="steward", reason="đối chiếu")
    assert register.coverage(Scope.REAL) == (declared,)


def test_a_product_passed_on_is_its_new_makers_and_its_history_says_whose_it_was(register: Register) -> None:
    place = Place(stated="xã Nam Dong, tỉnh Lâm Đồng", commune="24649", province="68", former_province="67")
    heir = MakerEntry(name="HTX Kế Thừa", kind="cooperative", place=place)
    record(register, event(Kind.PASSED, "2026-10-01", maker=heir))
    found = register.record(CODE, TODAY)
    assert found is not None
    assert found.product.producer.name == "HTX Kế Thừa"
    assert (found.product.status, found.product.stars) == (Status.VALID, 4), "the recognition goes on"
    assert found.history[0].former_producer == "Hợp tác xã Nông nghiệp và Dịch vụ Long Việt"
    assert [p.code for p in register.search(ProductQuery(text="ke thua mac ca"), TODAY).products] == [CODE]
    assert register.search(ProductQuery(text="long việt"), TODAY).total == 0


def test_passing_on_without_a_new_maker_is_refused(register: Register) -> None:
    with pytest.raises(Conflict, match="phải ghi chủ thể mới"):
        record(register, event(Kind.PASSED, "2026-10-01"))


def test_an_inspection_is_public_only_once_it_ended_in_a_decision(register: Register) -> None:
    revision = register.revision()

    def keep(**more: object) -> None:
        inspection = InspectionEntry(
            code=CODE, inspected_on=date(2026, 9, 1), body="Sở", subject="nhãn", finding="thiếu sao", **more
        )
        with writing(register.engine) as session:
            actions.record_inspection(session, inspection=inspection, by="steward", reason="kế hoạch")

    keep(deadline=date(2026, 12, 1))
    assert register.revision() == revision
    keep(closed_on=date(2026, 11, 1), decision="5/QĐ-SNN")
    assert register.revision() == revision + 1


def test_a_contact_is_no_public_fact_and_stands_in_no_audit(register: Register) -> None:
    revision = register.revision()
    contact = ContactEntry(person="Người Thử", phone="0900 000 000", address="Số 1 đường Thử")
    with writing(register.engine) as session:
        actions.keep_contact(session, producer_id=1, contact=contact, by="steward", reason="mời hội chợ")
    assert register.revision() == revision
    with Session(register.engine) as session:
        assert session.get(ContactRow, 1).phone == "0900 000 000"
        audit = session.scalars(select(AuditRow).where(AuditRow.action == "keep_contact")).one()
    assert "0900" not in f"{audit.detail}{audit.reason}{audit.subject}"
    page = TestClient(standalone(register)).get("/m/FR23-R1AX").text
    assert "0900" not in page
    assert "Số 1 đường Thử" not in page


def test_fairs_are_kept_with_their_source(register: Register) -> None:
    fair = FairEntry(
        name="Hội chợ thử", kind="fair", international=True, first_day=TODAY, last_day=TODAY, source="thử", country="JP"
    )
    with writing(register.engine) as session:
        assert actions.add_fairs(session, fairs=[fair], scope=Scope.REAL, by="staff", reason="kế hoạch") == 1
    with Session(register.engine) as session:
        assert session.scalars(select(EventRow.name)).all() == ["Hội chợ thử"]

"""Pages that are ready: a change of the register takes away those that it concerns, and no others."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event as listening
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from ocop.domain.codes import shown, tidy
from ocop.domain.recognition import Kind, Level, Scope
from ocop.domain.register import ProductQuery
from ocop.errors import Refused
from ocop.services import alike, demo, desk_intake, gtins, inspecting, photos
from ocop.services.altering import Alteration, alter
from ocop.services.coverage import declare
from ocop.services.register import Register
from ocop.store import publishing
from ocop.web.app import standalone
from ocop.web.mark_page import MarkPage
from ocop.web.preparing import Preparing
from tests.conftest import BASE_URL, TODAY
from tests.services.histories import code, enter, event, maker, product
from tests.services.test_alike import twins
from tests.services.test_desk_intake import drafted, loaded
from tests.services.test_desk_intake import steward as desk_steward
from tests.services.test_keeping import steward
from tests.services.test_merging import LAN, the_pair
from tests.services.test_merging import twins as one_coffee
from tests.services.test_photos import GIVEN, photograph
from tests.services.test_publish import BOANERGES, published_to
from tests.services.test_trail import LAM_DONG
from tests.web.test_mark_page import Clock

__all__ = ["one_coffee", "twins"]

SEAGULL, MACCA = "FR23-R1AX", "M57V-H4E6"


class Reader:
    """Whoever scans, at a server whose clock is ours."""

    def __init__(self, register: Register) -> None:
        self.register, self.clock = register, Clock()
        self.page = MarkPage(register, now=self.clock)
        self.client = TestClient(
            Starlette(routes=[Route("/m/{code}", self.page)]), base_url=BASE_URL,
            headers={"accept-language": "vi", "accept-encoding": "br"},
        )  # fmt: skip

    def ask(self, typed: str) -> tuple[int, str, str]:
        answer = self.client.get(f"/m/{typed}")
        return answer.status_code, answer.headers.get("etag", ""), answer.text

    def wait(self) -> None:
        """Three seconds pass, and somebody looks."""
        self.clock.seconds += 3
        self.page.come()


@contextmanager
def statements(register: Register) -> Iterator[list[str]]:
    """What is asked of the store."""
    heard: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        heard.append(statement)

    listening.listen(register.engine, "before_cursor_execute", hear)
    yield heard
    listening.remove(register.engine, "before_cursor_execute", hear)


def all_codes(register: Register) -> list[str]:
    return [each for scope in Scope for each in register.codes(scope, limit=200, offset=0)]


def fresh(register: Register) -> dict[str, tuple[int, str, str]]:
    reader = Reader(register)
    return {each: reader.ask(each) for each in all_codes(register)}


def altered(kind: Kind, typed: str = SEAGULL, **given: object) -> Callable[[Register], object]:
    told = {"decision": "9/QĐ-UBND", "decided_on": TODAY, "authority": "UBND tỉnh Lâm Đồng", "signed": True} | given
    return lambda register: alter(register, typed, Alteration(kind=kind, **told), by="t", reason="thử")  # type: ignore[arg-type]


def declared(register: Register) -> None:
    span = {"source": "danh sách", "by": "t", "first": date(2023, 1, 1), "last": TODAY}
    declare(register, level=Level.NATION, province=None, **span)
    declare(register, level=Level.PROVINCE, province="Lâm Đồng", **(span | {"first": date(2025, 7, 1)}))
    for level in (Level.PROVINCE, Level.DISTRICT):
        declare(register, level=level, province="Đắk Nông", **(span | {"last": date(2025, 6, 30)}))


def another_of_that_name(register: Register) -> None:
    """A maker called like one that is known, in another ward of the province."""
    theirs = register.record(SEAGULL, TODAY)
    assert theirs
    enter(register, product(8, maker(theirs.product.producer.name, LAM_DONG), event(Kind.FIRST, "2026-01-10", 4)),
          scope=Scope.REAL)  # fmt: skip


def decided_on(register: Register) -> None:
    """An inspection that ends in a decision (919 Đ1.4.đ), by way of the desk."""
    lan = steward(register)
    number = inspecting.plan(register, lan, SEAGULL, planned_for=TODAY, lead="Sở Công Thương", why="phản ánh")
    inspecting.find(register, lan, number, 1, on=TODAY, finding="Tem ghi 4 sao, quyết định ghi 3 sao", deadline=TODAY)
    inspecting.end(
        register, lan, number, 2, on=TODAY, ending="Đã xử lý", decision="15/QĐ-XPHC", decided_on=TODAY,
        authority="Chi cục Quản lý thị trường",
    )  # fmt: skip


CHANGES: dict[str, Callable[[Register], object]] = {
    "revoked": altered(Kind.REVOKED),
    "extended": altered(Kind.EXTENDED, valid_until=date(2030, 1, 1)),
    "corrected": altered(Kind.CORRECTED, valid_until=date(2029, 1, 1)),
    "passed on": altered(Kind.PASSED, maker="Công ty TNHH Macca Mới", address="phường Phan Thiết, Lâm Đồng"),
    "coverage": declared,
    "another of that name": another_of_that_name,
    "an inspection's decision": decided_on,
    "a barcode": lambda register: gtins.record(register, SEAGULL, "8934567000017", by="t", reason="nhãn"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_every_page_says_what_a_fresh_server_says(register: Register, change: str) -> None:
    declared(register)
    reader = Reader(register)
    before = {each: reader.ask(each) for each in all_codes(register)}
    assert before == fresh(register)
    CHANGES[change](register)
    reader.wait()
    after = {each: reader.ask(each) for each in all_codes(register)}
    assert after == fresh(register), "and under the same tags"
    assert after != before or change in {"coverage", "a barcode"}


def test_a_photograph_is_seen_and_what_it_does_not_concern_asks_the_store_nothing(
    register: Register, tmp_path: Path
) -> None:
    reader = Reader(register)
    before = {each: reader.ask(each) for each in all_codes(register)}
    photos.keep(register, code=SEAGULL, file=photograph(tmp_path / "a.jpg"), **GIVEN)
    reader.wait()
    with statements(register) as heard:
        assert reader.ask(MACCA) == before[MACCA]
        assert heard == []
        assert "/anh/FR23-R1AX.webp" in reader.ask(SEAGULL)[2]
        assert heard != []
    assert {each: reader.ask(each) for each in before} == fresh(register)


def test_makers_that_are_one_and_then_two_again(twins: Register) -> None:
    lan = steward(twins, "68")
    reader = Reader(twins)
    for _code in all_codes(twins):
        reader.ask(_code)
    (pair,) = alike.pairs(twins, lan, Scope.DEMO)
    alike.merge(twins, lan, Scope.DEMO, pair, why="một giấy đăng ký")
    reader.wait()
    assert "HTX Hòa Bình" in reader.ask(shown(code(2)))[2]
    assert {each: reader.ask(each) for each in all_codes(twins)} == fresh(twins)
    (decision,) = alike.decided(twins, lan, Scope.DEMO)
    alike.undo(twins, lan, Scope.DEMO, decision, why="gộp nhầm")
    reader.wait()
    assert {each: reader.ask(each) for each in all_codes(twins)} == fresh(twins)


def test_records_of_one_product_that_are_one_and_then_two_again(one_coffee: Register) -> None:
    reader, printed = Reader(one_coffee), [shown(code(number)) for number in (1, 2)]
    for each in all_codes(one_coffee):
        reader.ask(each)
    assert "Cà phê Hoà Bình" in reader.ask(printed[1])[2]
    alike.merge(one_coffee, LAN, Scope.REAL, the_pair(one_coffee), why="một giấy đăng ký")
    reader.wait()
    pages = [reader.ask(each)[2] for each in printed]
    assert pages[0] == pages[1], "both printed codes lead to the one page"
    assert f"mã khác trên bao bì cũng dẫn đến trang này: {printed[1]}" in pages[0]
    assert {each: reader.ask(each) for each in all_codes(one_coffee)} == fresh(one_coffee)
    altered(Kind.REVOKED, printed[0])(one_coffee)
    reader.wait()
    assert "thu hồi" in reader.ask(printed[1])[2], "a revocation is seen under the other code too"
    (decision,) = alike.decided(one_coffee, LAN, Scope.REAL)
    alike.undo(one_coffee, LAN, Scope.REAL, decision, why="gộp nhầm")
    reader.wait()
    assert "Cà phê Hoà Bình" in reader.ask(printed[1])[2]
    assert {each: reader.ask(each) for each in all_codes(one_coffee)} == fresh(one_coffee)


def test_an_import_and_its_undoing_are_seen_on_the_pages_of_the_makers_other_products(
    register: Register, tmp_path: Path
) -> None:
    declared(register)
    an, reader = desk_steward(register), Reader(register)
    for _code in all_codes(register):
        reader.ask(_code)
    known, of_them = "FS2R-811T", "Công ty TNHH BOANERGES"
    row = [1, "Trà Mây Thử", of_them, "Thôn 3, xã Thuận Hà, huyện Đắk Song, tỉnh Đắk Nông", "3 sao", "55"]
    assert "Chủ thể này có 4 sản phẩm" in reader.ask(known)[2]
    batch = loaded(register, an, drafted([row]))
    reader.wait()
    assert "Chủ thể này có 5 sản phẩm" in reader.ask(known)[2]
    (new,) = [shown(each.code) for each in register.search(ProductQuery("trà mây thử"), TODAY).products]
    assert reader.ask(new)[0] == 200
    folder = tmp_path / "published"
    published_to(folder, register)
    desk_intake.undo(register, an, batch, reason="nạp nhầm tệp")
    reader.wait()
    assert "Chủ thể này có 4 sản phẩm" in reader.ask(known)[2]
    assert reader.ask(new)[0] == 404
    assert {each: reader.ask(each) for each in all_codes(register)} == fresh(register)
    with pytest.raises(Refused, match=f"đã công bố, ví dụ {new}"):  # a printed code may not vanish
        published_to(folder, register)
    with register.reading() as session:
        theirs = publishing.codes_concerned(session, register.revision() - 1, 10)
    assert theirs == {tidy(each) for each in (*BOANERGES, new)}


def test_a_store_that_was_restored_to_an_earlier_day_is_believed(register: Register) -> None:
    reader = Reader(register)
    reader.ask(SEAGULL)
    with register.engine.begin() as connection:
        connection.exec_driver_sql("update revision set number = number - 1")
    reader.wait()
    assert reader.ask(SEAGULL)[0] == 200
    with statements(register) as heard:
        reader.ask(SEAGULL)
        assert heard == []


def test_what_will_be_asked_for_is_ready_after_a_start(register: Register) -> None:
    demo.load(register, products=30, by="t")
    for _time in range(2):
        register.count_scan("M57VH4E6", "ko")
    register.close()
    reader = Reader(register)
    assert Preparing(register, reader.page, most=3).prepare() == 3, "the one that was scanned, and two more"
    expected = fresh(register)
    reader = Reader(register)
    assert Preparing(register, reader.page).prepare() == 37 + 30 + 1
    reader.page.come()
    with statements(register) as heard:
        assert {each: reader.ask(each) for each in expected} == expected
        assert '<html lang="ko">' in reader.ask(f"{MACCA}?lang=ko")[2]
        assert heard == []


def test_a_server_makes_them_by_itself_and_ends_when_told(register: Register) -> None:
    codes = all_codes(register)
    with statements(register) as heard, TestClient(standalone(register, prepares=True), base_url=BASE_URL) as client:
        before = -1
        while before < len(heard) or not heard:  # until it is at rest
            before = len(heard)
            time.sleep(0.5)
        headers = {"accept-language": "vi", "accept-encoding": "br"}
        assert {client.get(f"/m/{each}", headers=headers).status_code for each in codes} == {200}
        assert not [each for each in heard[before:] if "recognition" in each]
    assert "ocop-preparing" not in [each.name for each in threading.enumerate()]


def test_an_inspection_is_told_when_a_decision_has_ended_it_and_not_before(register: Register) -> None:
    lan, reader = steward(register), Reader(register)
    client = TestClient(standalone(register), base_url=BASE_URL)
    number = inspecting.plan(register, lan, SEAGULL, planned_for=TODAY, lead="Sở Công Thương", why="phản ánh")
    inspecting.find(register, lan, number, 1, on=TODAY, finding="Tem ghi 4 sao, quyết định ghi 3 sao", deadline=TODAY)
    assert "Tem ghi 4 sao" not in reader.ask(SEAGULL)[2]
    assert client.get(f"/api/v1/products/{SEAGULL}").json()["inspections"] == []
    inspecting.end(
        register, lan, number, 2, on=TODAY, ending="Đã xử lý", decision="15/QĐ-XPHC", decided_on=TODAY,
        authority="Chi cục Quản lý thị trường",
    )  # fmt: skip
    reader.wait()
    named = "15/QĐ-XPHC ngày 22/11/2026, Chi cục Quản lý thị trường"
    for language, heading in {
        "vi": "Kiểm tra sau công nhận", "en": "Inspections after recognition", "zh": "认定后的检查",
        "ko": "인정 후 점검", "ja": "認定後の検査", "fr": "Contrôles après la reconnaissance",
    }.items():  # fmt: skip
        page = reader.ask(f"{SEAGULL}?lang={language}")[2]
        for told in (heading, "Sở Công Thương: Tem ghi 4 sao, quyết định ghi 3 sao", named):
            assert told in page, (language, told)
    assert heading not in reader.ask(f"{MACCA}?lang=fr")[2]
    (told,) = client.get(f"/api/v1/products/{SEAGULL}").json()["inspections"]
    assert told == {
        "inspected_on": "2026-11-22", "body": "Sở Công Thương", "finding": "Tem ghi 4 sao, quyết định ghi 3 sao",
        "decision": named, "closed_on": "2026-11-22",
    }  # fmt: skip

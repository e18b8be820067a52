"""Kept baskets and the ledger on the page of gifts, run without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from ocop.domain.gift_life import State
from ocop.domain.recognition import Kind, Scope
from ocop.domain.roles import Person, Role
from ocop.errors import Conflict
from ocop.services import gift_keeping, gift_kept, gift_ledger, people
from ocop.services.register import the_register
from ocop.store import actions
from ocop.store.engine import writing
from ocop.store.gift_keeping import Basket
from tests.conftest import TODAY
from tests.pages.signing import EMAIL, sign_in
from tests.pages.test_gifts import chosen, codes_in, press
from tests.pages.test_pages import app, shown
from tests.services.histories import event

__all__ = ["app"]
BINH = "binh@example.vn"
AN = Person(f"sub of {EMAIL}", EMAIL, "an", ())


def room(app: AppTest, word: str = "gio-da-giu", number: int | None = None) -> str:
    for key in ("gio", "giu"):
        if key in app.query_params:
            del app.query_params[key]
    app.query_params["viec"] = word
    if number:
        app.query_params["giu"] = str(number)
    return shown(app.run())


def baskets() -> list[Basket]:
    return gift_kept.listed(the_register(), AN, Scope.DEMO)


def keep(app: AppTest, name: str = "Đoàn Ngoại trưởng Nhật") -> str:
    app.text_input(key="gift_name").set_value(name)
    app.text_input(key="gift_host").set_value("Văn phòng Bộ")
    return press(app, "Giữ giỏ quà")


@pytest.fixture
def staff(app: AppTest) -> AppTest:
    """Somebody of the staff, before a basket for a guest from Japan."""
    sign_in(app, Role.STAFF)
    chosen(app)
    return app


def test_strangers_are_offered_nothing_and_shown_nothing(app: AppTest) -> None:
    seen = chosen(app)
    assert "Giữ giỏ" not in seen
    assert "Giỏ đã giữ" not in seen
    assert not [each for each in app.toggle if "Luân phiên" in each.label]
    for word in ("gio-da-giu", "so-qua-tang"):
        seen = room(app, word)
        assert "chỉ dành cho cán bộ đã đăng nhập" in seen
        assert "oc-gift-kept" not in seen


def test_whoever_only_keeps_records_sees_the_rooms_and_keeps_no_basket(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    assert "Giữ giỏ này" not in chosen(app)
    assert "Chưa có giỏ nào được giữ" in room(app)
    assert "Chưa có quà nào được ghi là đã tặng" in room(app, "so-qua-tang")


def test_a_basket_is_kept_proposed_approved_by_another_and_given(staff: AppTest) -> None:
    codes = [code.replace("-", "") for code in codes_in(staff)]
    seen = keep(staff)
    assert "Đã giữ giỏ “Đoàn Ngoại trưởng Nhật”, số 1" in seen
    assert staff.text_input(key="gift_name").value == ""
    (kept,) = baskets()
    assert sorted(each.code for each in kept.items[0]) == sorted(codes)
    assert set(staff.query_params) == {"so", "gio"}, "nothing of the guest goes into the address"
    assert "Đoàn Ngoại trưởng Nhật</a>" in room(staff)
    seen = room(staff, number=1)
    assert "Đối chiếu với sổ và mức chi ngày 22/11/2026: đạt." in seen
    assert "Trưởng đoàn, Hạng A, Nhật Bản" in seen
    assert "Khách kiêng: Rượu bia" in seen
    assert "Đã đề xuất giỏ này." in press(staff, "Đề xuất phê duyệt")
    assert not [each.label for each in staff.button if each.label == "Phê duyệt"], "staff may not approve"
    people.grant(the_register(), EMAIL, Role.APPROVER, None, by="Ban", reason="thử")
    seen = shown(staff.run())
    assert "nên người khác phê duyệt" in seen
    assert next(each for each in staff.button if each.label == "Phê duyệt").disabled
    sign_in(staff, Role.APPROVER, email=BINH)
    shown(staff.run())
    assert "Đã phê duyệt giỏ này." in press(staff, "Phê duyệt")
    seen = press(staff, "Ghi là đã tặng")
    assert "Đã ghi vào sổ theo dõi quà tặng." in seen
    (given,) = baskets()
    assert given.state is State.GIVEN
    ledger = room(staff, "so-qua-tang")
    assert "1 lần tặng" in ledger
    assert all(each.name in ledger for each in given.items[0])
    staff.selectbox(key="ledger_country").set_value("JP").run()
    assert "Nhật Bản, Trưởng đoàn, Hạng A" in shown(staff)
    assert {each.given_on for each in gift_ledger.ledger(the_register(), AN, Scope.DEMO)} == {TODAY}
    assert set(staff.query_params) == {"so", "viec"}
    del staff.query_params["viec"]
    seen = shown(staff.run())
    assert "Khách hoặc nước này đã nhận trong 24 tháng:" in seen
    assert seen.count("Đã tặng khách hoặc nước này trong 24 tháng") == 6, (
        "nothing better is left in so small a register"
    )
    staff.user = {}
    seen = shown(staff.run())
    assert "trong 24 tháng" not in seen, "a stranger's basket never reads the ledger"
    assert [code.replace("-", "") for code in codes_in(staff)] == codes


def test_a_role_taken_away_between_seeing_and_pressing(staff: AppTest) -> None:
    people.revoke(the_register(), EMAIL, Role.STAFF, None, by="Ban", reason="thôi")
    people.grant(the_register(), EMAIL, Role.STEWARD, None, by="Ban", reason="chuyển việc")
    keep(staff)
    assert baskets() == []
    assert "Giữ giỏ này" not in shown(staff)


def test_the_second_of_two_is_told_and_what_was_typed_stays(staff: AppTest) -> None:
    keep(staff)
    room(staff, number=1)
    gift_keeping.rename(the_register(), AN, 1, 1, "Tên người kia đặt")
    staff.text_input(key="kept_name_1").set_value("Tên tôi đặt")
    seen = press(staff, "Đổi tên")
    assert "an đã thay đổi giỏ này lúc" in seen
    assert "những gì bạn nhập vẫn còn" in seen
    assert "<h2>Tên người kia đặt" in seen
    assert staff.text_input(key="kept_name_1").value == "Tên tôi đặt"
    assert "Đã đổi tên giỏ." in press(staff, "Đổi tên")
    assert baskets()[0].about.name == "Tên tôi đặt"


def test_a_kept_basket_is_changed_where_baskets_are_chosen(staff: AppTest) -> None:
    before = sorted(codes_in(staff))
    keep(staff)
    room(staff, number=1)
    seen = press(staff, "Sửa giỏ")
    assert "Bạn đang sửa giỏ “Đoàn Ngoại trưởng Nhật”" in seen
    assert sorted(codes_in(staff)) == before
    assert staff.selectbox(key="gift_country_typed").value == "JP"
    press(staff, "Đổi")
    assert "Đã lưu giỏ “Đoàn Ngoại trưởng Nhật”, số 1" in press(staff, "Lưu vào giỏ số 1")
    (kept,) = baskets()
    after = sorted(code.replace("-", "") for code in codes_in(staff))
    assert sorted(each.code for each in kept.items[0]) == after
    assert len(set(after) & {code.replace("-", "") for code in before}) == 5
    assert (kept.version, kept.about.host) == (2, "Văn phòng Bộ")


def test_reasons_copies_and_numbers_that_are_not_there(staff: AppTest) -> None:
    keep(staff)
    assert "Không có giỏ quà này" in room(staff, number=77)
    room(staff, number=1)
    assert "Hãy ghi lý do" in press(staff, "Rút giỏ")
    assert "Đã sao chép thành giỏ số 2." in press(staff, "Sao chép")
    assert "Đoàn Ngoại trưởng Nhật (bản sao)" in shown(staff)
    staff.text_input(key="kept_why").set_value("khách hoãn")
    assert "Đã rút giỏ này." in press(staff, "Rút giỏ")
    assert [each.state for each in baskets()] == [State.WITHDRAWN, State.DRAFT]


def was_revoked(code: str) -> bool:
    """Revoke a product's recognition; not one that has several in term, for which one would have to be named."""
    revoked = event(Kind.REVOKED, "2026-11-20")
    try:
        with writing(the_register().engine) as session:
            actions.record_event(session, code=code, event=revoked, by="thử", reason="thử")
    except Conflict:
        return False
    return True


def test_what_speaks_against_a_basket_today_is_said_in_the_readers_language(staff: AppTest) -> None:
    keep(staff)
    (kept,) = baskets()
    lost = next(each for each in kept.items[0] if was_revoked(each.code))
    seen = room(staff, number=1)
    assert f"<li>“{lost.name}”: công nhận đã bị thu hồi" in seen
    assert "Chưa đề xuất được" in press(staff, "Đề xuất phê duyệt")
    staff.query_params["lang"] = "en"
    assert f"<li>“{lost.name}”: recognition was revoked or annulled" in shown(staff.run())

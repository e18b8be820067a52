"""The desk's menu and its room of roles."""

from streamlit.testing.v1 import AppTest

from ocop.domain.roles import Role
from ocop.services import people
from ocop.services.register import the_register
from tests.pages.signing import EMAIL, sign_in
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]


def test_a_role_is_granted_and_taken_away_at_the_desk(app: AppTest) -> None:
    sign_in(app, Role.ADMINISTRATOR)
    visit(app, "steward", viec="vai-tro")
    app.text_input(key="desk_who").set_value("Binh@example.vn")
    app.selectbox(key="desk_role").set_value(Role.STEWARD)
    app.selectbox(key="desk_place").set_value("68")
    app.text_input(key="desk_reason").set_value("Quyết định phân công")
    app.button[0].click().run()
    seen = shown(app)
    assert "Đã giao vai trò Người giữ sổ cho binh@example.vn." in seen
    assert '<th scope="row">binh@example.vn</th><td>Người giữ sổ</td><td>Lâm Đồng</td>' in seen
    assert app.text_input(key="desk_who").value == ""
    given = next(each for each in people.listed(the_register()) if each.who == "binh@example.vn")
    assert given.granted_by == EMAIL
    app.selectbox(key="desk_taken").set_value(given)
    app.text_input(key="desk_why").set_value("chuyển công tác")
    app.button[1].click().run()
    assert "Đã thu lại vai trò của binh@example.vn." in shown(app)
    assert [each.who for each in people.listed(the_register())] == [EMAIL]


def test_what_cannot_be_granted_is_said_and_what_was_typed_stays(app: AppTest) -> None:
    sign_in(app, Role.ADMINISTRATOR)
    visit(app, "steward", viec="vai-tro")
    app.text_input(key="desk_who").set_value("ai đó")
    app.button[0].click().run()
    assert "“ai đó” không phải địa chỉ thư điện tử" in shown(app)
    assert app.text_input(key="desk_who").value == "ai đó"


def test_a_room_stays_shut_to_whom_it_is_not_for(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    seen = shown(visit(app, "steward", viec="vai-tro"))
    assert "“Vai trò” không thuộc vai trò của bạn: hãy hỏi quản trị viên của sổ." in seen
    assert "Giao vai trò" not in seen
    assert not app.text_input


def test_a_role_that_was_taken_away_since_the_page_was_drawn_does_nothing(app: AppTest) -> None:
    sign_in(app, Role.ADMINISTRATOR)
    visit(app, "steward", viec="vai-tro")
    people.revoke(the_register(), EMAIL, Role.ADMINISTRATOR, None, by="Ban Chỉ đạo", reason="thôi việc")
    app.text_input(key="desk_who").set_value("binh@example.vn")
    app.text_input(key="desk_reason").set_value("phân công")
    app.button[0].click().run()
    assert "Vai trò của bạn đã được thu lại" in shown(app)
    assert people.listed(the_register()) == []


def test_the_first_view_says_what_waits_in_each_room(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    seen = shown(visit(app, "steward"))
    assert "0 công nhận hết hiệu lực trong 30 ngày tới" in seen
    assert "0 báo cáo đang chờ" in seen
    assert "0 cuộc kiểm tra chưa kết thúc" in seen
    assert "chờ phê duyệt" not in seen
    assert "?viec=vai-tro" not in seen


def test_an_approver_hears_how_many_baskets_wait(app: AppTest) -> None:
    sign_in(app, Role.APPROVER)
    seen = shown(visit(app, "steward", lang="en"))
    assert "0 baskets wait for approval" in seen
    assert "viec=bao-cao-nhan" not in seen

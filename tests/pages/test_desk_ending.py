"""The queue of what ends at the desk."""

from datetime import date

from streamlit.testing.v1 import AppTest

from ocop.domain.ending import Within
from ocop.domain.recognition import Scope
from ocop.domain.roles import Role
from ocop.services.register import the_register
from tests.pages.signing import EMAIL, sign_in
from tests.pages.test_pages import app, shown, visit
from tests.services.test_ending import known

__all__ = ["app"]


def test_letters_are_made_and_noted_as_sent(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    app.run()
    known(the_register(), Scope.REAL)
    visit(app, "steward", viec="sap-het-han")
    seen = shown(app)
    assert "Sản phẩm 1" in seen
    assert "29 ngày" in seen
    assert "HYPERLINK" not in seen, "of another province"
    labels = [each.label for each in app.button]
    assert "Lập 1 thư thông báo" in labels, labels
    app.get("button_group")[0].set_value(Within.DAYS_180).run()
    app.button(key="end_make").click().run()
    assert "Đã lập 2 thư" in shown(app)
    assert [each.proto.label for each in app.get("download_button")][-1] == "Tải thư (PDF)"
    app.date_input(key="end_sent_on").set_value(date(2026, 11, 20))
    app.button(key="end_sent").click().run()
    seen = shown(app)
    assert "Đã ghi là đã gửi thông báo về 3 sản phẩm." in seen
    assert seen.count(f"20/11/2026<small>{EMAIL}</small>") == 3
    app.checkbox(key="end_untold").check().run()
    assert "Không có sản phẩm nào trong phần này" in shown(app)


def test_a_stranger_to_the_room_sees_nothing_of_it(app: AppTest) -> None:
    sign_in(app, Role.STAFF)
    seen = shown(visit(app, "steward", viec="sap-het-han"))
    assert "không thuộc vai trò của bạn: hãy hỏi quản trị viên của sổ." in seen
    assert not app.button or all(each.key != "end_make" for each in app.button)

"""The audit trail at the desk."""

from streamlit.testing.v1 import AppTest

from ocop.domain.roles import Role
from tests.pages.signing import sign_in
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]


def test_who_did_what_is_found_by_person(app: AppTest) -> None:
    sign_in(app, Role.ADMINISTRATOR)
    seen = shown(visit(app, "steward", viec="nhat-ky"))
    assert "2 việc đã ghi" in seen
    assert "Nạp sản phẩm và công nhận" in seen
    app.selectbox(key="trail_by").set_value("Ban Chỉ đạo").run()
    seen = shown(app)
    assert "1 việc đã ghi" in seen
    assert '<th scope="row">Giao vai trò</th>' in seen
    app.text_input(key="trail_subject").set_value("zzz").run()
    assert "Không có việc nào khớp" in shown(app)
    assert [each.label for each in app.get("download_button")] == ["Tải nhật ký (CSV)", "Tải nhật ký (XLSX)"]


def test_staff_do_not_come_in(app: AppTest) -> None:
    sign_in(app, Role.STAFF)
    seen = shown(visit(app, "steward", viec="nhat-ky"))
    assert "việc đã ghi" not in seen

"""The shortlist for awards at the desk."""

from streamlit.testing.v1 import AppTest

from ocop.domain.roles import Role
from tests.pages.signing import sign_in
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]


def test_what_the_press_reports_stands_apart_and_gives_no_file(app: AppTest) -> None:
    sign_in(app, Role.STAFF)
    seen = shown(visit(app, "steward", viec="khen-thuong"))
    assert "0 chủ thể có sản phẩm 5 sao" in seen
    assert "Chủ thể mới biết qua báo chí được xem riêng" in seen
    app.toggle(key="award_weak").set_value(True).run()
    seen = shown(app)
    assert "mới được báo chí nêu, sổ chưa có quyết định" in seen
    assert "Mỗi năm tròn từ lần đầu đạt 5 sao" in seen
    assert not app.get("download_button")

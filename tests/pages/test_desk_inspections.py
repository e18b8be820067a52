"""Inspections at the desk."""

from streamlit.testing.v1 import AppTest

from ocop.domain.roles import Role
from tests.pages.signing import sign_in
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]


def test_an_inspection_is_planned_and_ended(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    seen = shown(visit(app, "steward", viec="kiem-tra", ma="FR23-R1AX"))
    assert "Chưa có cuộc kiểm tra nào" in seen
    app.text_input(key="inspect_lead").set_value("Sở NN&MT")
    app.text_input(key="inspect_why").set_value("kiểm tra định kỳ")
    app.button[0].click().run()
    seen = shown(app)
    assert "Đã lên kế hoạch kiểm tra." in seen
    assert "1 cuộc kiểm tra chưa kết thúc" in seen
    app.text_area(key="inspect_ending").set_value("đạt")
    next(each for each in app.button if each.label == "Kết thúc").click().run()
    seen = shown(app)
    assert "Đã kết thúc cuộc kiểm tra." in seen
    assert "0 cuộc kiểm tra chưa kết thúc" in seen


def test_a_steward_of_another_province_plans_nothing_there(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="01")
    seen = shown(visit(app, "steward", viec="kiem-tra", ma="FR23-R1AX"))
    assert "ngoài nơi vai trò của bạn có hiệu lực" in seen
    assert not app.button

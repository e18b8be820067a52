"""Inspections at the desk."""

from datetime import timedelta

from streamlit.testing.v1 import AppTest

from ocop.domain.recognition import Scope
from ocop.domain.roles import Person, Role
from ocop.services import inspecting
from ocop.services.register import the_register
from tests.pages.signing import EMAIL, sign_in
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]


def test_an_inspection_is_planned_and_ended(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    seen = shown(visit(app, "steward", viec="kiem-tra", ma="FR23-R1AX"))
    assert "Chưa có cuộc kiểm tra nào" in seen
    app.text_input(key="inspect_lead").set_value("Sở NN&MT")
    app.text_input(key="inspect_why_FR23R1AX").set_value("kiểm tra định kỳ")
    app.button[0].click().run()
    seen = shown(app)
    assert "Đã lên kế hoạch kiểm tra." in seen
    assert "1 cuộc kiểm tra chưa kết thúc" in seen
    app.text_area(key="inspect_ending_1").set_value("đạt")
    next(each for each in app.button if each.label == "Kết thúc").click().run()
    seen = shown(app)
    assert "Đã kết thúc cuộc kiểm tra." in seen
    assert "0 cuộc kiểm tra chưa kết thúc" in seen


def test_what_was_typed_for_one_inspection_is_not_recorded_of_another(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    steward = Person(f"sub of {EMAIL}", EMAIL, "an", ())
    day = the_register().today()
    for code in ("FR23-R1AX", "M57V-H4E6"):
        inspecting.plan(the_register(), steward, code, planned_for=day, lead="Sở NN&MT", why="định kỳ")
    visit(app, "steward", viec="kiem-tra")
    app.selectbox(key="inspect_open").set_value(1).run()
    app.text_area(key="inspect_finding_1").set_value("thiếu số lô")
    app.date_input(key="inspect_found_on_1").set_value(day + timedelta(1))
    next(each for each in app.button if each.label == "Ghi kết quả kiểm tra").click().run()
    assert "chưa đến" in shown(app)
    assert app.text_area(key="inspect_finding_1").value == "thiếu số lô"
    app.selectbox(key="inspect_open").set_value(2).run()
    assert app.text_area(key="inspect_finding_2").value == ""
    assert [each.finding for each in inspecting.listed(the_register(), steward, Scope.REAL)] == [None, None]


def test_a_steward_of_another_province_plans_nothing_there(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="01")
    seen = shown(visit(app, "steward", viec="kiem-tra", ma="FR23-R1AX"))
    assert "ngoài nơi vai trò của bạn có hiệu lực" in seen
    assert not app.button

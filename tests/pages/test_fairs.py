"""The page of fairs, run without a browser, on the real records that ship with the program."""

from datetime import date

from streamlit.testing.v1 import AppTest

from ocop.domain.codes import tidy
from ocop.domain.recognition import Scope
from ocop.domain.roles import Role
from ocop.services import fair_lists
from ocop.services.register import the_register
from tests.pages.signing import sign_in
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]


def made(app: AppTest, size: int = 5, **query: str) -> str:
    visit(app, "fairs", **query)
    app.text_input(key="fair_name").set_value("Hội chợ OCOP Đà Lạt")
    app.selectbox(key="fair_province_typed").set_value("68")
    app.date_input(key="fair_days_typed").set_value((date(2026, 12, 10), date(2026, 12, 14)))
    app.number_input(key="fair_size_typed").set_value(size)
    return shown(app.button[0].click().run())


def fair_list_codes(app: AppTest) -> list[str]:
    return [tidy(code) for code in str(app.query_params["ds"]).strip("[]'").split(",")]


def test_a_list_is_made_of_what_is_in_force_to_the_end_of_the_fair(app: AppTest) -> None:
    seen = made(app)
    assert "5 sản phẩm" in seen
    assert seen.count("Hiệu lực đến") == 5
    assert "mới được báo chí nêu, chưa có quyết định trong sổ" in seen
    assert "<b>13</b>" in seen
    assert "Sổ chưa có điểm bán nào ở Lâm Đồng." in seen
    assert str(app.query_params["ds"]).count("-") == 5
    assert "Lâm Đồng" not in str(app.query_params)
    assert [each.label for each in app.get("download_button")] == ["Tải bảng tính (XLSX)", "Tải bản in (PDF)"]


def test_a_product_is_struck_off_and_another_moves_up(app: AppTest) -> None:
    made(app)
    before = app.multiselect(key="fair_off").options
    first = app.multiselect(key="fair_off")
    first.set_value([fair_list_codes(app)[0]])
    app.button(key="FormSubmitter:fair_off_form-Bỏ, lấy sản phẩm khác").click().run()
    after = app.multiselect(key="fair_off").options
    assert len(after) == 5
    assert before[0] not in after
    assert "người soạn đã loại" in shown(app)


def test_a_product_that_may_not_stand_on_the_list_says_why(app: AppTest) -> None:
    made(app)
    app.text_input(key="fair_on").set_value("cpsb-5h89")
    app.button(key="FormSubmitter:fair_on_form-Đưa vào").click().run()
    assert "CPSB-5H89 không vào danh sách: mới được báo chí nêu" in shown(app)


def test_a_shared_list_shows_its_products_to_anybody(app: AppTest) -> None:
    seen = shown(visit(app, "fairs", ds="FR23-R1AX,AAAA-AAAA"))
    assert "Danh sách được chia sẻ" in seen
    assert "1 mã trong đường dẫn không có trong sổ này." in seen


def test_an_english_page_speaks_english(app: AppTest) -> None:
    seen = made(app, lang="en")
    assert "Only products" not in seen
    assert "In force until" in seen
    assert "known from the press only, no decision in the register" in seen
    assert "Vì sao" not in seen


def test_staff_keep_a_list_and_strangers_see_none_of_it(app: AppTest) -> None:
    made(app)
    assert "Lưu danh sách này" not in [each.label for each in app.button]
    sign_in(app, Role.STAFF)
    app.run()
    next(each for each in app.button if each.label == "Lưu danh sách này").click().run()
    seen = shown(app)
    assert "Đã lưu danh sách Hội chợ OCOP Đà Lạt." in seen
    assert "an@example.vn" in seen
    assert "Ghi thay đổi" in [each.label for each in app.button]
    app.user = {}
    seen = shown(app.run())
    assert "Danh sách đã lưu" not in seen
    assert "an@example.vn" not in seen


def test_nobody_keeps_a_list_whose_role_was_taken_away(app: AppTest) -> None:
    sign_in(app, Role.STAFF)
    made(app)
    app.user = {}
    next(each for each in app.button if each.label == "Lưu danh sách này").click().run()
    with the_register().reading() as session:
        assert fair_lists.stored.listed(session, Scope.REAL) == []
    assert "Phiên đăng nhập đã kết thúc" in shown(app)


def test_a_steward_who_plans_no_fairs_sees_the_page_of_everybody(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    assert "5 sản phẩm" in made(app)
    assert "Lưu danh sách này" not in [each.label for each in app.button]


def test_days_that_were_emptied_are_asked_for_again(app: AppTest) -> None:
    visit(app, "fairs")
    app.date_input(key="fair_days_typed").set_value(())
    seen = shown(app.button[0].click().run())
    assert not app.exception
    assert "Chưa có ngày hội chợ" in seen
    assert "Hiệu lực đến" not in seen
    app.date_input(key="fair_days_typed").set_value((date(2026, 12, 10), date(2026, 12, 14)))
    seen = shown(app.button[0].click().run())
    assert "Chưa có ngày hội chợ" not in seen
    assert "Hiệu lực đến" in seen

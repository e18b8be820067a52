"""The history of a record at the desk, and the way back."""

from datetime import date

from streamlit.testing.v1 import AppTest

from ocop.domain.recognition import Kind, Status
from ocop.domain.roles import Role
from ocop.services.altering import Alteration, alter
from ocop.services.register import the_register
from tests.pages.signing import EMAIL, sign_in
from tests.pages.test_desk_altering import CODE, status
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]


def test_a_mistaken_revocation_is_taken_back(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    app.run()
    revoked = Alteration(
        kind=Kind.REVOKED, decision="9/QĐ-UBND", decided_on=date(2026, 11, 1), authority="UBND tỉnh Lâm Đồng"
    )
    alter(the_register(), CODE, revoked, by="binh@example.vn", reason="nhầm mã")
    visit(app, "steward", viec="lich-su", ma=CODE)
    seen = shown(app)
    assert "Ghi thu hồi: 9/QĐ-UBND" in seen
    assert "Tình trạng: Còn hiệu lực → <b>Đã thu hồi</b>" in seen
    assert 'Căn cứ: <span lang="vi">nhầm mã</span>' in seen
    app.selectbox(key="his_step").set_value(app.session_state["his_step"] or app.selectbox(key="his_step").options[0])
    app.text_input(key="his_why").set_value("ghi nhầm sản phẩm")
    next(each for each in app.button if each.label == "Xem trước").click().run()
    assert "Trang công khai sẽ đổi thế này" in shown(app)
    assert status() == (Status.REVOKED, 4)
    app.button(key="his_record").click().run()
    seen = shown(app)
    assert "Đã trở lại trạng thái trước bước: Ghi thu hồi: 9/QĐ-UBND" in seen
    assert "đã rút lại, không còn tính" in seen
    assert EMAIL in seen
    assert status() == (Status.VALID, 4)


def test_without_a_reason_nothing_is_taken_back(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    visit(app, "steward", viec="lich-su", ma=CODE)
    next(each for each in app.button if each.label == "Xem trước").click().run()
    assert "Hãy chọn bước cần trở lại." in shown(app)

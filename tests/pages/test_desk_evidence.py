"""A record is raised to "signed" at the desk, with the decision's scan."""

from streamlit.testing.v1 import AppTest

from ocop.domain.roles import Role
from ocop.services import evidence
from ocop.services.register import the_register
from tests.conftest import TODAY
from tests.pages.signing import sign_in
from tests.pages.test_desk_altering import CODE
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]


def test_a_record_is_raised_with_its_scan(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    visit(app, "steward", viec="can-cu", ma=CODE)
    assert app.text_input(key="evi_number").value == "858/QĐ-UBND"
    app.checkbox(key="evi_signed").check()
    app.text_input(key="evi_why").set_value("đối chiếu bản ký tại văn thư")
    preview = next(each for each in app.button if each.label == "Xem trước")
    preview.click().run()
    assert "Hãy kèm bản quét của quyết định đã ký" in shown(app)
    app.file_uploader[0].set_value(("qd 858.pdf", b"%PDF-1.7 858", "application/pdf"))
    next(each for each in app.button if each.label == "Xem trước").click().run()
    assert "Trang công khai sẽ đổi thế này" in shown(app)
    before, after = (each.proto.srcdoc for each in app.get("iframe"))
    assert "sổ chưa đối chiếu với bản ký" in before
    assert "Đã đối chiếu với quyết định đã ký" in after
    app.button(key="evi_record").click().run()
    seen = shown(app)
    assert "Đã ghi căn cứ của sản phẩm “Mắc ca" in seen
    assert "Đã kèm 1 bản ký." in seen
    record = the_register().record(CODE, TODAY)
    assert record is not None
    decision = evidence.decision(the_register(), record.history[0].id)
    assert decision is not None
    assert [each.name for each in decision.files] == ["qd 858.pdf"]


def test_a_paper_chosen_for_one_decision_is_not_sent_with_another(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    visit(app, "steward", viec="can-cu", ma=CODE)
    app.file_uploader[0].set_value(("qd 858.pdf", b"%PDF-1.7 858", "application/pdf"))
    next(each for each in app.button if each.label == "Xem trước").click().run()
    assert app.file_uploader[0].value is not None, "what is missing is said, and the paper stays"
    visit(app, "steward", viec="can-cu", ma="FR23-R1AX")
    assert "Mắm nêm Seagull" in shown(app)
    assert app.file_uploader[0].value is None


def test_elsewhere_nothing_can_be_raised(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="01")
    assert "ngoài nơi vai trò của bạn có hiệu lực" in shown(visit(app, "steward", viec="can-cu", ma=CODE))
    assert not app.file_uploader

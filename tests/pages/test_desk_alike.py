"""What may be the same, at the desk."""

from streamlit.testing.v1 import AppTest

from ocop.domain.recognition import Kind, Scope
from ocop.domain.roles import Role
from ocop.services.register import the_register
from tests.conftest import TODAY
from tests.pages.signing import sign_in
from tests.pages.test_pages import app, shown, visit
from tests.services.histories import code, enter, event, maker, product

__all__ = ["app"]


def click(app: AppTest, label: str) -> str:
    next(each for each in app.button if each.label == label).click().run()
    return shown(app)


def test_two_makers_are_merged_and_taken_back(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    app.run()
    first = event(Kind.FIRST, "2026-01-10", 4)
    twins = (product(1, maker("HTX Hòa <b>"), first), product(2, maker("Hợp tác xã Hoà <b>"), first))
    enter(the_register(), *twins, scope=Scope.REAL)
    seen = shown(visit(app, "steward", viec="trung-lap"))
    assert "1 cặp hồ sơ có thể trùng" in seen
    assert "Hợp tác xã Hoà &lt;b&gt;" in seen
    assert "Hãy chọn một cặp hồ sơ." in click(app, "Là một: gộp")
    makers = [the_register().record(code(number), TODAY).product.producer.id for number in (1, 2)]  # type: ignore[union-attr]
    app.selectbox(key="alike_chosen").set_value(("maker", *makers))
    app.text_input(key="alike_why").set_value("một giấy đăng ký")
    seen = click(app, "Là một: gộp")
    assert "Đã gộp: 1 sản phẩm chuyển sang “HTX Hòa &lt;b&gt;”." in seen
    assert "0 cặp hồ sơ có thể trùng" in seen
    record = the_register().record(code(2), TODAY)
    assert record is not None
    assert record.product.producer.name == "HTX Hòa <b>"
    app.selectbox(key="alike_done").set_value(1)
    app.text_input(key="alike_back_why").set_value("gộp nhầm")
    seen = click(app, "Lấy lại")
    assert "hai hồ sơ đứng riêng như trước" in seen
    assert "1 cặp hồ sơ có thể trùng" in seen

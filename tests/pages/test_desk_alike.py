"""What may be the same, at the desk."""

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from ocop.domain.codes import shown as shown_code
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


def test_two_records_of_one_product_are_merged_and_told_apart_again(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    app.run()
    first, again = event(Kind.FIRST, "2023-01-10", 3), event(Kind.RENEWED, "2026-01-10", 4)
    twins = [
        replace(product(1, maker(), first), name="Cà <b>phê"),
        replace(product(2, maker(), again), name="Cà <B>phê"),
    ]
    enter(the_register(), *twins, scope=Scope.REAL)
    seen = shown(visit(app, "steward", viec="trung-lap"))
    assert "1 cặp hồ sơ có thể trùng" in seen
    assert "Công nhận lần đầu, 3 sao: " in seen, "what each of the two rests on stands beside it"
    assert "Công nhận lại, 4 sao: " in seen
    ids = [the_register().record(code(number), TODAY).product.id for number in (1, 2)]  # type: ignore[union-attr]
    app.selectbox(key="alike_chosen").set_value(("product", *ids))
    app.text_input(key="alike_why").set_value("một giấy đăng ký")
    seen = click(app, "Là một: gộp")
    assert "Đã gộp: 1 quyết định chuyển sang hồ sơ T000-0019." in seen
    assert 'href="/m/T000-0019?lang=vi"' in seen
    assert "Cà &lt;b&gt;phê – Cà &lt;B&gt;phê" in seen
    seen = shown(visit(app, "product", ma=shown_code(code(2))))
    assert "Mã của hồ sơ đã gộp" in seen
    assert shown_code(code(2)) in seen
    visit(app, "steward", viec="trung-lap")
    app.selectbox(key="alike_done").set_value(1)
    app.text_input(key="alike_back_why").set_value("gộp nhầm")
    assert "1 cặp hồ sơ có thể trùng" in click(app, "Lấy lại")

"""Facts of products and makers at the desk."""

from datetime import date

from streamlit.testing.v1 import AppTest

from ocop.domain.keeping import Told
from ocop.domain.roles import Person, Role
from ocop.services import keeping, people
from ocop.services.register import the_register
from tests.pages.signing import EMAIL, sign_in
from tests.pages.test_desk_altering import CODE
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]

OWN = CODE.replace("-", "")


def save(app: AppTest, label: str = "Ghi vào sổ") -> str:
    next(each for each in app.button if each.label == label).click().run()
    return shown(app)


def told(app: AppTest) -> None:
    app.text_input(key="rec_source").set_value("nhãn, lô 11/2026")
    app.date_input(key="rec_on").set_value(date(2026, 11, 2))
    app.text_input(key="rec_why").set_value("chủ thể gửi nhãn")


def kept(field: str) -> object:
    found = keeping.product(the_register(), OWN)
    assert found is not None
    return found.values[field]


def test_a_fact_is_given_with_its_source(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    seen = shown(visit(app, "steward", viec="ho-so", ma=CODE))
    assert "Chưa dữ kiện nào được ghi ở bàn này" in seen
    app.number_input(key="rec_price_vnd").set_value(150000)
    app.multiselect(key="rec_animal_origin").set_value(["none"])
    assert "Hãy ghi vì sao sửa" in save(app)
    assert app.number_input(key="rec_price_vnd").value == 150000
    told(app)
    seen = save(app)
    assert "Đã ghi vào sổ: giá tham khảo (₫), nguồn gốc động vật." in seen
    assert '<th scope="row">Giá tham khảo (₫)</th><td lang="vi">150.000 ₫</td>' in seen
    assert "nhãn, lô 11/2026" in seen
    assert kept("animal_origin") == []
    assert app.text_input(key="rec_source").value == ""
    app.number_input(key="rec_price_vnd").set_value(None)
    app.text_input(key="rec_why").set_value("giá đã đổi")
    save(app)
    assert kept("price_vnd") is None


def test_the_second_steward_sees_what_changed_and_keeps_what_was_typed(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    people.grant(the_register(), "lan@example.vn", Role.STEWARD, "68", by="Ban Chỉ đạo", reason="phân công")
    visit(app, "steward", viec="ho-so", ma=CODE)
    app.number_input(key="rec_price_vnd").set_value(150000)
    told(app)
    lan = Person("", "lan@example.vn", "", ())
    before = keeping.product(the_register(), OWN)
    assert before is not None
    given = {"price_vnd": 99000, "net_weight_g": 250}
    source = Told("cân tại cơ sở", date(2026, 11, 3), "đo lại")
    keeping.keep_product(the_register(), lan, OWN, seen=before.values, given=given, told=source)
    seen = save(app)
    assert "lan@example.vn đã sửa hồ sơ này lúc" in seen
    assert "Giá tham khảo (₫): chưa rõ → <b>99.000 ₫</b>; bạn nhập: 150.000 ₫" in seen
    assert app.number_input(key="rec_price_vnd").value == 150000
    assert app.number_input(key="rec_net_weight_g").value == 250, "what was not typed over follows"
    assert kept("price_vnd") == 99000
    assert "Đã ghi vào sổ: giá tham khảo (₫)." in save(app)
    assert (kept("price_vnd"), kept("net_weight_g")) == (150000, 250)


def test_the_maker_and_how_it_is_reached(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    seen = shown(visit(app, "steward", viec="ho-so", ma=CODE, phan="chu-the"))
    assert "Sửa ở đây đổi cho mọi sản phẩm của chủ thể này" in seen
    app.multiselect(key="rec_channels").set_value(["market", "e-commerce"])
    app.selectbox(key="rec_led_by_woman").set_value(True)
    told(app)
    assert "Đã ghi vào sổ: phụ nữ đứng đầu, kênh bán hàng." in save(app)
    app.text_input(key="rec_contact_phone").set_value("0900 000 000")
    app.text_input(key="rec_contact_why").set_value("chủ thể gửi")
    seen = save(app, "Ghi liên hệ")
    assert "Đã ghi thông tin liên hệ" in seen
    assert app.text_input(key="rec_contact_phone").value == "0900 000 000"


def test_another_province_can_be_looked_at_only(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="01")
    seen = shown(visit(app, "steward", viec="ho-so", ma=CODE))
    assert "ngoài nơi vai trò của bạn có hiệu lực" in seen
    assert not app.number_input
    assert EMAIL not in seen

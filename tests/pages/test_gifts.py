"""The page of gifts, run without a browser: a basket, what the law refuses, and what an address may hold."""

from __future__ import annotations

import html
import re

import pytest
from streamlit.testing.v1 import AppTest

from ocop import reference
from ocop.domain.recognition import Scope
from ocop.domain.register import Product, ProductQuery
from ocop.gifts.request import Avoid, EventKind
from ocop.i18n.countries import countries
from ocop.services import demo
from ocop.services.register import the_register
from ocop.store.queries import INSTALLER
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]  # the fixture


def chosen(app: AppTest, kind: EventKind = EventKind.VISIT) -> str:
    """Send the form of the illustration: a delegation's head of class A from Japan who drinks no alcohol."""
    if "gift_kind_typed" not in app.session_state:
        app.run()
        demo.load(the_register(), products=600, by=INSTALLER)
        visit(app, "gifts", so="minh-hoa")
    app.selectbox(key="gift_kind_typed").set_value(kind)
    app.selectbox(key="gift_country_typed").set_value("JP")
    app.multiselect(key="gift_avoids_typed").set_value([Avoid.ALCOHOL])
    press(app, "Chọn quà")
    return shown(app)


def press(app: AppTest, label: str) -> str:
    next(button for button in app.button if button.label == label).click().run()
    return shown(app)


def codes_in(app: AppTest) -> list[str]:
    typed = app.query_params["gio"]
    return ("".join(typed)).split(",")


def test_a_basket_has_named_items_a_total_and_the_article(app: AppTest) -> None:
    seen = chosen(app)
    assert seen.count('<article class="oc-gift-item">') == 6
    assert "Điều 12 khoản 2 điểm b Thông tư 35/2026/TT-BTC" in seen
    assert "trên mức tối đa 2.600.000 ₫ cho một người" in seen
    assert seen.count("Dữ liệu minh họa") >= 8, "the banner, the result and each item"
    assert "sản phẩm quốc gia 5 sao" in seen.lower()
    first = the_register().record(codes_in(app)[0], the_register().today())
    assert first is not None
    assert first.product.name in seen
    assert len(codes_in(app)) == 6


def test_the_address_holds_codes_and_nothing_of_the_guest(app: AppTest) -> None:
    seen = chosen(app)
    assert set(app.query_params) == {"so", "gio"}
    link = seen.split('class="oc-gift-link"')[1]
    assert f"/qua-tang?so=minh-hoa&amp;gio={','.join(codes_in(app))}" in link
    assert "JP" not in link
    assert "alcohol" not in link


def test_items_are_pinned_left_out_and_exchanged(app: AppTest) -> None:
    chosen(app)
    before = codes_in(app)
    press(app, "Ghim")
    assert '<p class="oc-gift-pinned">Đã ghim</p>' in shown(app)
    assert before[0] in codes_in(app)
    press(app, "Loại")
    assert before[0] not in codes_in(app)
    kept = codes_in(app)
    press(app, "Đổi")
    assert len(set(kept) & set(codes_in(app))) == 5
    press(app, "Bỏ mọi món đã ghim, đã loại")
    assert codes_in(app) == before


def test_another_basket_is_shown_and_shared_when_chosen(app: AppTest) -> None:
    chosen(app)
    best = codes_in(app)
    app.radio[0].set_value(1).run()
    shown(app)
    assert len(set(best) & set(codes_in(app))) <= 3
    # buttons of another answer are other buttons: a browser would mark none under words that it does not know
    before = app.radio[0]
    press(app, "Loại")
    assert app.radio[0].options != before.options
    assert app.radio[0].key != before.key
    assert app.radio[0].value == 0


def test_why_a_product_is_not_in_it(app: AppTest) -> None:
    chosen(app)
    app.text_input(key="gift_why").set_value(codes_in(app)[0]).run()
    assert "<li>Có trong giỏ</li>" in shown(app)
    app.text_input(key="gift_why").set_value("FR23-R1AX").run()
    assert "Không có sản phẩm nào mang mã FR23-R1AX trong sổ này" in shown(app)
    assert len(codes_in(app)) == 6, "the basket stays"


def test_guests_at_home_get_nothing_and_the_article_is_named(app: AppTest) -> None:
    chosen(app)
    seen = chosen(app, EventKind.DOMESTIC)
    assert "Không được tặng quà theo" in seen
    assert "Thông tư 35/2026/TT-BTC" in seen
    assert "oc-gift-item" not in seen
    assert "gio" not in app.query_params


def test_what_cannot_be_kept_names_the_smallest_changes(app: AppTest) -> None:
    chosen(app)
    app.number_input(key="gift_budget_typed").set_value(1000)
    seen = press(app, "Chọn quà")
    assert "Không có giỏ nào giữ được mọi giới hạn" in seen
    assert "Thay đổi nhỏ nhất để có giỏ" in seen


def test_the_real_register_says_that_it_knows_no_prices(app: AppTest) -> None:
    seen = shown(visit(app, "gifts"))
    assert "Sổ thật chưa có giá bán của sản phẩm nào" in seen
    assert "Thử với bản minh họa" not in seen
    demo.load(the_register(), products=40, by=INSTALLER)
    app.query_params["so"] = "that"
    assert 'href="/qua-tang?so=minh-hoa">Thử với bản minh họa' in shown(app.run())


def test_a_shared_basket_says_what_is_no_longer_in_force(app: AppTest) -> None:
    seen = shown(visit(app, "gifts", gio="FR23-R1AX,CPSB-5H89,XXXX"))
    assert "Giỏ quà được chia sẻ: 2 sản phẩm" in seen
    assert "Mắm nêm Seagull" in seen
    ended = seen.split("Hiện không còn hoặc chưa rõ hiệu lực:")[1].split("</p>")[0]
    assert "Mắm nêm Seagull" not in ended
    assert "1 mã trong đường dẫn không có trong sổ này" in seen


@pytest.mark.parametrize(("language", "name"), [("vi", "Nhật Bản"), ("en", "Japan")])
def test_countries_are_named_in_the_readers_language(language: str, name: str) -> None:
    found = countries(language)
    assert found["JP"] == name
    assert not {"VN", "EU", "ZZ"} & set(found)


def test_combos_are_chosen_by_region_and_theme_and_opened_as_a_basket(app: AppTest) -> None:
    app.run()
    demo.load(the_register(), products=600, by=INSTALLER)
    seen = shown(visit(app, "combos", so="minh-hoa"))
    assert seen.count('<section class="oc-combo"') == 14
    app.query_params["chu-de"] = "bien"
    seen = shown(app.run())
    assert "Vị biển Việt Nam" in seen
    assert seen.count('<section class="oc-combo"') == 1
    opened = seen.split("/qua-tang?so=minh-hoa&amp;gio=")[1].split('"')[0]
    for code in opened.split(","):
        record = the_register().record(code, the_register().today())
        assert record is not None
        assert record.product.name in seen
    app.query_params["lang"] = "en"
    seen = shown(app.run())
    assert "A taste of Vietnam’s sea" in seen
    assert "Vị biển" not in seen


def test_combos_of_the_real_register_say_that_no_price_is_known(app: AppTest) -> None:
    seen = shown(visit(app, "combos", vung="duyen-hai-nam-trung-bo-va-tay-nguyen"))
    assert "Sổ thật chưa có giá bán của sản phẩm nào" in seen
    assert "5 sản phẩm loại này còn hiệu lực, nhưng sổ chưa có giá." in seen
    assert "Chưa có thổ cẩm, vải dệt còn hiệu lực trong sổ." in seen
    assert "Mở giỏ này" not in seen


def test_an_exchange_pins_nothing_and_what_is_pinned_stays_pinned(app: AppTest) -> None:
    chosen(app)
    before = codes_in(app)
    seen = press(app, "Đổi")
    assert "Đã ghim" not in seen
    after = codes_in(app)
    assert len(set(before) & set(after)) == 5
    press(app, "Ghim")
    assert codes_in(app) == after, "what was exchanged stays exchanged"
    assert shown(app).count("Đã ghim") == 1


def test_two_recipients_have_a_basket_each_and_one_can_be_taken_away(app: AppTest) -> None:
    chosen(app)
    press(app, "Thêm người nhận")
    assert app.selectbox(key="gift_role_typed_1").value == "spouse"
    assert app.selectbox(key="gift_country_typed_1").value == "JP"
    app.multiselect(key="gift_avoids_typed_1").set_value([Avoid.FISH])
    app.number_input(key="gift_count_typed_1").set_value(2)
    seen = press(app, "Chọn quà")
    assert seen.count('<article class="oc-gift-item">') == 12
    assert "1. Trưởng đoàn, hạng A, Nhật Bản" in seen
    assert "2. Phu nhân hoặc phu quân, hạng A, Nhật Bản" in seen
    assert "Mọi người nhận, cả số người:" in seen
    first = {each.key.split("-", 2)[2] for each in app.button if (each.key or "").startswith("swap-0-")}
    second = {each.key.split("-", 2)[2] for each in app.button if (each.key or "").startswith("swap-1-")}
    out = max(second)
    app.button(key=f"swap-1-{out}").click().run()
    now = {each.key.split("-", 2)[2] for each in app.button if (each.key or "").startswith("swap-1-")}
    assert {each.key.split("-", 2)[2] for each in app.button if (each.key or "").startswith("swap-0-")} == first
    assert len(now & second) == 5
    assert out not in now
    app.button(key="gift_less_0").click().run()
    assert app.number_input(key="gift_count_typed").value == 2
    assert press(app, "Chọn quà").count('<article class="oc-gift-item">') == 6


def test_one_button_takes_the_smallest_change(app: AppTest) -> None:
    chosen(app)
    app.number_input(key="gift_budget_typed").set_value(1000)
    seen = press(app, "Chọn quà")
    assert "Giỏ rẻ nhất có thể" in seen
    assert "Mức cho một giỏ</dt>" in seen
    (label,) = [button.label for button in app.button if button.key == "gift_step_0"]
    assert label.startswith("Tăng ngân sách thêm ")
    seen = press(app, label)
    assert seen.count('<article class="oc-gift-item">') == 6
    raised = app.number_input(key="gift_budget_typed").value
    assert label.endswith(f"thành {raised:,} đồng".replace(",", "."))
    app.multiselect(key="gift_avoids_typed").set_value([Avoid.ALCOHOL])
    assert press(app, "Chọn quà").count('<article class="oc-gift-item">') == 6, "the form says what was taken"


def test_the_origins_are_on_a_map_and_named_beside_it(app: AppTest) -> None:
    seen = chosen(app)
    address = seen.split('<img src="/ban-do/')[1].split(".svg")[0]
    records = [the_register().record(code, the_register().today()) for code in codes_in(app)]
    places = {each.product.producer.province for each in records if each is not None}
    assert set(address.split("-")) == places
    for each in records:
        assert each is not None
        assert each.product.name in seen.split('class="oc-gift-origins"')[1].split("</section>")[0]
    assert f"Quà đến từ {len(places)} tỉnh, thành phố" in seen
    assert "/danh-muc?so=minh-hoa&amp;chon=" in seen


VIETNAMESE = "ăâđêôơưấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữựịọụỳỵỷỹẹẻẽ"


@pytest.mark.parametrize("kind", [EventKind.VISIT, EventKind.DOMESTIC, EventKind.ROTATING_CONFERENCE])
def test_the_english_page_has_no_vietnamese_besides_names(app: AppTest, kind: EventKind) -> None:
    chosen(app)
    app.query_params["lang"] = "en"
    app.run()
    app.selectbox(key="gift_kind_typed").set_value(kind)
    press(app, "Choose gifts")
    if kind is not EventKind.DOMESTIC:
        app.text_input(key="gift_why").set_value("FR23-R1AX").run()
    seen = shown(app)
    body = re.sub(r'<[^>]+lang="vi"[^>]*>.*?</', "</", seen.split('class="oc-step"')[-1])
    names = {product.name for product in every_product()} | {product.producer.name for product in every_product()}
    for name in sorted(names | {province.name for province in reference.provinces().values()}, key=len, reverse=True):
        body = body.replace(name, "").replace(html.escape(name), "")
    text = re.sub(r"<[^>]+>", "\n", body)
    left = [line for line in text.splitlines() if set(line.lower()) & set(VIETNAMESE)]
    left = [line for line in left if not re.search(r"QĐ-TTg|commune|ward|\d+/QĐ", line)]
    assert left == []
    if kind is EventKind.VISIT:
        assert "Article 12, clause 2, point b of Circular 35/2026/TT-BTC" in seen
        assert "National product of 5 stars (source: 9591/VPCP-NN, point 1; Decision 919/QĐ-TTg" in seen
        assert "No product in this register bears the code FR23-R1AX" in seen
    if kind is EventKind.DOMESTIC:
        assert "No gift may be given under Article 4, clause 2, point b of Circular 35/2026/TT-BTC" in seen


def every_product() -> list[Product]:
    found = the_register().search(ProductQuery(scope=Scope.DEMO, limit=700), the_register().today())
    return list(found.products)

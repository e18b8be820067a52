"""The Streamlit pages, run without a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ocop.services import demo
from ocop.services.register import the_register
from ocop.settings import ROOT
from ocop.store.queries import INSTALLER
from tests.conftest import TODAY


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("OCOP_DATABASE_URL", f"sqlite:///{tmp_path / 'ocop.db'}")
    monkeypatch.setenv("OCOP_TODAY", TODAY.isoformat())
    the_register.cache_clear()
    yield AppTest.from_file(str(ROOT / "ocop" / "ui" / "main.py"), default_timeout=20)
    the_register().engine.dispose()
    the_register.cache_clear()


def shown(app: AppTest) -> str:
    assert not app.exception
    return " ".join(element.proto.body for element in app.get("html"))


def visit(app: AppTest, page: str, **query: str) -> AppTest:
    app.run()
    for key, value in query.items():
        app.query_params[key] = value
    return app.switch_page(f"../../pages/{page}.py").run()


def test_the_overview_counts_the_register(app: AppTest) -> None:
    seen = shown(app.run())
    assert "<b>37</b><span>sản phẩm trong sổ</span>" in seen
    assert "<b>24</b><span>có công nhận còn hiệu lực</span>" in seen
    assert "<b>22</b><span>chủ thể có sản phẩm trong sổ</span>" in seen
    assert "hạng 3 sao nhiều nhất; 13 sản phẩm 5 sao mới chỉ biết qua báo chí" in seen
    assert "Tính đến ngày 22/11/2026" in seen


def test_the_catalogue_shows_what_the_address_asks_for(app: AppTest) -> None:
    visit(app, "catalogue", sao="5", tinh="86")
    seen = shown(app)
    assert "3 sản phẩm" in seen
    assert "Dừa sáp sợi (VICOSAP)" in seen
    assert "Nước mắm" not in seen


def test_typing_into_the_box_writes_the_address(app: AppTest) -> None:
    visit(app, "catalogue")
    app.text_input[0].set_value("chè đinh").run()
    assert app.query_params["q"] == "chè đinh"
    assert "Chè Đinh Tân Cương" in shown(app)


def test_an_english_page_has_no_vietnamese_words_of_ours(app: AppTest) -> None:
    seen = shown(visit(app, "product", ma="FR23-R1AX", lang="en"))
    assert "Recognised with 3 stars, in force until 5 August 2029" in seen
    assert "Fish sauce, soy sauce and other liquid seasonings" in seen
    assert "Chủ thể" not in seen
    assert "Decision No. 3981/QĐ-UBND" in seen


@pytest.mark.parametrize(("code", "sentence"), [("XXXX", "mang mã XXXX"), ("", "Chưa chọn sản phẩm nào")])
def test_a_product_that_is_not_there_leads_to_the_catalogue(app: AppTest, code: str, sentence: str) -> None:
    seen = shown(visit(app, "product", ma=code))
    assert sentence in seen
    assert 'href="/danh-muc"' in seen


def test_a_store_that_stops_answering_is_said_on_the_page(app: AppTest) -> None:
    app.run()
    with the_register().engine.begin() as connection:
        connection.exec_driver_sql("drop table revision")
    seen = shown(app.run())
    assert "Sổ đăng ký tạm thời chưa tra cứu được" in seen
    assert "Đây không phải trang của cơ quan nhà nước" in seen


def test_the_illustration_says_so_on_every_card_and_leads_to_the_real_register(app: AppTest) -> None:
    demo.load(the_register(), products=40, by=INSTALLER)
    seen = shown(visit(app, "catalogue"))
    assert "40 sản phẩm" in seen
    assert seen.count('<span class="oc-made-up">Dữ liệu minh họa</span>') == 24
    assert "được tạo ra để trình diễn, không có thật" in seen
    app.query_params["so"] = "that"
    seen = shown(app.run())
    assert "37 sản phẩm" in seen
    assert "oc-made-up" not in seen


def test_a_page_beyond_the_last_says_how_many_there_are(app: AppTest) -> None:
    assert "Danh sách chỉ có 2 trang" in shown(visit(app, "catalogue", trang="9"))

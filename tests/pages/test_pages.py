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
    assert "<b>24</b><span>sản phẩm có công nhận còn hiệu lực</span>" in seen
    assert "<b>0</b><span>sản phẩm 5 sao còn hiệu lực</span>" in seen
    assert "thêm 13 sản phẩm 5 sao theo báo chí, chưa rõ thời hạn" in seen
    assert "<b>14</b><span>chủ thể có sản phẩm còn hiệu lực</span>" in seen
    assert "so với một năm trước" not in seen, "a register that is not complete is compared with nothing"
    assert "Tính đến ngày 22/11/2026, trong 37 sản phẩm của sổ" in seen
    assert "hạng 3 sao nhiều nhất; 13 sản phẩm 5 sao mới chỉ biết qua báo chí" in seen
    assert "/ban-do/ca-nuoc.svg?so=that" in seen
    assert "Lâm Đồng có nhiều sản phẩm OCOP còn hiệu lực nhất trong sổ" in seen
    assert "Mới được công nhận" in seen


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


def test_a_look_up_answers_and_the_camera_waits_to_be_asked(app: AppTest) -> None:
    visit(app, "lookup")
    assert "Mã ở đâu?" in shown(app)
    assert not app.get("camera_input")
    app.text_input[0].set_value("HTTP://127.0.0.1:8501/M/FR23-R1AX").run()
    assert "Công nhận 3 sao còn hiệu lực đến 05/08/2029" in shown(app)
    assert 'href="/m/FR23-R1AX?lang=vi"' in shown(app)
    app.text_input[0].set_value("https://example.com/m/FR23-R1AX").run()
    assert "Mã này không dẫn đến sổ đăng ký, mà dẫn đến example.com" in shown(app)
    assert "example.com/" not in shown(app)
    app.button[0].click().run()
    assert app.get("camera_input")
    assert "Ảnh chỉ được đọc tại máy chủ để lấy mã, không được lưu." in shown(app)


def test_a_real_product_is_looked_up_under_no_banner_of_made_up_ones(app: AppTest) -> None:
    app.run()
    demo.load(the_register(), products=40, by=INSTALLER)
    assert "được tạo ra để trình diễn, không có thật" in shown(visit(app, "lookup"))
    app.text_input[0].set_value("http://127.0.0.1:8501/m/FR23-R1AX").run()
    assert "Mắm nêm Seagull" in shown(app)
    assert "được tạo ra để trình diễn, không có thật" not in shown(app)


def test_targets_without_data_say_what_is_missing(app: AppTest) -> None:
    seen = shown(visit(app, "targets"))
    assert "Chỉ tiêu OCOP giai đoạn 2021–2025, tính đến 31/12/2025" in seen
    assert "<b>15 sản phẩm</b><span>mục tiêu ít nhất 10.000 sản phẩm</span>" in seen
    assert seen.count("Chưa kết luận được: sổ chưa có đủ quyết định của cả nước") == 4
    assert "> Đạt" not in seen, "a register without every decision does not say that a target was met"
    assert "từng được công nhận: 28 sản phẩm" in seen
    assert "Chưa tính được: thiếu danh sách làng nghề truyền thống" in seen
    assert "chưa công bố" in seen
    assert seen.count("có nguồn nói khác") == 4, "the contradictions of end 2020 and end 2024"
    assert "hai cột không so được với nhau" in seen


def test_targets_on_another_day_and_a_day_that_is_none(app: AppTest) -> None:
    seen = shown(visit(app, "targets", ngay="2025-06-16"))
    assert "Chỉ tiêu OCOP giai đoạn 2021–2025, tính đến 16/06/2025" in seen
    assert "31/02/2025" not in shown(visit(app, "targets", ngay="2025-02-31"))
    assert "hợp lệ nên đã được bỏ qua: 2025-02-31" in shown(app)


def test_the_leaders_page_claims_nothing_of_places_whose_decisions_are_not_in(app: AppTest) -> None:
    seen = shown(visit(app, "leader"))
    assert "0 công nhận trong sổ này hết hiệu lực trong 90 ngày tới" in seen
    assert "xã chưa thấy sản phẩm trong sổ" in seen
    assert "xã chưa có sản phẩm còn hiệu lực" not in seen
    assert "Chưa so sánh được các tỉnh" in seen
    assert "/tai-ve/lanh-dao.pdf?so=that" in seen


def test_the_leaders_page_of_the_illustration_is_whole(app: AppTest) -> None:
    app.run()
    demo.load(the_register(), products=900, by=INSTALLER)
    seen = shown(visit(app, "leader"))
    assert "xã chưa có sản phẩm còn hiệu lực" in seen
    assert "Ít xã có sản phẩm còn hiệu lực nhất" in seen
    assert "Thay đổi trong tháng 11/2026" in seen


def test_distributions_are_filtered_by_what_was_chosen(app: AppTest) -> None:
    seen = shown(visit(app, "distributions"))
    assert "24 sản phẩm có công nhận còn hiệu lực, chia theo hạng sao" in seen
    assert "Duyên hải Nam Trung Bộ và Tây Nguyên</a></th>" in seen
    assert len(app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")) == 12
    seen = shown(visit(app, "distributions", loai="cooperative", theo="ty-le"))
    assert "8 sản phẩm có công nhận còn hiệu lực" in seen
    assert "Bỏ lựa chọn Hợp tác xã" in seen
    assert "loai=cooperative" in seen

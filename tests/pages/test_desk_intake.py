"""The desk's room where annexes are taken in."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from ocop.domain.register import ProductQuery
from ocop.domain.roles import Role
from ocop.services import desk_intake
from ocop.services.register import the_register
from ocop.ui.desk import intake_seen
from tests.conftest import TODAY
from tests.intake.builders import csv, xlsx
from tests.pages.signing import sign_in
from tests.pages.test_pages import app, shown, visit
from tests.services.test_desk_intake import HEADER, LAM_DONG, ROWS, steward

__all__ = ["app"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send(app: AppTest, content: bytes, name: str = "phu-luc.xlsx") -> str:
    app.file_uploader(key="nap_file").set_value((name, content, XLSX))
    app.text_input(key="nap_number").set_value("12/QĐ-UBND")
    app.date_input(key="nap_day").set_value(date(2025, 5, 5))
    app.text_input(key="nap_authority").set_value("UBND tỉnh Đắk Nông")
    app.button[0].click().run()
    return settled(app)


def settled(app: AppTest) -> str:
    for _ in range(20):
        if "nap_job" not in app.session_state:
            break
        app.session_state["nap_job"].wait(10)
        app.run()
    return shown(app)


def found(text: str) -> list[str]:
    return [each.name for each in the_register().search(ProductQuery(text=text), TODAY).products]


def test_an_annex_is_looked_at_loaded_and_taken_back_at_the_desk(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    visit(app, "steward", viec="nap")
    assert "Chưa có lần nạp nào ở địa bàn của bạn." in shown(app)
    seen = send(app, xlsx([HEADER, *ROWS]))
    assert "Kiểm tra thử, chưa ghi gì: 2 sản phẩm mới, 0 công nhận tiếp, 0 dòng đã có, 1 dòng bị trả lại." in seen
    assert found("chè dây suối đá") == []
    app.button(key="nap_load").click().run()
    seen = settled(app)
    assert "Đã nạp lần 1: 2 sản phẩm mới, 0 công nhận tiếp của sản phẩm đã có" in seen
    assert found("chè dây suối đá") == ["Chè dây Suối Đá"]
    assert "<td>12/QĐ-UBND</td>" in seen
    app.selectbox(key="nap_batch").select_index(0)
    app.text_input(key="nap_why").set_value("nạp nhầm")
    app.button(key="nap_undo").click().run()
    assert "Đã hoàn tác lần nạp 1: 2 sản phẩm trở lại như trước." in shown(app)
    assert "nạp nhầm</td>" in shown(app)
    assert found("chè dây suối đá") == []


def test_what_is_no_annex_or_of_another_province_is_refused_in_words(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="66")
    visit(app, "steward", viec="nap")
    assert "Nội dung tệp không đúng với đuôi tên tệp" in send(app, b"MZ not a workbook")
    assert "Có dòng ngoài địa bàn của bạn: trang “CSV” dòng 2 (Lâm Đồng)" in send(app, csv([HEADER, *ROWS]), "a.csv")
    assert "nap_load" not in [button.key for button in app.button]


def test_markup_in_a_file_is_shown_as_text(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    visit(app, "steward", viec="nap")
    seen = send(app, xlsx([HEADER, *ROWS]), "<img src=x onerror=alert(1)>.xlsx")
    assert "&lt;img src=x onerror=alert(1)&gt;.xlsx" in seen
    assert "<img src=x" not in seen


def test_a_row_that_is_read_but_worth_a_look_is_mended_in_place_too(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    visit(app, "steward", viec="nap")
    doubted = [[1, "Rượu Suối Đá", "HTX Suối Đá", LAM_DONG, "4 sao", "80"], ROWS[1]]
    seen = send(app, xlsx([HEADER, *doubted]))
    assert "2 sản phẩm mới, 0 công nhận tiếp, 0 dòng đã có, 0 dòng bị trả lại" in seen
    assert "Đọc được nhưng nên xem lại: sửa ngay trong bảng nếu cần" in seen
    preview, draft = app.session_state["nap_seen"], app.session_state["nap_draft"]
    (line,) = intake_seen._doubted(preview, 0)
    assert (line.row, line.cells[1]) == (2, "Rượu Suối Đá")
    # as its table keeps what was typed
    key = intake_seen._key(preview, "_doubted0")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake_seen.st, "session_state", {key: {"edited_rows": {"0": {"c1": "=Rượu Mơ Suối Đá"}}}})
        changed = intake_seen.changed(preview, draft)
    assert changed.source.mended == {"Phụ lục!B2": "=Rượu Mơ Suối Đá"}
    again = desk_intake.preview(the_register(), steward(the_register()), changed)
    assert [row.product for row in again.outcome.annex.rows] == ["=Rượu Mơ Suối Đá", "Mật ong Cánh Rừng"], "it is text"

"""A decision's annex, dropped on the desk in a real browser, mended, loaded, scanned, and taken back."""

from __future__ import annotations

import base64
import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain.roles import Role
from ocop.services import people
from ocop.services.opened import Opened
from ocop.store.tables import ProductRow
from tests.browser.conftest import Server, settled
from tests.browser.test_sign_in import AN, desk, go, page, sign_in
from tests.intake.builders import xlsx
from tests.services.test_desk_intake import HEADER, ROWS

__all__ = ["desk", "page"]

DROPPED = """content => {
    const bytes = Uint8Array.from(atob(content), each => each.charCodeAt(0))
    const data = new DataTransfer()
    data.items.add(new File([bytes], "phu-luc.xlsx"))
    return data
}"""


def test_an_annex_is_dropped_mended_loaded_and_taken_back(page: Page, desk: tuple[Server, Opened]) -> None:
    server, opened = desk
    people.grant(opened, AN["email"], Role.STEWARD, None, by="thử", reason="phân công")  # type: ignore[arg-type]
    go(page, f"{server.url}/quan-tri?viec=nap")
    sign_in(page, str(AN["sub"]))
    go(page, f"{server.url}/quan-tri?viec=nap")
    dropped = page.evaluate_handle(DROPPED, base64.b64encode(xlsx([HEADER, *ROWS])).decode())
    page.get_by_test_id("stFileUploaderDropzone").dispatch_event("drop", {"dataTransfer": dropped})
    expect(page.get_by_text("phu-luc.xlsx")).to_be_visible()
    page.get_by_label("Số quyết định, khi tệp không ghi").fill("12/QĐ-UBND ngày 05/5/2025")
    page.get_by_label("Cơ quan ban hành").fill("UBND tỉnh Đắk Nông")
    page.get_by_role("button", name="Kiểm tra thử").click()
    expect(page.get_by_text("2 sản phẩm mới, 0 công nhận tiếp, 0 dòng đã có, 1 dòng bị trả lại")).to_be_visible()
    mend(page, "75")
    page.get_by_role("button", name="Kiểm tra lại").click()
    expect(page.get_by_text("3 sản phẩm mới, 0 công nhận tiếp, 0 dòng đã có, 0 dòng bị trả lại")).to_be_visible()
    page.get_by_role("button", name="Nạp 3 dòng vào sổ").click()
    expect(page.get_by_text(re.compile("Đã nạp lần 1: 3 sản phẩm mới"))).to_be_visible()
    with Session(opened.engine) as session:
        code = session.scalar(select(ProductRow.code).where(ProductRow.name == "Gạo Tám"))
    with urllib.request.urlopen(f"{server.url}/m/{code}") as answer:
        assert "Gạo Tám" in answer.read().decode()
    page.get_by_label("Lần nạp", exact=True).click()
    page.get_by_role("option", name=re.compile("^1: phu-luc.xlsx")).click()
    page.get_by_label("Lý do hoàn tác").fill("nạp nhầm")
    page.get_by_label("Lý do hoàn tác").press("Enter")
    page.get_by_role("button", name="Hoàn tác lần nạp này").click()
    expect(page.get_by_text("Đã hoàn tác lần nạp 1: 3 sản phẩm trở lại như trước.")).to_be_visible()
    page.wait_for_timeout(3000)
    with pytest.raises(urllib.error.HTTPError) as gone:
        urllib.request.urlopen(f"{server.url}/m/{code}")
    gone.value.close()
    assert gone.value.code == 404


def mend(page: Page, points: str) -> None:
    """Type into the last column of the rejected row, as its table's keyboard does."""
    settled(page)
    grid = page.get_by_test_id("stDataFrame").nth(1)
    grid.click(position={"x": 30, "y": 50})
    page.keyboard.press("Control+ArrowRight")
    page.wait_for_timeout(300)
    page.keyboard.type(points, delay=80)
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    # the table of the canvas, which a reader of the screen hears
    expect(grid.locator("td[aria-selected=true]")).to_have_text(points)
    page.wait_for_timeout(800)
    settled(page)

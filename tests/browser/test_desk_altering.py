"""A recognition is revoked at the desk, in a real browser: previewed, recorded, and the public page says so."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from ocop.domain.roles import Role
from ocop.services import people
from ocop.services.opened import Opened
from tests.browser.conftest import Server
from tests.browser.test_sign_in import desk, go, page, sign_in
from tests.conftest import LONG

__all__ = ["desk", "page"]

CODE = "M57V-H4E6"


@LONG
def test_a_revocation_is_previewed_and_then_public(desk: tuple[Server, Opened], page: Page) -> None:
    server, opened = desk
    people.grant(opened, "an@example.vn", Role.STEWARD, "68", by="Ban Chỉ đạo", reason="phân công")
    go(page, f"{server.url}/quan-tri?viec=thay-doi&ma={CODE}")
    sign_in(page, "2482")
    page.locator("[data-testid=stButtonGroup] button", has_text="Thu hồi").click()
    expect(page.get_by_label("Lý do nêu trong quyết định")).to_be_visible()
    page.get_by_label("Số quyết định").fill("77/QĐ-UBND")
    page.get_by_test_id("stDateInput").first.locator("[role=spinbutton], input").first.click()
    page.keyboard.type("02112026")
    page.get_by_label("Cơ quan ban hành").fill("UBND tỉnh Lâm Đồng")
    page.get_by_label("Lý do nêu trong quyết định").fill("vi phạm an toàn thực phẩm")
    page.get_by_label("Căn cứ của việc ghi này").fill("bản ký nhận qua văn thư")
    page.get_by_role("button", name="Xem trước").click()
    frames = page.frame_locator("[data-testid=stIFrame], iframe")
    expect(frames.nth(0).locator("h1")).to_contain_text("còn hiệu lực đến 19/06/2028")
    expect(frames.nth(1).locator("h1")).to_contain_text("đã bị thu hồi (02/11/2026)")
    mark = f"{server.url}/m/{CODE}?lang=vi"
    assert "đã bị thu hồi" not in page.request.get(mark).text(), "nothing is public before the second click"
    page.get_by_role("button", name="Ghi vào sổ và công khai").click()
    expect(page.locator(".oc-note.done")).to_contain_text("Đã ghi: thu hồi")
    expect(page.get_by_label("Số quyết định")).to_have_value("")
    page.wait_for_timeout(3000)  # a revocation shows within three seconds
    page.goto(mark)
    expect(page.locator("h1")).to_contain_text("đã bị thu hồi (02/11/2026)")
    expect(page.locator(".verdict")).to_contain_text("vi phạm an toàn thực phẩm")
    people.revoke(opened, "an@example.vn", Role.STEWARD, "68", by="Ban Chỉ đạo", reason="hết việc")

"""Finding products as readers do: choosing, comparing, taking away, with the keyboard, on a slow phone."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server
from tests.conftest import LONG

Open = Callable[..., Page]


@LONG
def test_each_choice_says_what_it_would_find_and_can_be_taken_back(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/danh-muc")
    four = page.locator("#loc-sao").get_by_role("link", name="4 sao")
    expect(four.locator("i")).to_have_text("5")
    four.click()
    expect(page.locator(".oc-total")).to_contain_text("5 sản phẩm")
    five = page.locator("#loc-sao").get_by_role("link", name="5 sao")
    expect(five.locator("i")).to_have_text("13")  # its own choice is left out of a facet's counts
    five.click()
    expect(page.locator(".oc-total")).to_contain_text("18 sản phẩm")
    assert page.url.endswith("?sao=4,5")
    page.locator(".oc-chosen").get_by_role("link", name="Bỏ lựa chọn 5 sao").click()
    expect(page.locator(".oc-total")).to_contain_text("5 sản phẩm")
    page.get_by_role("link", name="Bỏ tất cả").click()
    expect(page.locator(".oc-total")).to_contain_text("37 sản phẩm")


def test_a_mistyped_name_leads_to_what_was_meant(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/danh-muc?q=nuoc+mam+phu+quok")
    page.get_by_role("link", name="Nước mắm Phú Quốc").click()
    expect(page.locator(".oc-total")).to_contain_text("6 sản phẩm")
    expect(page.get_by_label("Tìm sản phẩm, chủ thể, địa danh, mã hoặc số quyết định")).to_have_value(
        "Nước mắm Phú Quốc"
    )


def test_the_list_follows_what_is_typed_without_enter_and_loses_no_letter(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/danh-muc?so=that")
    box = page.get_by_label("Tìm sản phẩm, chủ thể, địa danh, mã hoặc số quyết định")
    box.focus()
    page.keyboard.type("ma", delay=30)
    page.wait_for_url("**q=ma*")
    page.keyboard.type("m nem", delay=120)
    expect(page.locator(".oc-card-name")).to_have_text(["Mắm nêm Seagull"])
    expect(box).to_have_value("mam nem")
    expect(box).to_be_focused()


@LONG
def test_products_put_aside_are_compared_and_go_along(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/danh-muc?q=nuoc+mam")
    for place in (0, 1):
        page.locator(".oc-pick").nth(place).click()
        expect(page.locator(".oc-aside")).to_contain_text(f"Đã chọn {place + 1} sản phẩm")
    page.locator(".oc-aside").get_by_role("link", name="So sánh").click()
    expect(page.locator(".oc-compare thead th")).to_have_count(2)
    expect(page.locator(".oc-compare")).to_contain_text("Theo báo chí")
    page.get_by_role("link", name="Bỏ khỏi danh sách").first.click()
    expect(page.locator(".oc-compare thead th")).to_have_count(1)


def test_what_is_seen_can_be_taken_away(server: Server, open_page: Open, tmp_path: Path) -> None:
    page = open_page(f"{server.url}/danh-muc?sao=5")
    with page.expect_download() as waited:
        page.get_by_role("link", name="CSV").click()
    waited.value.save_as(tmp_path / "list.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "list.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == 13
    assert {row["stars"] for row in rows} == {"5"}


@LONG
def test_regions_lead_to_their_products(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/danh-muc")
    page.get_by_role("link", name="Theo vùng").click()
    page.locator(".oc-regions").get_by_role("link", name="Quảng Ninh").click()
    expect(page.locator(".oc-card-name")).to_have_text(["Trà hoa vàng Ba Chẽ"])
    assert page.url.endswith("?tinh=22")


def test_everything_can_be_done_with_the_keyboard(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/danh-muc")
    box = page.get_by_label("Tìm sản phẩm, chủ thể, địa danh, mã hoặc số quyết định")
    box.focus()
    page.keyboard.type("trà")
    page.keyboard.press("Enter")
    expect(page.locator(".oc-total")).not_to_contain_text("37 sản phẩm")
    reached = page.locator("#loc-sao").get_by_role("link", name="5 sao")
    for _tab in range(40):
        page.keyboard.press("Tab")
        if reached.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".oc-chosen")).to_contain_text("5 sao")
    assert "sao=5" in page.url


@LONG
def test_the_first_paint_stays_until_the_page_is_there(server: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="vi")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 3})
    # each frame: is the name of the first product somewhere on the screen?
    page.add_init_script(
        """window.frames_seen = [];
        const look = () => {
          const named = [...document.querySelectorAll('.oc-card-name')].some(e => e.getBoundingClientRect().width > 0
            && getComputedStyle(e).visibility === 'visible');
          window.frames_seen.push(named);
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);"""
    )
    page.goto(f"{server.url}/danh-muc", wait_until="commit")
    page.wait_for_function("document.querySelector('#root .oc-footer') && !document.getElementById('paint')")
    page.wait_for_timeout(1500)
    seen = page.evaluate("window.frames_seen")
    first = seen.index(True)
    assert all(seen[first:]), f"gone in {seen[first:].count(False)} of {len(seen) - first} frames"
    context.close()


def test_without_any_script_the_catalogue_can_be_searched(server: Server, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="vi")
    page = context.new_page()
    page.goto(f"{server.url}/danh-muc")
    page.get_by_label("Tìm sản phẩm").fill("mam nem")
    page.get_by_label("Tìm sản phẩm").press("Enter")
    expect(page.locator(".oc-card-name")).to_have_text(["Mắm nêm Seagull"])
    page.locator(".oc-card-link").click()
    expect(page.locator(".oc-verdict")).to_have_text("Công nhận 3 sao còn hiệu lực đến 05/08/2029")
    context.close()

"""The map as its readers meet it: both archipelagos in sight, a province chosen by hand or by key, steps back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import Server
from tests.conftest import LONG, alike

Open = Callable[..., Page]
NAMES = {
    "vi": ["Quần đảo Hoàng Sa(Việt Nam)", "Quần đảo Trường Sa(Việt Nam)"],
    "en": ["Hoàng Sa Archipelago(Việt Nam)", "Trường Sa Archipelago(Việt Nam)"],
}
LAM_DONG = [11.9, 108.2]
# The words of an element that lie within the window of the frame; Chromium itself says what is painted where.
IN_SIGHT = """selector => [...document.querySelectorAll(selector)].filter(each => {
  const {left, top, right, bottom, width} = each.getBoundingClientRect();
  return each.checkVisibility() && width > 40 && left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
}).map(each => each.textContent)"""


def inside(page: Page, shown: str = "34-") -> Frame:
    """The frame of the map, once it shows a view and stands still."""
    frame = page.wait_for_selector("iframe[title^=streamlit_folium]").content_frame()
    assert frame is not None
    # asked by the clock: a frame that is scrolled out of sight draws no pictures to wait for
    frame.wait_for_function("shown => window.map?.getContainer().dataset.shown === shown", arg=shown, polling=100)
    frame.wait_for_function(
        "!document.querySelector('.leaflet-zoom-anim') && !window.map._panAnim?._inProgress", polling=100
    )
    return frame


def in_sight(frame: Frame, selector: str, names: list[str]) -> None:
    """Names of archipelagos stand in view as soon as the map has come to rest."""
    frame.wait_for_function(
        f"wanted => JSON.stringify(({IN_SIGHT})(wanted[0])) === JSON.stringify(wanted[1])", arg=[selector, names]
    )


def click(page: Page, frame: Frame, place: list[float]) -> None:
    """Click a place of the earth on the map."""
    at = frame.evaluate("place => window.map.latLngToContainerPoint(place)", place)
    box, before = frame.frame_element().bounding_box(), None
    while box != before:  # what stands above may still move it
        page.wait_for_timeout(200)
        box, before = frame.frame_element().bounding_box(), box
    assert box is not None
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])


@pytest.mark.parametrize(("width", "language"), alike([("phone", "vi"), ("desk", "vi"), ("phone", "en")], 1))
def test_both_archipelagos_are_in_sight_with_their_names(
    server: Server, open_page: Open, width: str, language: str
) -> None:
    page = open_page(f"{server.url}/ban-do?lang={language}", width)
    frame = inside(page)
    in_sight(frame, ".om-archipelago", NAMES[language])
    assert not frame.locator(".om-inset").is_visible()
    # moved out of sight by hand, they come back in the corner
    frame.evaluate("window.map.setView([21, 105.8], 8, {animate: false})")
    in_sight(frame, ".om-archipelago", [])
    in_sight(frame, ".om-inset text", NAMES[language])
    assert "© OpenStreetMap contributors" in frame.locator(".leaflet-control-attribution").inner_text()


def test_a_click_shows_the_card_of_a_province_and_back_the_country(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/ban-do")
    frame = inside(page)
    frame.evaluate("window.same = true")
    click(page, frame, LAM_DONG)
    card = page.get_by_role("region", name="Lâm Đồng")
    expect(card.get_by_role("link", name="Tiêu xanh sấy thăng hoa")).to_be_visible()
    assert page.url == f"{server.url}/ban-do?tinh=68"
    frame = inside(page, "34-68")
    expect(frame.locator(".om-bundle, .om-count").first).to_be_visible()
    in_sight(frame, ".om-inset text", NAMES["vi"])
    page.go_back()
    expect(page.get_by_role("heading", name="Cao nhất")).to_be_visible()
    frame = inside(page)
    in_sight(frame, ".om-archipelago", NAMES["vi"])
    click(page, frame, LAM_DONG)  # the same province once more
    expect(card).to_be_visible()
    inside(page, "34-68").get_by_role("button", name="Cả nước").click()
    expect(card).not_to_be_visible()
    assert page.url == f"{server.url}/ban-do"
    assert inside(page).evaluate("window.same"), "the map was loaded again"


@LONG
def test_a_shared_link_opens_the_same_view(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/ban-do?so-lieu=4-sao&dia-gioi=63&tinh-cu=67&ngay=2026-09-01", "phone")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đắk Nông có nhiều sản phẩm 4 sao nhất trong sổ")
    expect(page.get_by_role("region", name="Đắk Nông")).to_contain_text("nay thuộc Lâm Đồng")
    expect(page.locator(".oc-legend")).to_contain_text("Tính đến ngày 01/09/2026")
    assert inside(page, "63-67").evaluate(IN_SIGHT, ".om-inset text") == NAMES["vi"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@LONG
def test_another_day_is_asked_for_without_loading_the_page_again(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/ban-do?tinh=68")
    page.evaluate("window.same = true")
    page.get_by_label("Ngày khác").fill("2024-03-01")
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.locator(".oc-legend")).to_contain_text("Tính đến ngày 01/03/2024")
    assert page.url == f"{server.url}/ban-do?tinh=68&ngay=2024-03-01"
    assert page.evaluate("window.same")


def test_the_table_says_it_to_the_keyboard(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/ban-do")
    inside(page)
    page.locator("#bang-so-lieu summary").focus()
    page.keyboard.press("Enter")
    row = page.get_by_role("row", name="Lâm Đồng")
    expect(row.get_by_role("cell").first).to_have_text("24")
    link = row.get_by_role("link", name="Lâm Đồng")
    for _tab in range(40):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Lâm Đồng")).to_be_visible()
    expect(page.get_by_role("row", name="Hà Nội")).to_contain_text("chưa có trong sổ")
    for part in (page, inside(page, "34-68")):
        found = Axe().run(part).response["violations"]
        serious = {each["id"]: each["nodes"][0]["html"] for each in found if each["impact"] in {"serious", "critical"}}
        assert serious == {}

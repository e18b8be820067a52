"""Gifts as a reader chooses them, on a desk and on a phone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Server, serving, settled
from tests.conftest import alike

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with an illustration of its own."""
    with serving(tmp_path_factory.mktemp("gifts"), demo_products=600) as running:
        yield running
        assert "Traceback" not in running.log.read_text()


def codes_in(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query)["gio"][0].split(",")


@pytest.mark.parametrize("width", alike(["phone", "desk"], 1))
def test_six_items_for_a_guest_from_japan_then_one_pinned_and_one_exchanged(
    whole: Server, open_page: Open, width: str
) -> None:
    page = open_page(f"{whole.url}/qua-tang?so=minh-hoa", width)
    country = page.get_by_role("combobox", name="Nước của khách")
    country.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # scrolling closes a list that is open
    country.click()
    country.press_sequentially("Nhật")
    page.get_by_role("option", name="Nhật Bản").click()
    page.get_by_role("combobox", name="Khách kiêng").click()
    page.get_by_role("option", name="Rượu bia").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Chọn quà").click()
    items = page.locator(".oc-gift-item")
    expect(items).to_have_count(6, timeout=20_000)
    expect(page.locator(".oc-gift-total")).to_contain_text("2.600.000 ₫")
    before = codes_in(page)
    page.get_by_role("button", name="Ghim", exact=True).first.click()
    expect(page.locator(".oc-gift-pinned")).to_have_count(1)
    address = page.url
    page.get_by_role("button", name="Đổi", exact=True).last.click()
    page.wait_for_url(lambda url: url != address)
    expect(page.locator(".oc-gift-pinned")).to_have_count(1)
    after = codes_in(page)
    assert before[0] in after
    assert len(set(before) & set(after)) == 5
    assert "JP" not in page.url
    fits = "document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth"
    assert page.evaluate(fits), "the page is wider than the screen"
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải hồ sơ quà tặng (ZIP)").click()
    with zipfile.ZipFile(download.value.path()) as papers:
        text = PdfReader(io.BytesIO(papers.read("1-to-trinh-20261222.pdf"))).pages[0].extract_text()
        assert "2-thiep-1-20261222.pdf" in papers.namelist()
    assert "TỜ TRÌNH" in text
    assert "DỰ THẢO" in text
    shared = open_page(page.url, width)
    expect(shared.locator(".oc-gift-shared .oc-card")).to_have_count(6)

"""The pages of figures as readers use them: a row chosen in one picture, another day, the first paint."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, serving
from tests.conftest import LONG, alike

Open = Callable[..., Page]
FIGURES = ["/", "/phan-bo", "/chi-tieu", "/lanh-dao"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with an illustration of its own."""
    with serving(tmp_path_factory.mktemp("figures"), demo_products=600) as running:
        yield running
        assert "Traceback" not in running.log.read_text()


def test_a_row_chosen_in_one_picture_filters_the_others_and_back_takes_it_back(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/phan-bo?so=that")
    expect(page.locator("h1")).to_contain_text("24 sản phẩm")
    by_group = page.locator("[data-testid=stVegaLiteChart]").nth(1)
    by_group.locator(".mark-rect path").first.click()  # the first row is food
    expect(page.locator(".oc-chosen")).to_contain_text("Thực phẩm")
    assert "nhom=thuc-pham" in page.url
    expect(page.locator("h1")).not_to_contain_text("24 sản phẩm")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("24 sản phẩm")


@LONG
def test_a_row_can_be_chosen_in_the_table_too(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/phan-bo?so=that")
    page.locator("summary", has_text="Số liệu").first.click()
    page.get_by_role("link", name="Duyên hải Nam Trung Bộ và Tây Nguyên").click()
    expect(page.locator(".oc-chosen")).to_contain_text("Duyên hải Nam Trung Bộ và Tây Nguyên")
    expect(page.locator("h1")).to_contain_text("24 sản phẩm")


@LONG
def test_another_day_is_asked_for_without_loading_the_application_again(whole: Server, open_page: Open) -> None:
    page = open_page(f"{whole.url}/chi-tieu?so=minh-hoa")
    page.wait_for_function("document.querySelector('#root .oc-targets')", timeout=20_000)
    page.evaluate("window.stayed = true")
    expect(page.locator(".oc-targets li")).to_have_count(13)
    page.locator("input[name=ngay]").fill("2023-12-31")
    page.get_by_role("button", name="Xem").click()
    expect(page.locator("h1")).to_contain_text("tính đến 31/12/2023")
    assert page.evaluate("window.stayed") is True
    assert "ngay=2023-12-31" in page.url
    page.go_back()
    expect(page.locator("h1")).not_to_contain_text("31/12/2023")


def test_the_leaders_page_stands_on_one_screen(whole: Server, open_page: Open) -> None:
    page = open_page(f"{whole.url}/lanh-dao?so=minh-hoa")
    page.wait_for_selector("#root .oc-leader", timeout=20_000)
    box = page.locator("#root .oc-leader").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 930
    expect(page.locator(".oc-leader section")).to_have_count(4)


@pytest.mark.parametrize("view", alike(FIGURES, 2))
def test_figures_fit_a_phone_and_stand_in_nobodys_way(whole: Server, open_page: Open, view: str) -> None:
    page = open_page(f"{whole.url}{view}?so=minh-hoa&lang=en", "phone")
    expect(page.locator("#root footer")).to_contain_text("This is not a site of a state body", timeout=20_000)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == 390
    found = Axe().run(page).response["violations"]
    serious = {each["id"]: each["nodes"][0]["html"] for each in found if each["impact"] in {"serious", "critical"}}
    assert serious == {}


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("/", "24"),
        ("/phan-bo", "24 sản phẩm có công nhận còn hiệu lực"),
        ("/chi-tieu", "15 sản phẩm"),
        ("/lanh-dao", "Sắp hết"),
    ],
)
def test_figures_are_there_before_any_script(server: Server, view: str, said: str) -> None:
    with urllib.request.urlopen(f"{server.url}{view}") as answer:
        assert said in answer.read().decode().split('id="root"')[0]

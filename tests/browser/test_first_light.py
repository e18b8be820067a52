"""The program as its readers meet it: a real server, a real browser, a real decoder."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect

from ocop.settings import ROOT
from ocop.ui.screens import SCREENS
from tests.browser.conftest import Server, serving
from tests.conftest import LONG, VERIFY, alike

Open = Callable[..., Page]
VIEWS = [
    "/danh-muc?xem=bang",
    "/danh-muc?xem=vung",
    "/danh-muc?xem=so-sanh&chon=FR23-R1AX,M57V-H4E6",
    "/ban-do",
    "/",
    "/danh-muc",
    "/tra-cuu?ma=nuoc+mam",
    "/san-pham?ma=FR23-R1AX",
    "/san-pham?ma=7X21-777D",
    "/m/FR23-R1AX",
    "/m/ABCD-EFGH",
]
PICKED = "chon=FR23-R1AX,M57V-H4E6"
ASKED = ["/tra-cuu", "/tra-cuu?ma=FR23-R1AX", "/tra-cuu?ma=FR23-R1A1", "/bao-nhan-sai?ma=FR23-R1AX"]
FORMS = [f"/danh-muc?xem={form}&{PICKED}" for form in ("bang", "vung", "da-chon", "so-sanh")]
COLD = {
    "/": "sản phẩm có công nhận còn hiệu lực",
    "/danh-muc": "37 sản phẩm",
    "/ban-do": "Lâm Đồng có nhiều sản phẩm OCOP còn hiệu lực nhất trong sổ",
    "/phan-bo": "24 sản phẩm có công nhận còn hiệu lực, chia theo hạng sao",
    "/chi-tieu": "Chỉ tiêu OCOP giai đoạn 2021–2025, tính đến 31/12/2025",
    "/lanh-dao": "0 công nhận trong sổ này hết hiệu lực trong 90 ngày tới",
    "/qua-tang": "Sổ thật chưa có giá bán của sản phẩm nào, nên chưa chọn được giỏ quà từ sổ này.",
    "/bo-qua": "14 bộ quà",
    "/hoi-cho": "Nêu hội chợ và gian hàng: trang này lập danh sách sản phẩm OCOP còn hiệu lực đến hết hội chợ, sản "
    "phẩm cấp quốc gia trước, chia đều các vùng, nhóm và chủ thể.",
    "/tra-cuu?ma=FR23-R1AX": "Công nhận 3 sao còn hiệu lực đến 05/08/2029",
    "/quan-tri": "Nơi này chưa thiết lập đăng nhập",
    "/san-pham?ma=FR23-R1AX": "Công nhận 3 sao còn hiệu lực đến 05/08/2029",
}
PHONES = alike([(view, ("vi", "en")[n % 2]) for n, view in enumerate(VIEWS * 2)], 6)
HEARD = alike(["/danh-muc", "/san-pham?ma=FR23-R1AX", ASKED[1], "/m/FR23-R1AX", "/nope", *FORMS, *ASKED], 3)
# Each on a server of its own: that takes long, so of those alike only some are tried every time.
ALIKE = (
    "/",
    "/ban-do",
    "/phan-bo",
    "/chi-tieu",
    "/lanh-dao",
    "/qua-tang",
    "/bo-qua",
    "/hoi-cho",
    "/danh-muc",
    "/tra-cuu?ma=FR23-R1AX",
    "/quan-tri",
)


def test_the_code_on_the_product_page_leads_to_name_and_decision(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/san-pham?ma=FR23-R1AX")
    picture = page.get_by_alt_text("Mã QR của trang xác nhận, mã FR23-R1AX")
    expect(picture).to_be_visible()
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.screenshot())))
    assert found.text == f"{server.url}/m/FR23-R1AX".upper()
    page.goto(found.text)
    expect(page.get_by_role("heading", level=1)).to_have_text("Công nhận 3 sao còn hiệu lực đến 05/08/2029")
    expect(page.get_by_role("heading", name="Mắm nêm Seagull")).to_be_visible()
    expect(page.get_by_text("số 3981/QĐ-UBND, 05/08/2026")).to_be_visible()


@pytest.mark.parametrize("path", [path for path in COLD if VERIFY or path not in ALIKE])
def test_a_cold_deep_link_works_on_a_fresh_server(path: str, open_page: Open, tmp_path: Path) -> None:
    assert {cold.split("?")[0] for cold in COLD} == {screen.path for screen in SCREENS.values()}
    with serving(tmp_path) as fresh:
        page = open_page(f"{fresh.url}{path}")
        expect(page.locator(".stApp").get_by_text(COLD[path], exact=path != "/danh-muc").first).to_be_visible(
            timeout=20_000
        )
        expect(page.locator(".oc-footer")).to_contain_text("Đây không phải trang của cơ quan nhà nước")


def test_typing_finds_a_product_and_back_steps_through_the_views(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/danh-muc")
    expect(page.locator(".oc-total")).to_contain_text("37 sản phẩm")
    box = page.get_by_label("Tìm sản phẩm, chủ thể, địa danh, mã hoặc số quyết định")
    box.fill("mam nem")
    box.press("Enter")
    expect(page.locator(".oc-total")).to_contain_text("1 sản phẩm")
    expect(page.locator(".oc-card-name")).to_have_text(["Mắm nêm Seagull"])
    assert "q=mam+nem" in page.url
    page.evaluate("window.sameDocument = true")
    page.get_by_role("link", name="Mắm nêm Seagull Công ty").click()
    expect(page.locator(".oc-verdict")).to_have_text("Công nhận 3 sao còn hiệu lực đến 05/08/2029")
    assert page.url == f"{server.url}/san-pham?ma=FR23-R1AX"
    page.go_back()
    expect(page.locator(".oc-total")).to_contain_text("1 sản phẩm")
    expect(box).to_have_value("mam nem")
    page.go_back()
    expect(page.locator(".oc-total")).to_contain_text("37 sản phẩm")
    assert page.evaluate("window.sameDocument"), "the application was loaded again"


@LONG
def test_choices_stand_in_the_address_as_stable_codes(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/danh-muc")
    page.locator("#loc-sao").get_by_role("link", name="4 sao").click()
    expect(page.locator(".oc-total")).to_contain_text("5 sản phẩm")
    assert page.url.endswith("?sao=4")
    shared = open_page(f"{server.url}/danh-muc?sao=5&tinh=22&lang=en")
    expect(shared.locator(".oc-total")).to_contain_text("1 product")
    expect(shared.locator(".oc-card-name")).to_have_text(["Trà hoa vàng Ba Chẽ"])


@LONG
def test_the_list_has_pages(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/danh-muc")
    expect(page.locator(".oc-card")).to_have_count(24)
    page.get_by_role("link", name="Trang sau").click()
    expect(page.locator(".oc-card")).to_have_count(13)
    assert page.url.endswith("?trang=2")


@LONG
def test_a_choice_made_on_the_second_page_is_one_step_back(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/danh-muc?trang=2")
    expect(page.locator(".oc-card")).to_have_count(13)
    page.locator("#loc-sao").get_by_role("link", name="4 sao").click()
    expect(page.locator(".oc-total")).to_contain_text("5 sản phẩm")
    page.go_back()
    expect(page.locator(".oc-card")).to_have_count(13)


def test_a_page_begins_at_its_top_and_back_returns_to_the_place(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/danh-muc")
    page.get_by_role("link", name="Trang sau").scroll_into_view_if_needed()
    before = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    page.get_by_role("link", name="Trang sau").click()
    expect(page.locator(".oc-card")).to_have_count(13)
    page.wait_for_timeout(1000)
    top = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    page.go_back()
    expect(page.locator(".oc-card")).to_have_count(24)
    page.wait_for_timeout(1200)
    after = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    assert top == 0
    assert before > 500
    assert abs(after - before) < 60


def test_a_new_store_gets_its_illustration_while_the_real_records_are_served(open_page: Open, tmp_path: Path) -> None:
    with serving(tmp_path, demo_products=300) as fresh:
        page = open_page(f"{fresh.url}/m/FR23-R1AX")
        expect(page.get_by_role("heading", level=1)).to_have_text("Công nhận 3 sao còn hiệu lực đến 05/08/2029")
        for _second in range(30):
            if page.request.get(f"{fresh.url}/api/v1/products?scope=demo").json()["total"]:
                break
            page.wait_for_timeout(1000)
        page.goto(f"{fresh.url}/danh-muc")
        expect(page.locator(".oc-scope")).to_contain_text("Dữ liệu minh họa")
        expect(page.locator(".oc-total")).to_contain_text("300 sản phẩm")
        page.get_by_role("link", name="Xem sổ thật (37 sản phẩm)").click()
        expect(page.locator(".oc-total")).to_contain_text("37 sản phẩm")


@LONG
def test_what_the_address_asks_and_nobody_knows_is_named(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/danh-muc?tinh=99&sao=7&q=zzzz")
    expect(page.locator(".oc-note")).to_contain_text("7, 99")
    expect(page.locator(".oc-empty")).to_contain_text("Không tìm thấy sản phẩm phù hợp")


def test_markup_in_the_address_shows_as_text(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/san-pham?ma=<img src=x onerror=window.hit=1>")
    expect(page.locator(".oc-empty h1")).to_contain_text("<img src=x onerror=window.hit=1>")
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize(("view", "language"), PHONES)
def test_every_view_fits_a_phone_and_asks_no_other_host(
    server: Server, open_page: Open, view: str, language: str
) -> None:
    page = open_page(f"{server.url}{view}{'&' if '?' in view else '?'}lang={language}", "phone")
    foot = "Đây không phải trang của cơ quan nhà nước" if language == "vi" else "This is not a site of a state body"
    expect(page.locator("footer")).to_contain_text(foot, timeout=20_000)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate("document.documentElement.lang") == language


@pytest.mark.parametrize("view", HEARD)
def test_nothing_serious_stands_in_the_way_of_assistive_technology(server: Server, open_page: Open, view: str) -> None:
    page = open_page(f"{server.url}{view}")
    expect(page.locator("footer")).to_be_visible(timeout=20_000)
    found = Axe().run(page).response["violations"]
    serious = {each["id"]: each["nodes"][0]["html"] for each in found if each["impact"] in {"serious", "critical"}}
    assert serious == {}


def test_a_taken_port_is_said_in_one_line(server: Server, tmp_path: Path) -> None:
    port = server.url.rsplit(":", 1)[1]
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", port],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr
    assert port in done.stdout + done.stderr

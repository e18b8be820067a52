"""A basket kept by one person and approved by another, at a real provider in a real browser."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from ocop.domain.roles import Role
from ocop.services import people
from ocop.services.opened import Opened
from ocop.settings import load
from tests.browser.conftest import Server, serving, settled
from tests.browser.test_sign_in import GRANTED, go, provider, sign_in
from tests.conftest import VERIFY

pytestmark = pytest.mark.skipif(not VERIFY, reason="a provider, a server and two browsers: OCOP_VERIFY=1")
Person = Callable[[str], Page]
AN, BINH = "2482", "2483"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with an illustration; the one of the provider's people is staff, the other may approve."""
    folder: Path = tmp_path_factory.mktemp("gift-desk")
    with provider(folder) as issuer:

        def secrets(url: str) -> str:
            return (
                f'[auth]\nredirect_uri = "{url}/oauth2callback"\ncookie_secret = "{"only for this test" * 3}"\n'
                f'client_id = "ocop"\nclient_secret = "any"\n'
                f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n'
            )

        with serving(folder, demo_products=600, secrets=secrets) as running:
            opened = Opened.open(load({"OCOP_DATABASE_URL": f"sqlite:///{folder / 'ocop.db'}"}))
            people.grant(opened, "an@example.vn", Role.STAFF, None, **GRANTED)
            people.grant(opened, "binh@example.vn", Role.APPROVER, None, **GRANTED)
            opened.engine.dispose()
            yield running
            log = running.log.read_text()
            assert "Traceback" not in log
            assert not [each for each in ("example.vn", "Nhật", "JP", "Ngoại trưởng") if each in log]


@pytest.fixture
def person(browser: Browser, desk: Server) -> Iterator[Person]:
    """A browser of their own for whoever signs in."""
    contexts = []

    def open_for(sub: str) -> Page:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi")
        contexts.append(context)
        page = context.new_page()
        go(page, f"{desk.url}/quan-tri?so=minh-hoa")
        sign_in(page, sub)
        return page

    yield open_for
    for context in contexts:
        context.close()


def choose(page: Page, url: str) -> None:
    """A basket for the head of a Japanese delegation."""
    go(page, f"{url}/qua-tang?so=minh-hoa")
    country = page.get_by_role("combobox", name="Nước của khách")
    country.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # scrolling closes a list that is open
    country.click()
    country.press_sequentially("Nhật")
    page.get_by_role("option", name="Nhật Bản").click()
    page.get_by_role("button", name="Chọn quà").click()
    expect(page.locator(".oc-gift-item")).to_have_count(6, timeout=20_000)


def test_one_keeps_and_proposes_another_approves_and_the_ledger_remembers(desk: Server, person: Person) -> None:
    an, binh = person(AN), person(BINH)
    choose(an, desk.url)
    an.get_by_label("Tên giỏ", exact=True).fill("Đoàn Ngoại trưởng Nhật")
    an.get_by_label("Cơ quan chủ trì", exact=True).fill("Văn phòng Bộ")
    an.get_by_role("button", name="Giữ giỏ quà").click()
    expect(an.get_by_text("Đã giữ giỏ “Đoàn Ngoại trưởng Nhật”, số 1")).to_be_visible()
    assert "JP" not in an.url
    an.get_by_role("link", name="Giỏ đã giữ").click()
    an.get_by_role("link", name="Đoàn Ngoại trưởng Nhật").click()
    an.get_by_role("button", name="Đề xuất phê duyệt").click()
    expect(an.get_by_text("Đã đề xuất giỏ này.")).to_be_visible()
    expect(an.get_by_role("button", name="Phê duyệt", exact=True)).to_have_count(0)
    go(binh, an.url)
    binh.get_by_role("button", name="Phê duyệt", exact=True).click()
    expect(binh.get_by_text("Đã phê duyệt giỏ này.")).to_be_visible()
    settled(binh)
    with binh.expect_download() as download:
        binh.get_by_role("button", name="Tải hồ sơ (ZIP)").click()
    archive = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    paper = next(each for each in archive.namelist() if each.startswith("1-to-trinh") and each.endswith(".pdf"))
    told = " ".join(each.extract_text() for each in PdfReader(io.BytesIO(archive.read(paper))).pages)
    assert "DỰ THẢO" not in told
    assert "Người phê duyệt: Trần Thị Bình" in " ".join(told.split())
    # what the first one sees has changed meanwhile, and is said so
    an.get_by_label("Lý do trả lại hoặc rút").fill("khách hoãn")
    an.get_by_role("button", name="Rút giỏ").click()
    expect(an.get_by_role("alert")).to_contain_text("Vai trò của bạn không cho phép việc này")
    an.get_by_role("button", name="Ghi là đã tặng").click()
    expect(an.get_by_text("Đã ghi vào sổ theo dõi quà tặng.")).to_be_visible()
    an.get_by_role("link", name="Sổ theo dõi quà tặng").click()
    expect(an.locator(".oc-gift-ledger tbody tr")).to_have_count(6)
    settled(an)
    with an.expect_download() as download:
        an.get_by_role("button", name="Tải CSV").click()
    assert "Nhật Bản" in download.value.path().read_text("utf-8-sig")


def test_a_stranger_with_the_address_sees_nothing(desk: Server, browser: Browser) -> None:
    page = browser.new_context().new_page()
    for room in ("gio-da-giu&giu=1", "so-qua-tang"):
        go(page, f"{desk.url}/qua-tang?so=minh-hoa&viec={room}")
        expect(page.get_by_text("chỉ dành cho cán bộ đã đăng nhập")).to_be_visible()
        expect(page.locator(".oc-gift-one, .oc-gift-ledger")).to_have_count(0)
    page.context.close()

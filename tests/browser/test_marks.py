"""The mark page in a real browser: on the narrowest phone, by day and by night, for those who cannot see it."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from ocop import i18n
from ocop.web.app import standalone
from tests.conftest import VERIFY, open_register
from tests.web import statuses

Open = Callable[..., Page]
SEEN = ["valid", "expiring", "revoked", "reported", "spirits", "mistyped"]
if VERIFY:
    SEEN = list(statuses.CODES)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    register = open_register(f"sqlite:///{tmp_path_factory.mktemp('marks') / 'ocop.db'}")
    statuses.fill(register)
    server = uvicorn.Server(uvicorn.Config(standalone(register), port=0, log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(20)
    register.engine.dispose()


@pytest.mark.parametrize(("number", "status"), list(enumerate(SEEN)))
def test_axe_finds_nothing_and_nothing_is_wider_than_the_phone(
    address: str, open_page: Open, number: int, status: str
) -> None:
    language = list(i18n.MARK_NAMES)[number % len(i18n.MARK_NAMES)]
    page = open_page(f"{address}/m/{statuses.CODES[status]}?lang={language}", "phone", running=False)
    page.set_viewport_size({"width": 320, "height": 600})
    for scheme in ("light", "dark") if VERIFY else ("dark" if number % 2 else "light",):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        assert {each["id"]: each["nodes"][0]["html"] for each in found} == {}
    for language in i18n.MARK_NAMES if VERIFY else ("fr",):
        page.goto(f"{address}/m/{statuses.CODES[status]}?lang={language}")
        assert page.evaluate("document.documentElement.scrollWidth") == 320, language


def test_one_request_makes_the_page_and_its_picture_waits(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/healthz", "phone", running=False)
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.goto(f"{address}/M/{statuses.CODES['spirits']}")
    page.wait_for_load_state("networkidle")
    assert [url.removeprefix(address) for url in requests] == [f"/M/{statuses.CODES['spirits']}"]
    assert errors == []  # the policy lets the page's own style pass
    assert page.evaluate("getComputedStyle(document.querySelector('.verdict')).borderTopStyle") == "solid"


def test_the_languages_are_one_press_away(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/m/{statuses.CODES['expired']}", "phone", running=False)
    page.get_by_role("link", name="日本語").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("失効しています")
    expect(page.get_by_role("heading", level=2).first).to_have_text("Hồng treo gió")


def test_a_mistyped_code_leads_to_the_right_one_and_a_name_to_the_catalogue(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/m/FR23-R1AY", "phone", running=False)
    page.get_by_role("link", name="FR23-R1AX Mắm nêm Seagull").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Công nhận 3 sao còn hiệu lực đến 05/08/2029")
    page.go_back()
    page.get_by_label("Tên sản phẩm, chủ thể hoặc nơi làm ra").fill("nước mắm")
    page.get_by_role("button", name="Tìm").click()
    page.wait_for_url("**/danh-muc?q=*")

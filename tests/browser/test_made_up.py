"""A first look at the desk with a made-up person, in a real browser: who was chosen stays, and only here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest
import websockets.sync.client
from playwright.sync_api import Page, expect

from ocop.web.made_up import COOKIE, PATH
from ocop.web.origin import REFUSED
from tests.browser.conftest import Server, serving
from tests.deploy.sessions import rerun

STEWARD, NAME = "minh-hoa-giu-so-tinh", "Người giữ sổ tỉnh Lâm Đồng (minh họa)"


@pytest.fixture(scope="module")
def first_look(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that lets made-up people in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OCOP_DEMO_SIGNIN", "1")
        with serving(tmp_path_factory.mktemp("first-look"), demo_products=60) as running:
            yield running
            assert "Traceback" not in running.log.read_text()


def test_who_was_chosen_stays_through_language_reload_and_tab_until_leaving(
    first_look: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{first_look.url}/quan-tri?viec=ho-so")
    page.get_by_role("button", name="Người giữ sổ – Lâm Đồng").click()
    door = page.get_by_role("link", name=NAME)
    expect(door).to_be_visible()
    expect(page.get_by_role("heading", name="Sản phẩm và chủ thể")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Products and producers")).to_be_visible()
    page.reload()
    expect(door).to_be_visible()
    other = page.context.new_page()
    other.goto(f"{first_look.url}/danh-muc")
    expect(other.get_by_role("link", name=NAME)).to_be_visible()
    other.goto(f"{first_look.url}/quan-tri")
    other.get_by_role("button", name="Đăng xuất").click()
    expect(other.get_by_text("Vào bàn làm việc với tư cách")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Enter the desk as")).to_be_visible()
    (kept,) = [each for each in page.context.cookies() if each["name"] == COOKIE] or [None]
    assert kept is None


@pytest.mark.parametrize(
    ("key", "headers", "status"),
    [
        (STEWARD, {"sec-fetch-site": "same-origin"}, 303),
        ("administrator", {"sec-fetch-site": "same-origin"}, 404),
        (STEWARD, {"sec-fetch-site": "cross-site"}, 403),
        (STEWARD, {"sec-fetch-site": "same-origin", "x-forwarded-for": "203.0.113.9"}, 403),
        (STEWARD, {"sec-fetch-site": "same-origin", "host": "evil.example"}, 403),
        (STEWARD, {}, 403),
    ],
)
def test_the_door_opens_from_our_page_on_this_machine_alone(
    first_look: Server, key: str, headers: dict[str, str], status: int
) -> None:
    answer = httpx.post(f"{first_look.url}{PATH}{key}", headers=headers, trust_env=False)
    assert answer.status_code == status
    assert (COOKIE in answer.headers.get("set-cookie", "")) is (status == 303)
    assert (REFUSED in answer.text) is (status == 403)
    if status == 303:
        assert "HttpOnly" in answer.headers["set-cookie"]
        assert "samesite=strict" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    ("cookie", "host", "is_in"),
    [
        (STEWARD, None, True),
        ("administrator", None, False),
        (STEWARD, "evil.example", False),  # a name of somebody else's that was made to lead here
    ],
)
def test_the_cookie_counts_for_a_known_name_on_this_machine_alone(
    first_look: Server, cookie: str, host: str | None, is_in: bool
) -> None:
    url = first_look.url
    where = f"ws://{host}" if host else url.replace("http", "ws")
    port = int(url.rpartition(":")[2])
    with websockets.sync.client.connect(
        f"{where}/_stcore/stream", origin=where.replace("ws", "http"), max_size=None, proxy=None,
        additional_headers={"Cookie": f"{COOKIE}={cookie}"}, address=("127.0.0.1", port),
    ) as client:  # type: ignore[arg-type]  # fmt: skip
        said = rerun(client, "quan-tri")
    assert ("Vai trò của bạn" in said) is is_in
    assert ("Vào bàn làm việc với tư cách" in said) is not is_in

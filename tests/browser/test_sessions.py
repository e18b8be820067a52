"""Cookies and sessions that are planted or kept: the desk opens to whoever signed in there, and while that lasts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sqlalchemy import update
from sqlalchemy.orm import Session

from ocop import clock
from ocop.domain.roles import Role
from ocop.services import people
from ocop.services.opened import Opened
from ocop.store.tables import SignInRow
from tests.browser.conftest import Server
from tests.browser.cookies import INVITED, OVER, USER, desk_of, session
from tests.browser.test_sign_in import GRANTED, desk, go, page, sign_in
from tests.conftest import VERIFY
from tests.deploy.sessions import rerun

__all__ = ["desk", "page"]

pytestmark = pytest.mark.skipif(not VERIFY, reason="signs in again and again: OCOP_VERIFY=1")


@pytest.fixture(scope="module", autouse=True)
def granted(desk: tuple[Server, Opened]) -> None:
    """An keeps the register of Lâm Đồng."""
    people.grant(desk[1], "an@example.vn", Role.STEWARD, "68", **GRANTED)


@pytest.fixture
def thief(browser: Browser) -> Iterator[BrowserContext]:
    """Another browser."""
    context = browser.new_context(locale="vi")
    yield context
    context.close()


def kept(context: BrowserContext) -> dict[str, str]:
    return {each["name"]: each["value"] for each in context.cookies()}  # type: ignore[typeddict-item]


def test_what_a_thief_planted_is_not_signed_in_when_its_bearer_is(
    desk: tuple[Server, Opened], page: Page, thief: BrowserContext
) -> None:
    server, _opened = desk
    theirs = thief.new_page()
    go(theirs, f"{server.url}/quan-tri")
    theirs.get_by_role("button", name="Đăng nhập").click()  # half-way to signing in: everything is set that is ever set
    theirs.wait_for_url(re.compile("/oauth2/authorize"))
    planted = [each for each in thief.cookies() if each["name"] != USER]
    assert {"_streamlit_xsrf", "ocop_back"} <= {each["name"] for each in planted}
    page.context.add_cookies(planted)  # type: ignore[arg-type]
    go(page, f"{server.url}/quan-tri")
    sign_in(page, "2482")
    expect(page.get_by_role("link", name="Nguyễn Văn An")).to_be_visible()
    go(theirs, f"{server.url}/quan-tri")
    expect(theirs.get_by_text(INVITED)).to_be_visible()
    assert INVITED in desk_of(server, {each["name"]: each["value"] for each in planted if "xsrf" not in each["name"]})  # type: ignore[typeddict-item]


def test_nobody_is_signed_in_by_a_link_that_ends_another_s_sign_in(
    desk: tuple[Server, Opened], page: Page, thief: BrowserContext
) -> None:
    server, _opened = desk
    theirs, ends = thief.new_page(), []

    def stopped(route: Route) -> None:
        """The provider's answer is not followed."""
        if route.request.method != "POST":
            return route.continue_()
        ends.append(route.fetch(max_redirects=0).headers["location"])
        return route.abort()

    go(theirs, f"{server.url}/quan-tri")
    theirs.route("**/oauth2/authorize*", stopped)
    theirs.get_by_role("button", name="Đăng nhập").click()
    theirs.get_by_role("button", name="2483", exact=True).click()
    theirs.wait_for_timeout(500)
    (end,) = ends
    assert "/oauth2callback?" in end
    go(page, end)
    go(page, f"{server.url}/quan-tri")
    expect(page.get_by_text(INVITED)).to_be_visible()
    sign_in(page, "2482")
    go(page, end)  # nor is somebody who is in made somebody else
    go(page, f"{server.url}/quan-tri")
    expect(page.get_by_role("link", name="Nguyễn Văn An")).to_be_visible()


@pytest.mark.parametrize("end", ["signed out", "12 hours", "role revoked"])
def test_what_was_kept_opens_nothing_after_the_end_nor_does_a_window_that_stayed_open(
    desk: tuple[Server, Opened], page: Page, end: str
) -> None:
    server, opened = desk
    go(page, f"{server.url}/quan-tri")
    sign_in(page, "2482")
    cookies = {name: value for name, value in kept(page.context).items() if "xsrf" not in name}
    with session(server, cookies) as window:
        assert "Sản phẩm và chủ thể" in rerun(window, "quan-tri", "viec=ho-so")
        sentence = OVER
        if end == "signed out":
            page.get_by_role("button", name="Đăng xuất").click()
            page.wait_for_url(lambda url: not url.endswith("/quan-tri"))
        elif end == "12 hours":
            with Session(opened.engine) as store:
                store.execute(update(SignInRow).values(ends_at=clock.now()))
                store.commit()
        else:
            people.revoke(opened, "an@example.vn", Role.STEWARD, "68", **GRANTED)
            sentence = "chưa được giao vai trò nào"
        for said in (rerun(window, "quan-tri", "viec=ho-so"), desk_of(server, cookies, "viec=ho-so")):
            assert sentence in said
            assert "Sản phẩm và chủ thể" not in said

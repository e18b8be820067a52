"""Signing in at a real OpenID Connect provider in a process of its own, in a real browser."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ocop import clock
from ocop.domain.roles import Role
from ocop.services import people
from ocop.services.opened import Opened
from ocop.settings import load
from ocop.store.tables import SignInRow
from tests.browser.conftest import Server, free_port, serving, wait
from tests.conftest import LONG

AN = {"sub": "2482", "name": "Nguyễn Văn An", "email": "An@example.vn", "email_verified": True}
BINH = {"sub": "2483", "name": "Trần Thị Bình", "email": "binh@example.vn", "email_verified": True}
# calls itself by another's address, and nobody vouches for the one that it states
FALSE = {"sub": "an@example.vn", "name": "Kẻ mạo danh", "email": "an@example.vn", "email_verified": False}
GRANTED = {"by": "Ban Chỉ đạo", "reason": "phân công"}


@contextmanager
def provider(folder: Path) -> Iterator[str]:
    """The provider; its address."""
    port = free_port()
    users = [part for user in (AN, BINH, FALSE) for part in ("--user-claims", json.dumps(user))]
    log = folder / "provider.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *users],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait(f"http://127.0.0.1:{port}/.well-known/openid-configuration", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def desk_in(folder: Path) -> Iterator[tuple[Server, Opened]]:
    """A fresh server that knows the provider, and its store."""
    with provider(folder) as issuer:

        def secrets(url: str) -> str:
            return (
                f'[auth]\nredirect_uri = "{url}/oauth2callback"\ncookie_secret = "{"only for this test" * 3}"\n'
                f'client_id = "ocop"\nclient_secret = "any"\n'
                f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n'
            )

        with serving(folder, secrets=secrets) as running:
            opened = Opened.open(load({"OCOP_DATABASE_URL": f"sqlite:///{folder / 'ocop.db'}"}))
            yield running, opened
            opened.engine.dispose()
            assert "Traceback" not in running.log.read_text()
            assert "example.vn" not in running.log.read_text(), "who signs in is written into no log"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Opened]]:
    """One for all tests of a file."""
    with desk_in(tmp_path_factory.mktemp("desk")) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi")
    yield context.new_page()
    context.close()


def go(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_function("!document.getElementById('paint')", timeout=20_000)


def sign_in(page: Page, sub: str) -> None:
    """From the page of signing in, at the provider, and back."""
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name=sub, exact=True).click()
    page.wait_for_function("document.querySelector('.oc-footer') && !document.getElementById('paint')", timeout=20_000)


def test_one_signs_in_and_is_back_where_one_began(desk: tuple[Server, Opened], page: Page) -> None:
    server, _opened = desk
    go(page, f"{server.url}/danh-muc?sao=5&tinh=86")
    page.get_by_role("link", name="Đăng nhập").click()
    expect(page.get_by_text("Hãy đăng nhập bằng tài khoản của cơ quan")).to_be_visible()
    expect(page.get_by_text("Bạn được phép")).to_have_count(0)
    sign_in(page, "2482")
    assert page.url == f"{server.url}/danh-muc?sao=5&tinh=86"
    expect(page.locator(".oc-total")).to_contain_text("3 sản phẩm")
    page.get_by_role("link", name="Nguyễn Văn An").click()
    expect(page.get_by_text("Nguyễn Văn An, tài khoản của bạn chưa được giao vai trò nào")).to_be_visible()
    expect(page.get_by_text("Hãy cho biết địa chỉ an@example.vn.")).to_be_visible()
    painted = page.request.get(f"{server.url}/quan-tri").text()
    assert "Nguyễn Văn An" not in painted, "what is painted is the same for everybody"
    cookies = {each["name"]: each for each in page.context.cookies()}
    assert cookies["_streamlit_user"]["httpOnly"]
    assert "ocop_back" not in cookies


def test_a_role_shows_at_once_and_is_gone_at_the_next_click(desk: tuple[Server, Opened], page: Page) -> None:
    server, opened = desk
    people.grant(opened, "an@example.vn", Role.STEWARD, "68", **GRANTED)
    go(page, f"{server.url}/quan-tri")
    sign_in(page, "2482")
    assert page.url == f"{server.url}/quan-tri"
    expect(page.locator(".oc-roles li")).to_have_text("Người giữ sổ: Lâm Đồng")
    expect(page.locator(".oc-acts")).to_contain_text("Nạp danh mục kèm theo quyết định: Lâm Đồng")
    expect(page.locator(".oc-acts")).not_to_contain_text("Phê duyệt")
    people.revoke(opened, "an@example.vn", Role.STEWARD, "68", **GRANTED)
    page.get_by_role("link", name="Danh mục", exact=True).click()
    expect(page.locator(".oc-total")).to_be_visible()
    page.get_by_role("link", name="Nguyễn Văn An").click()
    expect(page.get_by_text("chưa được giao vai trò nào")).to_be_visible()
    expect(page.locator(".oc-roles")).to_have_count(0)


@LONG
def test_a_sign_in_that_is_over_in_the_store_is_over(desk: tuple[Server, Opened], page: Page) -> None:
    server, opened = desk
    go(page, f"{server.url}/quan-tri")
    sign_in(page, "2482")
    expect(page.get_by_role("link", name="Nguyễn Văn An")).to_be_visible()
    with Session(opened.engine) as session:
        session.execute(update(SignInRow).values(ends_at=clock.now()))
        session.commit()
    go(page, f"{server.url}/quan-tri")
    expect(page.get_by_text("Phiên đăng nhập đã kết thúc")).to_be_visible()
    expect(page.get_by_text("Nguyễn Văn An")).to_have_count(0)
    sign_in(page, "2482")
    expect(page.get_by_role("link", name="Nguyễn Văn An")).to_be_visible()


@LONG
def test_signing_out_holds_for_whoever_kept_the_cookie(desk: tuple[Server, Opened], page: Page) -> None:
    server, opened = desk
    go(page, f"{server.url}/quan-tri")
    sign_in(page, "2482")
    kept = page.context.cookies()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url(lambda url: not url.endswith("/quan-tri"))
    page.context.add_cookies(kept)  # type: ignore[arg-type]
    go(page, f"{server.url}/quan-tri")
    expect(page.get_by_text("Phiên đăng nhập đã kết thúc")).to_be_visible()
    with Session(opened.engine) as session:
        assert session.scalars(select(SignInRow).order_by(SignInRow.id.desc())).first().ended_at  # type: ignore[union-attr]


def test_an_address_that_nobody_vouches_for_opens_nothing(desk: tuple[Server, Opened], page: Page) -> None:
    server, opened = desk
    people.grant(opened, "an@example.vn", Role.ADMINISTRATOR, None, **GRANTED)
    go(page, f"{server.url}/quan-tri")
    sign_in(page, "an@example.vn")
    expect(page.get_by_text("Kẻ mạo danh, tài khoản của bạn chưa được giao vai trò nào")).to_be_visible()
    expect(page.get_by_text("hãy cho biết mã tài khoản sub:an@example.vn")).to_be_visible()
    people.revoke(opened, "an@example.vn", Role.ADMINISTRATOR, None, **GRANTED)

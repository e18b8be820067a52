"""A page of the screens may load nothing from elsewhere and run no script that is not ours, and still works whole."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.conftest import alike

Open = Callable[..., Page]
PAGES = [
    "/ban-do",
    "/phan-bo",
    "/qua-tang",
    "/hoi-cho",
    "/bo-qua",
    "/quan-tri",
    "/",
    "/tra-cuu",
    "/danh-muc",
    "/chi-tieu",
]
PAGES += ["/lanh-dao", "/san-pham?ma=0VT3-3K9X"]
HEARD = (
    "addEventListener('securitypolicyviolation', e => (window.heard ??= []).push(e.violatedDirective + e.blockedURI))"
)


@pytest.mark.parametrize("path", alike(PAGES, 3))
def test_no_page_needs_more_than_its_policy_allows(server: Server, open_page: Open, path: str) -> None:
    page = open_page(f"{server.url}/healthz", running=False)
    page.add_init_script(HEARD)
    page.goto(server.url + path)
    page.wait_for_function("!document.getElementById('paint')", timeout=20_000)
    page.wait_for_timeout(500)
    assert page.evaluate("window.heard ?? []") == []


def test_a_script_that_is_not_ours_does_not_run(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/danh-muc")
    page.evaluate(HEARD)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=data:, onerror=\"window.ran = 1\">')")
    page.evaluate("{const s = document.createElement('script'); s.text = 'window.ran = 2'; document.body.append(s)}")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran ?? null") is None
    assert page.evaluate("window.heard") == ["script-src-attrinline", "script-src-eleminline"]
    expect(page.locator("h1")).to_be_visible()


def test_what_a_page_may_is_said_with_it(server: Server) -> None:
    with urllib.request.urlopen(f"{server.url}/danh-muc", timeout=20) as answer:
        said = answer.headers
    assert "default-src 'self'; script-src 'self' 'unsafe-eval' 'sha256-" in said["Content-Security-Policy"]
    assert said["Permissions-Policy"].startswith("camera=(self), microphone=()")
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["Server"] is None, "nobody is told what serves"
    assert said["Strict-Transport-Security"] is None, "said only behind TLS"

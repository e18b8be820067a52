"""A real server in a process of its own, and a real browser that may ask it and nobody else."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from ocop.settings import ROOT
from tests.answering import answers
from tests.browser import chromium
from tests.conftest import TODAY

WIDTHS = {"desk": (1440, 900), "phone": (390, 844)}


@dataclass(frozen=True)
class Server:
    """A running program and what it printed."""

    url: str
    log: Path


@contextmanager
def serving(folder: Path, demo_products: int = 0, secrets: Callable[[str], str] | None = None) -> Iterator[Server]:
    """`streamlit run streamlit_app.py` on a fresh store and a free port, with secrets for its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    options = []
    if secrets is not None:
        (folder / "secrets.toml").write_text(secrets(url), encoding="utf-8")
        options = ["--secrets.files", str(folder / "secrets.toml")]
    given = {"OCOP_DATABASE_URL": f"sqlite:///{folder / 'ocop.db'}", "OCOP_TODAY": TODAY.isoformat()}
    given["OCOP_DEMO"] = str(demo_products)
    log = folder / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port), *options],
            cwd=ROOT,
            env=os.environ | given | {"OCOP_BASE_URL": url, "HOME": str(folder)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait(f"{url}/healthz", process, log)
            yield Server(url, log)
        finally:
            process.terminate()
            process.wait(20)


def settled(page: Page) -> None:
    """Until the page has stopped running: what it offers until then may be replaced under the pointer."""
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible(timeout=20_000)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until a process that was started answers."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        if answers(url):
            return
        time.sleep(0.1)
    raise AssertionError(f"the server did not start: {log.read_text()}")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that do not ask for a fresh one; it must print no traceback."""
    with serving(tmp_path_factory.mktemp("server")) as running:
        yield running
        assert "Traceback" not in running.log.read_text()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    path = chromium.find()
    if path is None:
        message = "NO BROWSER: install chromium, or run python -m tests.browser.chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens an address at a width; any request to another host fails the test."""
    contexts, strangers = [], []

    def opened(url: str, width: str = "desk", *, running: bool = True) -> Page:
        size = WIDTHS[width]
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi")
        contexts.append(context)
        page = context.new_page()
        origin = "/".join(url.split("/")[:3])

        def watch(request: Request) -> None:
            if not request.url.startswith((origin, "data:", "blob:")):
                strangers.append(request.url)

        page.on("request", watch)
        page.goto(url)
        if running:  # the first paint has made room for the running page
            page.wait_for_function("!document.getElementById('paint')", timeout=20_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert strangers == []

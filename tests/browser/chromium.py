"""Finding a browser for the tests, and getting one where there is none: `python -m tests.browser.chromium`.

In this order: a Chromium or Chrome of the machine, Playwright's own download, Debian's package when root.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.debian import program

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """The path of a browser on this machine."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or _downloaded()


def _downloaded() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def get() -> str | None:
    """A browser, installed where there was none; None where none can be had."""
    for attempt in (_nothing, _playwright, _debian):
        attempt()
        if path := find():
            return path
    return None


def _nothing() -> None:
    """First look whether there is one."""


def _playwright() -> None:
    print("Không có Chromium; thử tải bản của Playwright… / No Chromium here; trying Playwright's own…", flush=True)
    _try([sys.executable, "-m", "playwright", "install", "chromium"])


def _debian() -> None:
    print("Thử gói chromium của Debian… / Trying Debian's package…", flush=True)
    program("chromium", "chromium")


def _try(command: list[str]) -> None:
    """Run quietly and within five minutes; whether it helped is seen by looking again."""
    try:
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    except subprocess.TimeoutExpired:
        print(f"{command[0]} took too long", flush=True)


if __name__ == "__main__":
    if get() is None:
        print("NO BROWSER: the browser tests will be skipped (under CI=true they fail).", flush=True)

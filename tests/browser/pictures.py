"""Pictures of every view, to be looked at: `python -m tests.browser.pictures FOLDER [WORD IN THE NAME]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium
from tests.browser.conftest import WIDTHS, serving

VIEWS = {
    "overview": "/",
    "map": "/ban-do",
    "map-chosen": "/ban-do?tinh=68",
    "map-former": "/ban-do?dia-gioi=63&so-lieu=xa-co-san-pham",
    "catalogue": "/danh-muc",
    "found": "/danh-muc?q=ca+phe&sao=3",
    "nothing": "/danh-muc?q=zzzz&tinh=99",
    "distributions": "/phan-bo",
    "targets": "/chi-tieu",
    "leader": "/lanh-dao",
    "gifts": "/qua-tang",
    "gifts-shared": "/qua-tang?gio=FR23-R1AX,M57V-H4E6",
    "combos": "/bo-qua",
    "fairs": "/hoi-cho",
    "fairs-shared": "/hoi-cho?ds=FR23-R1AX,M57V-H4E6",
    "product": "/san-pham?ma=M57V-H4E6",
    "reported": "/san-pham?ma=CPSB-5H89",
    "unknown": "/san-pham?ma=XXXX",
    "lookup": "/tra-cuu",
    "lookup-code": "/tra-cuu?ma=FR23-R1AX",
    "lookup-name": "/tra-cuu?ma=nuoc+mam",
    "lookup-mistyped": "/tra-cuu?ma=FR23-R1A1",
    "lookup-stranger": "/tra-cuu?ma=https://example.com/m/FR23-R1AX",
    "lookup-none": "/tra-cuu?ma=zzzz",
    "report": "/bao-nhan-sai?ma=FR23-R1AX",
    "mark": "/m/M57V-H4E6",
    "mark-reported": "/m/CPSB-5H89",
    "mark-unknown": "/m/ABCD-EFGH",
    "not-found": "/nope",
}


def main(folder: Path, wanted: str = "") -> None:
    """Take the pictures of the views whose name holds a word, at both widths and in both languages."""
    folder.mkdir(parents=True, exist_ok=True)
    with serving(Path(tempfile.mkdtemp())) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        for width, size in WIDTHS.items():
            for language in ("vi", "en"):
                page = browser.new_page(viewport={"width": size[0], "height": size[1]})
                for name, path in VIEWS.items():
                    if wanted in f"{name}-{width}-{language}":
                        page.goto(f"{server.url}{path}{'&' if '?' in path else '?'}lang={language}")
                        take(page, folder / f"{name}-{width}-{language}.png")
                page.close()
        browser.close()


def take(page: Page, file: Path) -> None:
    """The whole height of a page once its foot is there; Streamlit scrolls a part of its own."""
    page.wait_for_selector("footer", timeout=20_000)
    page.wait_for_timeout(700)
    size = page.viewport_size
    assert size is not None
    scroller = "document.querySelector('[data-testid=stMain]') || document.documentElement"
    height = page.evaluate(f"({scroller}).scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], height)})
    page.wait_for_timeout(300)
    page.screenshot(path=file)
    page.set_viewport_size(size)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])

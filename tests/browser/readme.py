"""`python -m tests.browser.readme` takes the pictures that the README shows: every screen over the illustration."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from ocop.settings import ROOT
from ocop.ui.screens import SCREENS
from tests.browser import chromium
from tests.browser.conftest import serving

FOLDER = ROOT / "docs" / "pictures"
SIZE, SHOWN = (1280, 800), (960, 600)
PRODUCT = "/san-pham?ma=M57V-H4E6"


def address(key: str) -> str:
    """Where a screen is looked at: the illustration, but a real product."""
    return PRODUCT if key == "product" else f"{SCREENS[key].path}?so=minh-hoa"


def main() -> None:
    """One picture a screen, small enough to be kept."""
    os.environ["OCOP_DEMO_SIGNIN"] = "1"
    with serving(Path(tempfile.mkdtemp()), demo_products=6000) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        for key in SCREENS:
            page.goto(f"{server.url}{address(key)}")
            page.wait_for_selector("#root footer", timeout=60_000, state="attached")
            if key == "steward":
                page.get_by_role("button", name="Người giữ sổ – cả nước").click()
            page.wait_for_timeout(3000)
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").resize(SHOWN, Image.Resampling.LANCZOS)
            picture.save(FOLDER / f"{key}.webp", quality=72, method=6)
        browser.close()


if __name__ == "__main__":
    main()

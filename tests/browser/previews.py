"""Draw the pictures that stand beside a link that is passed on: `python -m tests.browser.previews`.

One a product set and one for all else, 1200 by 630, from our own drawings; run again when a drawing changes.
"""

from __future__ import annotations

import io

from PIL import Image
from playwright.sync_api import sync_playwright

from ocop import reference
from ocop.settings import ASSETS
from tests.browser import chromium

PAGE = """<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: L; font-weight: 600; src: url(fonts/be-vietnam-pro-latin-600-normal.woff2); }}
@font-face {{ font-family: V; font-weight: 600; src: url(fonts/be-vietnam-pro-vietnamese-600-normal.woff2); }}
body {{ margin: 0; width: 1200px; height: 630px; background: #fbfaf6; color: #1b2a22; display: grid;
  grid-template-columns: 1fr 640px; font-family: L, V, sans-serif; font-weight: 600; }}
div {{ padding: 70px 20px 60px 70px; display: flex; flex-direction: column; justify-content: space-between; }}
h1 {{ font-size: 46px; line-height: 1.25; margin: 0; letter-spacing: -.01em; }}
p {{ margin: 0; font-size: 27px; display: flex; gap: 18px; align-items: center; color: #0f6b4b; }}
p img {{ width: 56px; }}
main {{ overflow: hidden; }} main img {{ height: 630px; }}
</style>
<div><h1>{name}</h1><p><img src="icon.svg">Sổ đăng ký OCOP</p></div><main><img src="sets/{number:02}.svg"></main>"""


def main() -> None:
    """Draw them all."""
    names = {number: each.name for number, each in reference.product_sets().items()}
    folder = ASSETS / "preview"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        for number, name in ({0: "Mỗi xã một sản phẩm"} | names).items():
            # beside the files that it names, so that no server is needed
            draft = ASSETS / "preview.html"
            draft.write_text(PAGE.format(name=name, number=number), encoding="utf-8")
            page.goto(draft.as_uri())
            page.wait_for_timeout(150)
            drawn = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(96)
            drawn.save(folder / f"{number:02}.png", optimize=True)
            draft.unlink()
        browser.close()


if __name__ == "__main__":
    main()

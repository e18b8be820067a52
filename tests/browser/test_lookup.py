"""Looking up by typing and by camera, and reporting a label without script, in a real browser."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import qrcode
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser import chromium
from tests.browser.conftest import Server
from tests.conftest import LONG

Open = Callable[..., Page]
BOX = "Mã, địa chỉ trong mã QR, hoặc tên sản phẩm"


def video(file: Path, text: str | None) -> Path:
    """What a camera would see that is held over a pack: a QR code, or only paper."""
    seen = Image.new("L", (640, 480), 200)
    if text is not None:
        code = qrcode.make(text, box_size=6, border=4).get_image().convert("L")
        seen.paste(code.rotate(7, expand=True, fillcolor=255), (150, 60))
    grey = bytes([128]) * (320 * 240)
    with file.open("wb") as out:
        out.write(b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n")
        for _frame in range(10):
            out.write(b"FRAME\n" + seen.tobytes() + grey + grey)
    return file


@contextmanager
def holding(browser: Browser, file: Path, url: str) -> Iterator[Page]:
    """Another browser of that kind, whose camera sees that, on a page."""
    given = ["--no-sandbox", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    other = browser.browser_type.launch(
        executable_path=chromium.find(), args=[*given, f"--use-file-for-fake-video-capture={file}"]
    )
    page = other.new_page(viewport={"width": 390, "height": 844}, locale="vi")
    page.goto(url)
    page.wait_for_function("!document.getElementById('paint')", timeout=20_000)
    yield page
    other.close()


def take(page: Page) -> None:
    """Open the camera and take a picture; nothing is asked of the camera before."""
    expect(page.get_by_test_id("stCameraInput")).to_have_count(0)
    page.get_by_role("button", name="Quét mã bằng máy ảnh").click()
    shot = page.get_by_test_id("stCameraInputButton")
    expect(shot).to_be_enabled(timeout=15_000)
    page.wait_for_function("document.querySelector('[data-testid=stCameraInput] video').readyState === 4")
    shot.click()


def test_the_camera_reads_a_pack_and_closes(server: Server, browser: Browser, tmp_path: Path) -> None:
    seen = video(tmp_path / "pack.y4m", f"{server.url}/m/FR23-R1AX".upper())
    with holding(browser, seen, f"{server.url}/tra-cuu") as page:
        take(page)
        expect(page.locator(".oc-verdict")).to_have_text("Công nhận 3 sao còn hiệu lực đến 05/08/2029", timeout=15_000)
        assert page.url == f"{server.url}/tra-cuu?ma=FR23-R1AX"
        expect(page.get_by_test_id("stCameraInput")).to_have_count(0)
        page.get_by_role("link", name="Mở trang xác nhận").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("còn hiệu lực đến 05/08/2029")
    assert "FR23" not in server.log.read_text(), "what readers look up is written nowhere"


@LONG
def test_a_code_of_another_site_is_named_and_not_opened(server: Server, browser: Browser, tmp_path: Path) -> None:
    asked: list[str] = []
    with holding(
        browser, video(tmp_path / "other.y4m", "https://example.com/m/FR23-R1AX"), f"{server.url}/tra-cuu"
    ) as page:
        page.on("request", lambda request: asked.append(request.url))
        take(page)
        expect(page.locator(".oc-empty h2")).to_have_text(
            "Mã này không dẫn đến sổ đăng ký, mà dẫn đến example.com", timeout=15_000
        )
        assert page.get_by_role("link", name=re.compile("example")).count() == 0
    assert not [url for url in asked if "example.com" in url]


@LONG
def test_a_picture_without_a_code_says_what_to_do(server: Server, browser: Browser, tmp_path: Path) -> None:
    with holding(browser, video(tmp_path / "paper.y4m", None), f"{server.url}/tra-cuu?ma=FR23-R1AX") as page:
        take(page)
        expect(page.locator(".oc-empty")).to_contain_text("Không đọc được mã nào trong ảnh", timeout=15_000)
        page.get_by_role("button", name="Đóng máy ảnh").click()
        expect(page.locator(".oc-verdict")).to_be_visible()


def test_typing_a_code_or_a_name_answers_with_a_verdict(server: Server, open_page: Open) -> None:
    page = open_page(f"{server.url}/tra-cuu")
    expect(page.locator(".oc-how")).to_contain_text("in dưới mã QR")
    box = page.get_by_label(BOX)
    box.fill("m57v h4e6")
    box.press("Enter")
    expect(page.locator(".oc-answer .oc-verdict")).to_have_text("Công nhận 4 sao còn hiệu lực đến 19/06/2028")
    expect(page.locator(".oc-answer h2")).to_have_text("Mắc ca Lê Anh Tuy Đức")
    box.fill("nuoc mam")
    box.press("Enter")
    expect(page.locator(".oc-answers li")).to_have_count(5)
    expect(page.locator(".oc-answers li").first).to_contain_text("Theo báo chí, được công nhận 5 sao")
    box.fill("FR23-R1A1")
    box.press("Enter")
    expect(page.locator(".oc-empty h2")).to_have_text("Mã FR23-R1A1 không đúng")
    page.get_by_role("link", name="FR23-R1AX Mắm nêm Seagull").click()
    expect(page.locator(".oc-answer .oc-verdict")).to_have_text("Công nhận 3 sao còn hiệu lực đến 05/08/2029")
    page.go_back()
    expect(page.locator(".oc-empty h2")).to_have_text("Mã FR23-R1A1 không đúng")


def test_a_label_is_reported_without_any_script(server: Server, browser: Browser, tmp_path: Path) -> None:
    picture = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(picture, "PNG")
    (tmp_path / "nhãn.gif").write_bytes(picture.getvalue())  # known by what it holds
    (tmp_path / "nhãn.jpg").write_bytes(b"GIF89a")
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="vi", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/bao-nhan-sai?ma=FR23-R1AX")
    expect(page.get_by_text("Mã này là của: Mắm nêm Seagull")).to_be_visible()
    page.get_by_label("Bạn thấy ở đâu?").fill("Chợ <b>Bến Thành</b>")
    page.get_by_label("Điều gì sai?").fill("Nhãn ghi 5 sao.\nSổ ghi 3 sao.")
    page.get_by_label("Ảnh nhãn, nếu có").set_input_files(tmp_path / "nhãn.jpg")
    page.wait_for_timeout(2100)  # nobody fills in a form in less
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_role("alert")).to_contain_text("Tệp không phải ảnh JPEG, PNG hoặc WebP đọc được")
    assert page.title().startswith("Chưa gửi được")
    expect(page.get_by_label("Bạn thấy ở đâu?")).to_have_value("Chợ <b>Bến Thành</b>")
    expect(page.get_by_label("Điều gì sai?")).to_have_value("Nhãn ghi 5 sao.\nSổ ghi 3 sao.")
    page.get_by_label("Ảnh nhãn, nếu có").set_input_files(tmp_path / "nhãn.gif")
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhận báo cáo của bạn")
    number = page.locator(".number").inner_text()
    assert re.fullmatch("BC-[0-9A-Z]{4}-[0-9A-Z]{4}", number)
    assert page.url == f"{server.url}/bao-nhan-sai/{number}?lang=vi"
    context.close()

"""Codes as pictures, read back by a real decoder."""

import io

import pytest
import zxingcpp
from PIL import Image
from starlette.testclient import TestClient

from ocop.web import qr


def test_the_png_leads_to_the_mark_page(client: TestClient) -> None:
    answer = client.get("/qr/FR23-R1AX.png")
    assert answer.headers["content-type"] == "image/png"
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(answer.content)).convert("L"))
    assert found.text == "HTTP://127.0.0.1:8501/M/FR23-R1AX"
    assert "Mắm nêm Seagull" in client.get(found.text.removeprefix("HTTP://127.0.0.1:8501")).text


def test_the_svg_carries_the_code_in_words(client: TestClient) -> None:
    answer = client.get("/qr/fr23r1ax.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert ">FR23-R1AX</text>" in answer.text


def test_svg_and_png_draw_the_same_modules() -> None:
    modules = qr.matrix("HTTP://127.0.0.1:8501/M/FR23-R1AX")
    picture = Image.open(io.BytesIO(qr.png(modules, "FR23-R1AX")))
    step = qr.PIXELS
    drawn = [
        [picture.getpixel((x * step + step // 2, y * step + step // 2)) == 0 for x in range(len(modules))]
        for y in range(len(modules) - qr.QUIET // 2)  # below it the words begin
    ]
    assert drawn == modules[: len(drawn)]


def test_a_form_that_is_not_drawn_is_no_claim_about_the_code(client: TestClient) -> None:
    page = client.get("/qr/FR23-R1AX.gif").text
    assert "Không có trang này" in page
    assert client.get("/qr/FR23-R1AX.PNG").status_code == 200


@pytest.mark.parametrize("path", ["/qr/ABCD-EFGH.svg", "/qr/FR23-R1AX.gif", "/qr/FR23-R1AX"])
def test_no_picture_is_drawn_for_what_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404

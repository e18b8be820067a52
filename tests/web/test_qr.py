"""Codes as pictures, read back by a real decoder."""

import io
import random

import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter
from starlette.testclient import TestClient

from ocop.figures import codes
from ocop.web.app import standalone
from tests.conftest import open_register

SEAGULL = "HTTP://127.0.0.1:8501/M/FR23-R1AX"


def decoded(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))]


def opened(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body))


def test_the_png_leads_to_the_mark_page(client: TestClient) -> None:
    answer = client.get("/qr/FR23-R1AX.png")
    assert answer.headers["content-type"] == "image/png"
    assert decoded(opened(answer.content)) == [SEAGULL]
    assert "Mắm nêm Seagull" in client.get(SEAGULL.removeprefix("HTTP://127.0.0.1:8501")).text


def test_the_address_is_encoded_as_letters_and_digits_with_error_correction_m(client: TestClient) -> None:
    (found,) = zxingcpp.read_barcodes(opened(client.get("/qr/FR23-R1AX.png").content).convert("L"))
    assert found.ec_level == "M"
    assert found.content_type is zxingcpp.ContentType.Text
    assert len(codes.matrix(SEAGULL)) == 25 + 2 * codes.QUIET  # version 2; as bytes it would take version 3


def test_the_svg_carries_the_code_in_words_and_its_size_in_millimetres(client: TestClient) -> None:
    answer = client.get("/qr/fr23r1ax.svg?co=20")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert ">FR23-R1AX</text>" in answer.text
    assert 'width="20mm"' in answer.text
    assert "SAO" not in answer.text


def test_svg_and_png_draw_the_same_modules() -> None:
    modules = codes.matrix(SEAGULL)
    picture = opened(codes.png(codes.Code(SEAGULL, "FR23-R1AX")))
    step = codes.PIXELS
    drawn = [
        [picture.getpixel((x * step + step // 2, y * step + step // 2)) == 0 for x in range(len(modules))]
        for y in range(len(modules))
    ]
    assert drawn == modules
    assert codes.path(modules) in codes.svg(codes.Code(SEAGULL, "FR23-R1AX")).decode()


@pytest.mark.parametrize("stars", ["", "&sao=1"])
def test_four_modules_around_the_code_stay_white(client: TestClient, stars: str) -> None:
    picture = opened(client.get(f"/qr/FR23-R1AX.png?co=20{stars}").content).convert("L")
    module = picture.width // 33
    top = module * (codes.STARS if stars else 0)
    square = picture.crop((0, top, 33 * module, top + 33 * module))
    inner = (4 * module, 4 * module, 29 * module, 29 * module)
    assert square.crop(inner).getextrema() == (0, 255)
    ImageDraw.Draw(square).rectangle((inner[0], inner[1], inner[2] - 1, inner[3] - 1), 255)
    assert square.getextrema() == (255, 255)


@pytest.mark.parametrize("size", codes.SIZES)
@pytest.mark.parametrize("stars", ["", "&sao=1"])
def test_each_size_is_read_back_after_blur_dirt_and_rotation(client: TestClient, size: int, stars: str) -> None:
    body = client.get(f"/qr/FR23-R1AX.png?co={size}{stars}").content
    picture = opened(body)
    dots = picture.info["dpi"][0]
    assert dots >= 300
    assert picture.width / dots * 25.4 == pytest.approx(size, rel=0.01)
    seen = picture.convert("L")
    assert decoded(seen.filter(ImageFilter.GaussianBlur(seen.width / 200))) == [SEAGULL]
    assert decoded(dirty(seen)) == [SEAGULL]
    assert decoded(seen.rotate(37, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)) == [SEAGULL]


def test_a_print_of_two_centimetres_at_300_dots_an_inch_is_read_back(client: TestClient) -> None:
    picture = opened(client.get("/qr/FR23-R1AX.png").content).convert("L")
    wide = round(20 / 25.4 * 300)
    printed = picture.resize((wide, wide * picture.height // picture.width), Image.Resampling.BILINEAR)
    page = Image.new("L", (600, 600), 235)
    page.paste(printed, (180, 160))
    seen = page.rotate(-11, fillcolor=235, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(1.5))
    assert decoded(seen) == [SEAGULL]


def dirty(picture: Image.Image) -> Image.Image:
    """A fifth of the surface flecked, light on dark and dark on light, as scuffed paper is, and seen by a camera."""
    chance, spoiled = random.Random(6), picture.copy()  # the same flecks each time
    pen, fleck = ImageDraw.Draw(spoiled), max(1, picture.width // 120)
    for _each in range(int(0.2 * picture.width * picture.height / fleck**2)):
        x, y = chance.randrange(picture.width), chance.randrange(picture.height)
        pen.rectangle((x, y, x + fleck - 1, y + fleck - 1), chance.choice((60, 200)))
    return spoiled.filter(ImageFilter.GaussianBlur(picture.width / 80))


def test_stars_stand_above_only_where_a_recognition_is_in_force(client: TestClient) -> None:
    assert ">3 SAO</text>" in client.get("/qr/FR23-R1AX.svg?sao=1").text
    answer = client.get("/qr/7X21-777D.svg?sao=1")  # known from the press alone
    assert answer.status_code == 400
    assert "không có công nhận còn hiệu lực" in answer.text
    assert client.get("/qr/7X21-777D.svg").status_code == 200


@pytest.mark.parametrize("size", ["7", "0", "-20", "20mm", "1e9", "２０", "99999999999999999999"])
def test_a_size_that_is_not_printed_is_said(client: TestClient, size: str) -> None:
    answer = client.get(f"/qr/FR23-R1AX.svg?co={size}")
    assert answer.status_code == 400
    assert "15, 20, 25, 30, 40, 50 mm" in answer.text


def test_a_code_too_fine_to_be_read_is_not_drawn(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A long address has more modules: at 15 mm a camera could not tell them apart."""
    base = f"https://{'sodangky.' * 8}example.vn"
    register = open_register(f"sqlite:///{tmp_path_factory.mktemp('long') / 'ocop.db'}", OCOP_BASE_URL=base)
    long = TestClient(standalone(register), base_url="http://127.0.0.1:8501")
    assert "quá dài để in mã rộng 15 mm" in long.get("/qr/FR23-R1AX.png?co=15").text
    answer = long.get("/qr/FR23-R1AX.png?co=25")
    assert decoded(opened(answer.content)) == [f"{base}/m/FR23-R1AX".upper()]
    register.engine.dispose()


def test_a_form_that_is_not_drawn_is_no_claim_about_the_code(client: TestClient) -> None:
    page = client.get("/qr/FR23-R1AX.gif").text
    assert "Không có trang này" in page
    assert client.get("/qr/FR23-R1AX.PNG").status_code == 200


@pytest.mark.parametrize("path", ["/qr/ABCD-EFGH.svg", "/qr/FR23-R1AX.gif", "/qr/FR23-R1AX"])
def test_no_picture_is_drawn_for_what_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404

"""Charts as files: real pictures with their words, watermark and source; the numbers as CSV."""

import csv
import io
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PIL import Image
from starlette.testclient import TestClient

from ocop.domain.figures import By
from ocop.domain.recognition import Scope
from ocop.figures import pictures
from ocop.figures.pictures import Frame
from ocop.services import demo, export
from ocop.services.register import Register
from ocop.settings import ROOT
from ocop.web.app import standalone
from ocop.web.drawing import NAMES
from tests.conftest import BASE_URL, TODAY, open_register


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    opened = open_register(f"sqlite:///{tmp_path_factory.mktemp('pictures') / 'ocop.db'}")
    demo.load(opened, products=300, by="t")
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="module")
def asked(register: Register) -> TestClient:
    return TestClient(standalone(register), base_url=BASE_URL)


def _is_pale_red(red: int, green: int, blue: int) -> bool:
    return red > 200 and 200 < green < 250 and red > green + 5 and abs(green - blue) < 4


def rows_of(answer: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.decode("utf-8-sig"))))


def test_a_png_is_a_picture_of_twice_the_size_of_the_drawing(asked: TestClient) -> None:
    drawing = asked.get("/hinh/group.svg?so=minh-hoa").text
    size = drawing[: drawing.index(">")]
    width, height = (float(size.split(f' {side}="')[1].split('"')[0]) for side in ("width", "height"))
    answer = asked.get("/hinh/group.png?so=minh-hoa")
    assert answer.headers["content-type"] == "image/png"
    picture = Image.open(io.BytesIO(answer.content)).convert("RGB")
    assert abs(picture.width - 2 * width) <= 2
    assert abs(picture.height - 2 * height) <= 2
    colours = {colour: count for count, colour in picture.getcolors(1 << 24)}
    assert colours[(255, 255, 255)] > 100_000
    for fill in ((0xBF, 0xD8, 0xC6), (0x5F, 0xA0, 0x7F)):  # the bars of 3 and 4 stars
        assert colours[fill] > 300


def test_a_picture_of_the_illustration_bears_its_watermark_inside(asked: TestClient) -> None:
    made_up, real = (asked.get(f"/hinh/stars.svg?so={scope}").text for scope in ("minh-hoa", "that"))
    assert ">DỮ LIỆU MINH HỌA</text>" in made_up
    assert "MINH HỌA" not in real.upper()
    assert "Nguồn: Sổ đăng ký OCOP, tính đến hết ngày 22/11/2026." in real
    assert "chưa phải cả nước" in " ".join(real.split("</tspan>"))
    pale = [Image.open(io.BytesIO(asked.get(f"/hinh/stars.png?so={s}").content)) for s in ("minh-hoa", "that")]
    reds = [sum(count for count, colour in each.getcolors(1 << 24) if _is_pale_red(*colour[:3])) for each in pale]
    assert reds[0] > 2_000 > 200 > reds[1]


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_can_be_taken_away_in_each_form(asked: TestClient, name: str) -> None:
    drawing = asked.get(f"/hinh/{name}.svg?so=minh-hoa")
    assert drawing.status_code == 200
    assert drawing.headers["content-type"].startswith("image/svg+xml")
    numbers = rows_of(asked.get(f"/hinh/{name}.csv?so=minh-hoa").content)
    assert numbers
    assert {row["watermark"] for row in numbers} == {export.WATERMARK}


def test_the_drawing_names_what_the_numbers_name(register: Register, asked: TestClient) -> None:
    drawing = asked.get("/hinh/group.svg?so=minh-hoa").text
    numbers = rows_of(asked.get("/hinh/group.csv?so=minh-hoa").content)
    found = register.distribution(Scope.DEMO, TODAY, By.GROUP)
    assert numbers[0]["Nhóm sản phẩm"] == "Thực phẩm"
    assert ">Thực phẩm</text>" in drawing
    assert f">{numbers[0]['Tất cả']}</text>" in drawing
    assert sum(int(row["Tất cả"]) for row in numbers) == found.total > 100
    for label in ("5 sao", "4 sao", "3 sao", "Sản phẩm có công nhận còn hiệu lực: theo nhóm sản phẩm"):
        assert label in drawing


def test_the_view_and_the_day_stand_in_the_address(register: Register, asked: TestClient) -> None:
    one = rows_of(asked.get("/hinh/group.csv?so=minh-hoa&sao=5").content)
    assert sum(int(row["4 sao"]) + int(row["3 sao"]) for row in one) == 0
    for name in ("ngay", "as_of"):
        early = rows_of(asked.get(f"/hinh/stars.csv?so=that&{name}=2025-07-01").content)
        assert (
            sum(int(row["Số sản phẩm"]) for row in early)
            == register.overview(Scope.REAL, TODAY.replace(2025, 7, 1)).products
        )
    assert "to the end of 22 November 2026" in asked.get("/hinh/stars.svg?so=that&lang=en").text


def test_what_only_the_press_tells_of_is_left_out_of_what_is_left_and_said(asked: TestClient) -> None:
    numbers = rows_of(asked.get("/hinh/survival.csv?so=that").content)
    assert [row["Năm được công nhận"] for row in numbers] == ["2025", "2026"]
    assert "0%" not in {row["Tỷ lệ"] for row in numbers}
    drawing = " ".join(asked.get("/hinh/survival.svg?so=that").text.split("</tspan>"))
    assert "sản phẩm chỉ biết qua báo chí" in re.sub(r"<[^>]*>", "", drawing)
    assert "lần đầu" not in drawing


def test_a_day_without_figures_says_so(asked: TestClient) -> None:
    assert "Chưa có số liệu." in asked.get("/hinh/flow.svg?so=that&ngay=2018-01-01").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/hinh/nope.svg", 404),
        ("/hinh/stars.gif", 404),
        ("/hinh/stars.svg?ngay=2031-01-01", 400),
        ("/hinh/stars.svg?as_of=hom-nay", 400),
    ],
)
def test_what_is_not_there_is_said(asked: TestClient, path: str, status: int) -> None:
    assert asked.get(path).status_code == status


def test_hostile_words_stay_words_in_the_frame_and_in_the_numbers(register: Register) -> None:
    hostile = "</text><script>alert(1)</script>&"
    frame = Frame(hostile, ((hostile, '"/><script>'),), hostile, hostile, hostile)
    drawn = pictures.svg(None, frame)  # type: ignore[arg-type] # nothing is drawn where it is said to be empty
    assert "<script" not in drawn
    assert pictures.png(drawn).startswith(b"\x89PNG")
    made = export.numbers(("Tên", "Số"), (("=1+1", 2), ("@x", 3)), Scope.REAL).decode("utf-8-sig")
    assert made == "Tên,Số\r\n'=1+1,2\r\n'@x,3\r\n"


def test_the_plain_routes_import_no_charts() -> None:
    heavy = ("altair", "pandas", "vl_convert", "docx")
    told = f"import sys, ocop.web.app; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout == "[]\n"

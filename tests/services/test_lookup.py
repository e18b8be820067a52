"""Looking up one product: what is said of what was typed, and what a picture shows."""

import io

import numpy
import pytest
import zxingcpp
from PIL import Image
from qrcode.main import QRCode

from ocop.domain.recognition import Scope
from ocop.services.lookup import Answer, Outcome, look_up, texts_in
from ocop.services.register import Register
from tests.conftest import BASE_URL, TODAY

URL = f"{BASE_URL}/M/FR23-R1AX".upper()


def asked(register: Register, typed: str, *, scanned: bool = False) -> Answer:
    return look_up(register, typed, Scope.REAL, TODAY, scanned=scanned)


@pytest.mark.parametrize("typed", ["fr23r1ax", "FR23-RIAX", URL, "127.0.0.1:8501/m/FR23-R1AX", "/".join((URL, ""))])
def test_a_code_leads_to_its_product(read_only: Register, typed: str) -> None:
    found = asked(read_only, typed)
    assert found.outcome is Outcome.PRODUCT
    assert found.record is not None
    assert found.record.product.name == "Mắm nêm Seagull"


def test_an_official_code_leads_to_its_product_and_an_unknown_one_is_said(read_only: Register) -> None:
    assert asked(read_only, "83-829-28780-3-2022").outcome is Outcome.UNKNOWN_CODE
    assert asked(read_only, "ABCD-EFG4").outcome is not Outcome.PRODUCT
    assert asked(read_only, "8936012345674").outcome is Outcome.UNKNOWN_CODE


def test_a_name_leads_to_the_few_best_matches(read_only: Register) -> None:
    found = asked(read_only, "nuoc mam")
    assert found.outcome is Outcome.SEVERAL
    assert found.found is not None
    assert (found.found.total, len(found.found.products)) == (7, 5)
    assert all("ước mắm" in product.name for product in found.found.products)


def test_a_mistyped_code_names_those_that_may_be_meant(read_only: Register) -> None:
    found = asked(read_only, "FR23-R1A1")
    assert (found.outcome, found.near) == (Outcome.MISTYPED, (("FR23-R1AX", "Mắm nêm Seagull"),))


def test_what_is_not_here_is_said_for_what_it_is(read_only: Register) -> None:
    assert asked(read_only, "").outcome is Outcome.NOTHING_ASKED
    assert asked(read_only, f"{BASE_URL}/ban-do").outcome is Outcome.ELSEWHERE
    stranger = asked(read_only, "https://example.com/m/FR23-R1AX")
    assert (stranger.outcome, stranger.asked, stranger.record) == (Outcome.STRANGER, "example.com", None)
    none = asked(read_only, "nước mắm phú quok")
    assert none.found is not None
    assert (none.outcome, none.found.suggestion) == (Outcome.NONE_FOUND, "Nước mắm Phú Quốc")
    assert asked(read_only, "nước mắm", scanned=True).outcome is Outcome.STRANGER


def picture(text: str, turned: int = 0, form: str = "JPEG") -> bytes:
    code = QRCode(box_size=7)
    code.add_data(text)
    seen = Image.new("RGB", (1280, 720), (90, 110, 100))
    seen.paste(code.make_image().get_image().convert("RGB").rotate(turned, expand=True), (420, 90))
    made = io.BytesIO()
    seen.save(made, form)
    return made.getvalue()


@pytest.mark.parametrize(("turned", "form"), [(0, "JPEG"), (17, "PNG"), (90, "WEBP")])
def test_a_code_is_read_from_a_picture(turned: int, form: str) -> None:
    assert texts_in(picture(URL, turned, form)) == [URL]


def test_a_bar_code_is_read_as_its_number() -> None:
    bars = zxingcpp.create_barcode("8936012345674", zxingcpp.BarcodeFormat.EAN13).to_image(scale=4)
    made = io.BytesIO()
    drawn = Image.fromarray(numpy.array(bars))
    seen = Image.new("L", (drawn.width + 200, drawn.height + 200), 255)
    seen.paste(drawn, (100, 100))
    seen.save(made, "PNG")
    assert texts_in(made.getvalue()) == ["8936012345674"]


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"\xff\xd8\xff\xe0", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"])
def test_what_is_no_picture_holds_no_code(content: bytes) -> None:
    assert texts_in(content) == []


def test_a_picture_without_a_code_holds_none() -> None:
    blank = io.BytesIO()
    Image.new("RGB", (1280, 720), "white").save(blank, "JPEG")
    assert texts_in(blank.getvalue()) == []

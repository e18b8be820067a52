"""Makers' photographs on their way in, and where they are shown."""

import io
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain.codes import with_check
from ocop.domain.register import ProductQuery
from ocop.errors import Conflict, DataError
from ocop.services import photos
from ocop.services.register import Register
from ocop.store.tables import AuditRow
from ocop.ui.page import picture
from tests.conftest import TODAY
from tests.web.test_shell import client_of

GIVEN = {"credit": "Ảnh: Công ty TNHH Seagull", "by": "cán bộ", "reason": "chủ thể gửi ảnh"}


def photograph(path: Path, size: tuple[int, int] = (1600, 1000), **saved: object) -> Path:
    noise = Image.effect_noise(size, 90).convert("RGB")
    noise.paste((180, 20, 20), (0, 0, size[0] // 2, size[1]))
    noise.save(path, **saved)  # type: ignore[arg-type]
    return path


def test_a_photograph_is_shown_on_card_and_page_and_may_be_kept(register: Register, tmp_path: Path) -> None:
    before = register.revision()
    photos.keep(register, code="fr23 r1ax", file=photograph(tmp_path / "a.jpg"), **GIVEN)
    assert register.revision() == before + 1
    (product,) = register.search(ProductQuery("seagull"), TODAY).products
    address = picture(product)
    assert address == f"/anh/FR23-R1AX.webp?v={product.photo}"
    record = register.record("FR23-R1AX", TODAY)
    assert record
    assert picture(record.product) == address
    client = client_of(register)
    answer = client.get(address)
    assert (answer.headers["content-type"], "immutable" in answer.headers["cache-control"]) == ("image/webp", True)
    assert len(answer.content) <= photos.MOST_BYTES
    with Image.open(io.BytesIO(answer.content)) as shown:
        assert shown.size == (640, 480)
        red, green, _blue = shown.convert("RGB").getpixel((20, 20))  # type: ignore[misc]
        assert (red > 150, green < 60) == (True, True)
    page = client.get("/san-pham?ma=FR23-R1AX").text
    assert "Ảnh: Công ty TNHH Seagull" in page
    assert "Hình minh họa bộ sản phẩm" not in page
    assert client.get("/anh/M57V-H4E6.webp").status_code == 404
    with Session(register.engine) as session:
        row = session.scalars(select(AuditRow).where(AuditRow.action == "keep_photo")).one()
        assert (row.by, row.reason, row.subject) == ("cán bộ", "chủ thể gửi ảnh", "FR23R1AX")


def test_what_a_camera_adds_does_not_come_along_and_upright_is_up(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 3  # held upside down
    exif[0x010F] = "máy ảnh của ông Ba"
    made = photos.made_small(photograph(tmp_path / "a.jpg", exif=exif).read_bytes())
    with Image.open(io.BytesIO(made)) as small:
        assert dict(small.getexif()) == {}
        left, right = (small.convert("RGB").getpixel((x, 240)) for x in (40, 600))
        assert right == pytest.approx((180, 20, 20), abs=12)
        assert left != pytest.approx((180, 20, 20), abs=12)
    assert "ông Ba".encode() not in made


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload='alert(1)'/>", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", b"\x89PNG"]
)
def test_what_is_no_photograph_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(DataError, match="không phải ảnh JPEG, PNG hoặc WebP"):
        photos.made_small(content)


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    bomb = io.BytesIO()
    Image.new("1", (9000, 9000)).save(bomb, "PNG")
    with pytest.raises(DataError, match="quá nhiều điểm ảnh"):
        photos.made_small(bomb.getvalue())


def test_nothing_is_kept_without_product_or_credit(register: Register, tmp_path: Path) -> None:
    file = photograph(tmp_path / "a.png")
    with pytest.raises(Conflict, match="Không có sản phẩm nào mang mã"):
        photos.keep(register, code=with_check("ABCDEFG"), file=file, **GIVEN)
    with pytest.raises(Conflict, match="Ảnh phải ghi nguồn"):
        photos.keep(register, code="FR23-R1AX", file=file, **GIVEN | {"credit": " "})
    with pytest.raises(DataError, match="Không mở được tệp"):
        photos.keep(register, code="FR23-R1AX", file=tmp_path / "none.png", **GIVEN)
    assert register.photo("FR23-R1AX", TODAY) is None

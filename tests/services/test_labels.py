"""Labels and extracts as a printer gets them: the PDF itself is drawn, and its codes are read back."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from starlette.testclient import TestClient

from ocop.documents import label
from ocop.documents.layouts import A4, LAYOUTS
from ocop.domain.addresses import why_not_public
from ocop.domain.recognition import Scope, Status
from ocop.domain.register import Product
from ocop.errors import QueryError, Refused
from ocop.services import demo, labels
from ocop.services.register import Register
from ocop.ui import catalogue, product
from ocop.ui.page import of
from ocop.web.app import standalone
from ocop.web.view import read
from tests.conftest import TODAY, open_register

PUBLIC = "https://ocop.example.vn"
# Not the small kinds of QR, which a decoder sometimes sees in the corner of a code.
MODEL = zxingcpp.BarcodeFormat.QRCodeModel2


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The shipped records and a small illustration, at an address that may be printed."""
    url = f"sqlite:///{tmp_path_factory.mktemp('labels') / 'ocop.db'}"
    opened = open_register(url, OCOP_BASE_URL=PUBLIC)
    demo.load(opened, products=60, by="t")
    yield opened
    opened.engine.dispose()


def drawn(pdf: bytes, dpi: int = 150) -> list[Image.Image]:
    """The pages as a printer sees them."""
    return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(pdf)]


def codes_on(pages: list[Image.Image]) -> Counter[str]:
    return Counter(found.text for page in pages for found in zxingcpp.read_barcodes(page, formats=MODEL))


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def in_force(register: Register) -> list[Product]:
    return [each for each in labels.in_province(register, None, TODAY) if each.status in labels.IN_FORCE]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_code_on_a_sheet_leads_to_its_product(public: Register, layout: label.Layout) -> None:
    products = in_force(public)
    made = labels.of(public, products, layout, copies=2, crop_marks=True, allow_local=True)
    found = codes_on(drawn(made.pdf))
    assert found == {f"{PUBLIC}/m/{each.shown_code}".upper(): 2 for each in products}
    assert made.count == 2 * len(products) == 48
    assert made.sheets == len(PdfReader(io.BytesIO(made.pdf)).pages) == -(-48 // layout.count)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_sheet_has_the_size_that_it_is_sold_in(public: Register, layout: label.Layout) -> None:
    page = PdfReader(io.BytesIO(labels.of(public, in_force(public), layout, allow_local=True).pdf)).pages[0]
    size = tuple(float(side) / 72 * 25.4 for side in (page.mediabox.width, page.mediabox.height))
    assert size == pytest.approx(layout.page, abs=0.1)
    assert min(layout.margin) >= 0
    if layout.page == A4:
        assert layout.columns * layout.rows == int(layout.name.split("-")[1])


def test_a_label_says_what_is_in_force_and_that_it_can_be_checked(public: Register) -> None:
    products = [each for each in in_force(public) if each.shown_code == "FR23-R1AX"]
    text = text_of(labels.of(public, products, LAYOUTS["a4-12"], allow_local=True).pdf)
    for words in (
        "Mắm nêm Seagull", "Công ty TNHH Seagull", "3 SAO", "Công nhận đến 05/08/2029",
        "Quyết định 3981/QĐ-UBND", "Quét mã để kiểm tra", "FR23-R1AX",
    ):  # fmt: skip
        assert words in text
    assert "18 tuổi" not in text


def test_a_name_too_long_ends_with_an_ellipsis_and_hides_no_code(public: Register) -> None:
    (product,) = (each for each in in_force(public) if each.shown_code == "FR23-R1AX")
    long = replace(product, name="Trà túi lọc " * 40 + "#panic()", set_number=14)
    for layout in LAYOUTS.values():
        made = labels.of(public, [long], layout, allow_local=True).pdf
        assert sum(codes_on(drawn(made)).values()) == 1
        if layout.has_words:
            assert "…" in text_of(made)
            assert "Không dành cho người dưới 18 tuổi" in text_of(made)


def test_what_is_not_in_force_gets_no_label_and_is_counted(public: Register) -> None:
    everything = labels.in_province(public, None, TODAY)
    made = labels.of(public, everything, LAYOUTS["a4-24"], allow_local=True)
    assert (made.count, dict(made.left_out)) == (24, {Status.REPORTED: 13})
    only = labels.of(public, everything, LAYOUTS["a4-24"], status=[Status.VALID], allow_local=True)
    assert only.count + only.left_out[Status.EXPIRING] == 24
    reported = [each for each in everything if each.status is Status.REPORTED]
    with pytest.raises(Refused, match="Không có sản phẩm nào có công nhận còn hiệu lực"):
        labels.of(public, reported, LAYOUTS["a4-24"], allow_local=True)


def test_a_province_is_one_of_today(public: Register) -> None:
    assert {each.producer.province for each in labels.in_province(public, "lam dong", TODAY)} == {"68"}
    with pytest.raises(QueryError, match=r"nay thuộc Lâm Đồng .* --province “Lâm Đồng”"):
        labels.in_province(public, "Đắk Nông", TODAY)
    with pytest.raises(QueryError, match="Không có tỉnh"):
        labels.in_province(public, "Atlantis", TODAY)


def test_made_up_products_are_refused(public: Register) -> None:
    (code,) = public.codes(Scope.DEMO, limit=1, offset=0)
    record = public.record(code, TODAY)
    assert record is not None
    with pytest.raises(Refused, match="Không in nhãn cho dữ liệu minh họa"):
        labels.of(public, [*in_force(public), record.product], LAYOUTS["a4-24"], allow_local=True)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://ocop.example.vn", "không phải https"),
        ("https://localhost", "chỉ mở được trên máy này"),
        ("https://127.0.0.1:8501", "chỉ mở được trên máy này"),
        ("https://127.1", "chỉ mở được trên máy này"),
        ("https://0.0.0.0", "chỉ mở được trên máy này"),
        ("https://192.168.1.20", "mạng nội bộ"),
        ("https://sodangky", "mạng nội bộ"),
        ("https://may-chu.local", "mạng nội bộ"),
        ("https://app.localhost.", "mạng nội bộ"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(public: Register, address: str, why: str) -> None:
    there = replace(public.settings, base_url=address, today=None)
    with pytest.raises(Refused, match=rf"OCOP_BASE_URL là “{address}”, .*{why}.*mã in ra sẽ không dẫn tới đâu"):
        labels.check_address(there, allow_local=False)
    labels.check_address(there, allow_local=True)


def test_a_rehearsal_day_is_no_day_to_print_on(public: Register) -> None:
    assert why_not_public(PUBLIC) is None
    labels.check_address(replace(public.settings, today=None), allow_local=False)
    with pytest.raises(Refused, match="ngày giả định 22/11/2026: hãy bỏ OCOP_TODAY"):
        labels.check_address(public.settings, allow_local=False)


def test_an_address_too_long_for_a_small_label_is_said(public: Register) -> None:
    long = replace(public, settings=replace(public.settings, base_url=f"https://{'sodangky.' * 8}example.vn"))
    with pytest.raises(QueryError, match="quá dài cho mã cỡ này"):
        labels.of(long, in_force(public), LAYOUTS["a4-65"], allow_local=True)
    assert labels.of(long, in_force(public), LAYOUTS["a4-12"], allow_local=True).count == 24


def test_the_official_artwork_is_used_where_the_operator_put_it(public: Register, tmp_path: Path) -> None:
    """Ours stands elsewhere, and only for the stars that have no file."""
    official = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'><rect width='10' height='10'/></svg>"
    (tmp_path / "ocop-4.svg").write_text(official, encoding="utf-8")
    sheets = label.Sheets(in_force(public), PUBLIC, LAYOUTS["a4-12"], slot=tmp_path)
    text = text_of(label.pdf(sheets))
    assert "3 SAO" in text
    assert "4 SAO" not in text
    (tmp_path / "ocop.svg").write_text(official, encoding="utf-8")
    assert "SAO" not in text_of(label.pdf(sheets))
    assert label.artwork(4) is None, "the program comes without artwork"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fr23r1ax", "Công nhận 3 sao còn hiệu lực đến 05/08/2029"),
        ("M57V-H4E6", "theo địa danh trước 01/07/2025: Bon Đắk Huýt, xã Quảng Trực, huyện Tuy Đức, tỉnh Đắk Nông"),
        ("7X21-777D", "Theo báo chí, được công nhận 5 sao (tháng 7/2023); chưa có dữ liệu về công nhận lại"),
    ],
)
def test_an_extract_cannot_be_taken_for_a_certificate(public: Register, code: str, words: str) -> None:
    made = TestClient(standalone(public), base_url=PUBLIC).get(f"/tai-ve/trich-{code}.pdf")
    assert made.headers["content-type"] == "application/pdf"
    text = text_of(made.content)
    assert len(PdfReader(io.BytesIO(made.content)).pages) == 1
    assert words in text
    for always in (
        "Trích thông tin từ sổ đăng ký", "Tính đến ngày 22/11/2026", "Tờ này không phải giấy chứng nhận",
        "không có chữ ký, không có dấu", "Căn cứ của bản ghi", "Đây không phải trang của cơ quan nhà nước",
    ):  # fmt: skip
        assert always in text
    assert "Độc lập - Tự do" not in text
    assert "GIẤY CHỨNG NHẬN" not in text
    shown = code.upper() if "-" in code else "FR23-R1AX"
    assert codes_on(drawn(made.content, 110)) == {f"HTTPS://OCOP.EXAMPLE.VN/M/{shown}": 1}


def test_an_extract_of_a_made_up_product_bears_its_watermark(public: Register) -> None:
    client = TestClient(standalone(public), base_url=PUBLIC)
    for code in public.codes(Scope.DEMO, limit=20, offset=0):
        made = client.get(f"/tai-ve/trich-{code}.pdf").content
        assert text_of(made).count("DỮ LIỆU MINH HỌA") >= 2 * len(PdfReader(io.BytesIO(made)).pages)
    assert "MINH HỌA" not in text_of(client.get("/tai-ve/trich-FR23-R1AX.pdf").content)


def test_an_extract_of_an_unknown_code_is_not_made(public: Register) -> None:
    answer = TestClient(standalone(public), base_url=PUBLIC).get("/tai-ve/trich-ABCD-EFGH.pdf")
    assert answer.status_code == 404
    assert "ABCD-EFGH" in answer.text


@pytest.fixture(scope="module")
def today(public: Register) -> TestClient:
    """The routes on the real day, since labels are printed on no other."""
    return TestClient(standalone(replace(public, settings=replace(public.settings, today=None))), base_url=PUBLIC)


def test_the_pages_print_one_product_what_is_seen_and_what_was_put_aside(today: TestClient) -> None:
    def urls(query: str) -> set[str]:
        answer = today.get(f"/tai-ve/nhan.pdf?{query}")
        assert answer.headers["content-type"] == "application/pdf", answer.text
        return {url.rsplit("/", 1)[1] for url in codes_on(drawn(answer.content))}

    assert urls("ma=fr23r1ax") == {"FR23-R1AX"}
    assert urls("so=that&q=seagull&mau=a4-65") == {"FR23-R1AX"}
    assert urls("so=that&chon=FR23-R1AX,M57V-H4E6&xem=da-chon") == {"FR23-R1AX", "M57V-H4E6"}
    assert sum(codes_on(drawn(today.get("/tai-ve/nhan.pdf?ma=FR23-R1AX&so-ban=48").content)).values()) == 48


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("ma=FR23-R1AX&mau=a3-1", "Chỉ có các mẫu nhãn: a4-12"),
        ("ma=FR23-R1AX&so-ban=0", "một số từ 1 đến 480"),
        ("ma=FR23-R1AX&so-ban=9999999999", "một số từ 1 đến 480"),
        ("ma=FR23-R1AX&so-ban=２", "một số từ 1 đến 480"),
        ("ma=ABCD-EFGH", "Không có mã ABCD-EFGH trong sổ"),
        ("ma=7X21-777D", "Không có sản phẩm nào có công nhận còn hiệu lực"),
        ("so=that&so-ban=40", "Trang này in nhiều nhất 480 nhãn"),
        ("so=minh-hoa", "Không in nhãn cho dữ liệu minh họa"),
    ],
)
def test_what_the_pages_do_not_print_is_said(today: TestClient, query: str, sentence: str) -> None:
    answer = today.get(f"/tai-ve/nhan.pdf?{query}")
    assert answer.status_code == 400
    assert sentence in answer.text


def test_the_pages_of_a_local_address_print_no_labels(client: TestClient) -> None:
    answer = client.get("/tai-ve/nhan.pdf?ma=FR23-R1AX")
    assert answer.status_code == 400
    assert "mã in ra sẽ không dẫn tới đâu" in answer.text


def test_links_to_labels_stand_where_labels_would_be_printed(public: Register, today: TestClient) -> None:
    there = replace(public, settings=replace(public.settings, today=None))

    def painted(register: Register, what: str) -> str:
        found = of(register, {"so": "that", "ma": what})
        record = register.record(what, TODAY)
        assert record is not None
        return product.content(found, record, "/danh-muc")

    assert "/tai-ve/nhan.pdf?ma=FR23-R1AX" in painted(there, "FR23-R1AX")
    assert "/tai-ve/nhan.pdf" not in painted(there, "7X21-777D"), "known from the press alone"
    assert "/tai-ve/trich-7X21-777D.pdf" in painted(there, "7X21-777D")
    assert "/tai-ve/nhan.pdf" not in painted(public, "FR23-R1AX"), "on a rehearsal day"
    (made_up,) = public.codes(Scope.DEMO, limit=1, offset=0)
    assert "/tai-ve/nhan.pdf" not in painted(there, made_up)
    listed = catalogue.content(of(there, {"so": "that", "q": "seagull"}), read({"q": "seagull"})[0], [])
    href = listed.split('href="/tai-ve/nhan.pdf', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    assert today.get(f"/tai-ve/nhan.pdf{href}").headers["content-type"] == "application/pdf"

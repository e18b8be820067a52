"""The papers of a gift basket as whoever opens them reads them: PDF, DOCX, XLSX and the ZIP around them."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from ocop.documents.gift import Texts
from ocop.documents.paper import Issuer
from ocop.domain.recognition import Kind, Scope
from ocop.errors import QueryError
from ocop.gifts.request import Event, EventKind, GuestClass, Recipient, Role, Wish
from ocop.services import gift_papers, gifts
from ocop.services.gift_papers import Papers
from ocop.services.gifts import Answer
from ocop.services.register import Register
from tests.conftest import VERIFY, open_register
from tests.documents.office import get_office
from tests.services.histories import enter, event, maker
from tests.services.test_gifts import known

DAY = date(2026, 12, 1)
PUBLIC = "https://ocop.example.vn"
VISIT = Event(kind=EventKind.VISIT, day=DAY, special_case="5/TTr", plan_number="12/KH-UBND")
HEAD = Recipient(guest_class=GuestClass.A, role=Role.HEAD, country="JP")
MEMBERS = Recipient(guest_class=GuestClass.A, role=Role.MEMBER, country="JP", count=8)
WISH = Wish(items=2)
FORMULA = '=HYPERLINK("http://x.example","Chè")'
NAMES = [
    "1-to-trinh-20261201.pdf", "1-to-trinh-20261201.docx", "2-thiep-1-20261201.pdf", "2-thiep-2-20261201.pdf",
    "3-dong-goi-20261201.xlsx", "4-mua-hang-20261201.xlsx",
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Two teas in each scope; the real ones are a formula by name and one whose story claims nothing."""
    url = f"sqlite:///{tmp_path_factory.mktemp('papers') / 'ocop.db'}"
    opened = open_register(url, OCOP_BASE_URL=PUBLIC)
    tea = known(1, lead_time_days=7, storage="ambient", story_en="Tea of the village.", name_en="Village tea")
    named = replace(known(2, by=maker("HTX Chè Thật", "00004")), name=FORMULA)
    enter(opened, tea, named, scope=Scope.REAL)
    enter(opened, known(3), known(4), scope=Scope.DEMO)
    yield opened
    opened.engine.dispose()


def answered(register: Register, scope: Scope, wish: Wish = WISH) -> Answer:
    return gifts.choose(register, scope, VISIT, (HEAD, MEMBERS), wish, alternatives=0)


def made(
    register: Register, scope: Scope = Scope.REAL, *, approved: bool = False, texts: Texts | None = None
) -> Papers:
    return gift_papers.papers(
        register, VISIT, WISH, answered(register, scope), approved=approved, texts=texts or Texts(), allow_local=True
    )


def pages(body: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(body)).pages]


def words_of_docx(body: bytes) -> str:
    document = Document(io.BytesIO(body))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_the_proposal_says_the_same_as_pdf_and_as_docx(store: Register) -> None:
    files = made(store).files
    as_pdf = " ".join(pages(files["1-to-trinh-20261201.pdf"]))
    as_docx = " ".join(words_of_docx(files["1-to-trinh-20261201.docx"]).split())
    for told in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỜ TRÌNH", "Về việc phê duyệt giỏ quà tặng", "Kính gửi: ………",
        "Căn cứ Thông tư 35/2026/TT-BTC", "Căn cứ kế hoạch số 12/KH-UBND", "ngày trao: 01/12/2026", "Nơi nhận:",
        "Trưởng đoàn, khách hạng A (Nhật Bản): 1 suất", "Điều 12 khoản 2 điểm b", "mức tối đa 2.600.000 đồng",
        "mức tối đa 1.000.000 đồng", "Sản phẩm 1", "HTX 1", "HTX Chè Thật", "4 sao", "/QĐ; 10/01/2029", "100.001",
        "Một suất: 200.003 đồng; 8 suất: 1.600.024 đồng", "Tổng kinh phí của mọi suất: 1.800.027 đồng",
        "lý do chọn sản phẩm chưa đạt 5 sao", "Đạt: 200.003 đồng, không vượt 2.600.000 đồng",
        "Hướng dẫn OCOP tỉnh Gia Lai", "Có sản phẩm chưa đạt 5 sao", "(Ký, ghi rõ họ tên, đóng dấu)",
    ):  # fmt: skip
        assert told in as_pdf, told
        assert told in as_docx, told


def test_a_draft_says_so_until_it_is_approved(store: Register) -> None:
    for approved in (False, True):
        files = made(store, approved=approved).files
        for name in ("1-to-trinh-20261201.pdf", "2-thiep-1-20261201.pdf"):
            assert all(("DỰ THẢO" in page) is not approved for page in pages(files[name])), name
        header = Document(io.BytesIO(files["1-to-trinh-20261201.docx"])).sections[0].header._element.xml
        assert ("DỰ THẢO" in header + words_of_docx(files["1-to-trinh-20261201.docx"])) is not approved
        for name in ("3-dong-goi-20261201.xlsx", "4-mua-hang-20261201.xlsx"):
            for sheet in load_workbook(io.BytesIO(files[name])).worksheets:
                assert (sheet["A1"].value == "DỰ THẢO" or "DỰ THẢO" in str(sheet["A2"].value)) is not approved


@pytest.mark.parametrize("scope", Scope)
def test_the_illustration_says_so_on_every_page_and_sheet(store: Register, scope: Scope) -> None:
    made_up = scope is Scope.DEMO
    for name, body in made(store, scope, approved=True).files.items():
        if name.endswith("pdf"):
            assert all(("DỮ LIỆU MINH HỌA: tạo ra để trình diễn" in page) is made_up for page in pages(body)), name
        elif name.endswith("docx"):
            header = Document(io.BytesIO(body)).sections[0].header._element.xml
            assert ('string="DỮ LIỆU MINH HỌA"' in header) is made_up
        else:
            for sheet in load_workbook(io.BytesIO(body)).worksheets:
                told = [str(cell.value) for row in sheet.iter_rows() for cell in row]
                assert any("DỮ LIỆU MINH HỌA" in each for each in told) is made_up, sheet.title


def test_the_card_is_bilingual_and_its_codes_lead_to_the_products(store: Register) -> None:
    texts = Texts(greeting_vi="Kính chúc Ngài sức khỏe.", greeting_guest="We wish Your Excellency good health.")
    card = made(store, texts=texts).files["2-thiep-1-20261201.pdf"]
    (told,) = pages(card)
    for words in (
        "Kính chúc Ngài sức khỏe.", "We wish Your Excellency good health.", "Sản phẩm 1", "Village tea", "HTX 1",
        "4 sao", "つ星", "Chè của bản.", "Tea of the village.",
    ):  # fmt: skip
        assert words in told, words
    assert "đồng" not in told
    picture = pypdfium2.PdfDocument(card)[0].render(scale=200 / 72, grayscale=True).to_pil()
    found = {each.text for each in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCodeModel2)}
    items = answered(store, Scope.REAL).portions[0].items
    assert found == {f"{PUBLIC}/m/{item.code[:4]}-{item.code[4:]}".upper() for item in items}


def test_codes_on_the_illustration_are_read_through_its_watermark(store: Register) -> None:
    card = made(store, Scope.DEMO).files["2-thiep-1-20261201.pdf"]
    picture = pypdfium2.PdfDocument(card)[0].render(scale=200 / 72, grayscale=True).to_pil()
    assert len(zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCodeModel2)) == 2


def test_where_a_code_would_lead_nowhere_there_is_none_and_it_is_said(store: Register) -> None:
    found = gift_papers.papers(store, VISIT, WISH, answered(store, Scope.REAL))
    (note,) = found.notes
    assert note.startswith("Thiệp không có mã QR: Sổ đang xem thử với ngày giả định 22/11/2026")
    assert found.files["ghi-chu-20261201.txt"].decode() == note
    assert "Quét mã" not in pages(found.files["2-thiep-1-20261201.pdf"])[0]


def test_strong_drink_has_no_story_but_the_age_notice(store: Register, tmp_path: Path) -> None:
    opened = open_register(f"sqlite:///{tmp_path / 'ocop.db'}")
    history = event(Kind.FIRST, "2026-01-10", 4)
    rum = known(1, history, alcohol_percent=Decimal(40), story_vi="Rượu của bản.", volume_ml=500)
    enter(opened, replace(rum, name="Rượu ngô", set_number=14))
    answer = gifts.choose(opened, Scope.DEMO, VISIT, (HEAD,), Wish(items=1), alternatives=0)
    found = gift_papers.papers(opened, VISIT, Wish(items=1), answer, allow_local=True)
    (told,) = pages(found.files["2-thiep-1-20261201.pdf"])
    assert "Rượu ngô" in told
    assert "Không dành cho người dưới 18 tuổi" in told
    assert "Rượu của bản" not in told
    opened.engine.dispose()


def test_what_is_packed_and_what_is_bought(store: Register) -> None:
    files = made(store).files
    packed = load_workbook(io.BytesIO(files["3-dong-goi-20261201.xlsx"]))
    assert packed.sheetnames == ["Đóng gói", "Bảng 1", "Bảng 2"]
    assert packed["Bảng 2"].page_setup.orientation == "landscape"
    rows = [[cell.value for cell in row] for row in packed["Bảng 2"].iter_rows(min_row=4, max_row=5)]
    tea = next(row for row in rows if row[1] == "Sản phẩm 1")
    assert tea[2:6] == [1, 8, 100, "nhiệt độ thường"]
    bought = load_workbook(io.BytesIO(files["4-mua-hang-20261201.xlsx"]))["Bảng 1"]
    rows = {row[2].value: row for row in bought.iter_rows(min_row=4, max_row=6)}
    assert [cell.value for cell in rows["Sản phẩm 1"][3:]] == [9, 100_001, 900_009, 7]
    assert (rows[FORMULA][2].data_type, rows[FORMULA][0].value) == ("s", "HTX Chè Thật")
    assert (bought["A6"].value, bought["D6"].value, bought["F6"].value) == ("Cộng", 18, 1_800_027)


def test_texts_fill_the_blanks(store: Register) -> None:
    texts = Texts(
        issuer=Issuer(("ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG"), ("SỞ NGOẠI VỤ",), "Lâm Đồng"),
        head="Chủ tịch Ủy ban nhân dân tỉnh Lâm Đồng",
        host="Sở Ngoại vụ",
        signing="GIÁM ĐỐC",
        unit="SNgV",
    )
    told = " ".join(pages(made(store, texts=texts).files["1-to-trinh-20261201.pdf"]))
    for words in ("SỞ NGOẠI VỤ", "TTr-SNgV", "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Lâm Đồng", "GIÁM ĐỐC"):
        assert words in told


def test_the_zip_holds_the_papers_in_order(store: Register) -> None:
    answer = answered(store, Scope.REAL)
    zipped = zipfile.ZipFile(io.BytesIO(gift_papers.bundle(store, VISIT, WISH, answer, allow_local=True)))
    assert zipped.namelist() == NAMES
    again = made(store).files
    assert list(again) == NAMES
    # a DOCX keeps the moment at which it was packed
    assert all(zipped.read(name) == again[name] for name in NAMES if not name.endswith("docx"))


def test_without_a_basket_there_are_no_papers(store: Register) -> None:
    wish = Wish(items=9)
    with pytest.raises(QueryError, match="Chưa có giỏ quà nào"):
        gift_papers.bundle(store, VISIT, wish, answered(store, Scope.REAL, wish))


@pytest.mark.skipif(not VERIFY, reason="opens an office suite: OCOP_VERIFY=1")
def test_an_office_suite_opens_them(store: Register, tmp_path: Path) -> None:
    office = get_office()
    if office is None:
        pytest.skip("no LibreOffice on this machine, and none could be installed")
    files = {name: body for name, body in made(store).files.items() if not name.endswith("pdf")}
    for name, body in files.items():
        (tmp_path / name).write_bytes(body)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *(str(tmp_path / name) for name in files)], check=True, timeout=180)
    for name in files:
        told = " ".join(pages((tmp_path / name).with_suffix(".pdf").read_bytes()))
        assert "Sản phẩm 1" in told, name
        assert "DỰ THẢO" in told, name


@pytest.mark.parametrize("longer", range(0, 1500, 125))
def test_nobody_signs_a_page_of_its_own(store: Register, longer: int) -> None:
    """However long the paper gets, what stands last of it is on the page of the signature."""
    texts = replace(Texts(), occasion="tiếp khách " * (longer // 10))
    body = made(store, texts=texts).files["1-to-trinh-20261201.pdf"]
    last = pages(body)[-1]
    assert "(Ký, ghi rõ họ tên, đóng dấu)" in last
    assert "xem xét, quyết định./." in last


def test_the_word_file_keeps_the_signature_with_what_stands_before_it(store: Register) -> None:
    document = Document(io.BytesIO(made(store).files["1-to-trinh-20261201.docx"]))
    (last,) = [each for each in document.paragraphs if each.text.endswith("xem xét, quyết định./.")]
    assert last.paragraph_format.keep_with_next
    assert all(each.paragraph_format.keep_with_next for each in document.tables[-2].rows[0].cells[0].paragraphs)
    assert all(each.paragraph_format.keep_with_next for each in document.tables[-1].rows[0].cells[1].paragraphs)


def test_words_typed_by_whoever_gives_stand_on_card_and_proposal(store: Register) -> None:
    texts = replace(Texts(), host="Sở Công Thương", occasion="tiếp đoàn Osaka", greeting_vi="Kính tặng.")
    files = made(store, texts=texts).files
    assert "nội dung: tiếp đoàn Osaka" in pages(files["1-to-trinh-20261201.pdf"])[0]
    card = pages(files["2-thiep-1-20261201.pdf"])[0]
    assert "Kính tặng." in card
    assert "Sở Công Thương" in card
    assert "Trân trọng gửi tới Quý khách" not in card

"""One paper as PDF, DOCX and XLSX: its layout, its words, its numbers, and hostile texts that stay texts."""

import io
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from ocop.documents import printed, sheets, typeset, word
from ocop.documents.paper import Change, Column, Gap, Heading, Issuer, Paper, Table, Text, shown
from ocop.domain.figures import Share

HOSTILE = '#panic("x") *đậm* $x$ @sao </w:t><script>alert(1)</script> \\u{41} #sys.inputs <a> [b] "q"'
FORMULA = "=HYPERLINK(A1)"
SOURCE = "Nguồn: Sổ đăng ký OCOP, tính đến hết ngày 22/11/2026."


def paper(*, made_up: bool = False, rows: int = 0) -> Paper:
    table = Table(
        "Sản phẩm theo hạng sao",
        (Column("Hạng sao", 3), Column("Số sản phẩm", 1, True), Column("Tỷ lệ", 1, True), Column("Đến ngày", 1.4)),
        (
            (HOSTILE, 12345, Share(1, 3), date(2029, 8, 5)),
            (FORMULA, None, Share(0, 0), None),
            *((f"Xã thứ {number}", Change(-number), Share(1, 2), "x") for number in range(1, rows + 1)),
            ("Cộng", 12345, Share(1, 1), None),
        ),
        SOURCE,
        summed=True,
    )
    return Paper(
        issuer=Issuer(("ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG"), ("SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"), "Lâm Đồng"),
        symbol="BC-SNNMT",
        kind="BÁO CÁO",
        subject=f"Kết quả năm 2026 {HOSTILE}",
        opening=f"Mở đầu {HOSTILE} \x01\x00 hết.",
        blocks=(Heading("I. KẾT QUẢ"), Heading("1. Chỉ đạo", 2), Gap("kinh phí"), Text("Một câu."), table),
        facts=("Số liệu đến hết ngày 22/11/2026.",),
        recipients=("Bộ Nông nghiệp và Môi trường;", "Lưu: VT."),
        is_made_up=made_up,
    )


def words_of(made: bytes) -> list[str]:
    """The text of each page of a PDF, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made)).pages]


def test_the_pdf_is_laid_out_as_an_administrative_draft() -> None:
    (text,) = words_of(printed.pdf(paper()))
    for told in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "DỰ THẢO",
        "Số: ……/BC-SNNMT",
        "Lâm Đồng, ngày …… tháng …… năm ……",
        "[… bổ sung: kinh phí]",
        "Bảng 1. Sản phẩm theo hạng sao",
        "12.345 33,3% 05/08/2029",
        SOURCE,
        "Nơi nhận: - Bộ Nông nghiệp và Môi trường; - Lưu: VT.",
        "CHỨC VỤ CỦA NGƯỜI KÝ",
    ):
        assert told in text, told


def test_what_is_not_known_is_said_and_never_zero() -> None:
    assert (shown(None), shown(Share(0, 0)), shown(Share(0, 5)), shown(0)) == ("chưa có", "chưa có", "0%", "0")
    assert (shown(Change(3)), shown(Change(-3)), shown(Change(0))) == ("+3", "−3", "0")


def test_a_text_is_never_markup_of_the_typesetter() -> None:
    (text,) = words_of(printed.pdf(paper()))
    squeezed = text.replace(" ", "")
    # in the subject, in the opening and in a cell
    assert squeezed.count(HOSTILE.replace(" ", "")) == 3


def test_fonts_are_our_own_and_inside_the_file() -> None:
    made = PdfReader(io.BytesIO(printed.pdf(paper(made_up=True))))
    fonts = {
        str(font["/BaseFont"])
        for page in made.pages
        for font in (each.get_object() for each in page["/Resources"]["/Font"].values())
    }
    assert {name.split("+")[1].split("-")[0] for name in fonts} == {"Tinos", "BeVietnamPro"}


def test_the_same_paper_is_the_same_bytes() -> None:
    assert printed.pdf(paper()) == printed.pdf(paper())


@pytest.mark.parametrize("made_up", [True, False])
def test_the_illustration_bears_its_watermark_on_every_page_and_sheet(made_up: bool) -> None:
    made = paper(made_up=made_up, rows=120)
    pages = words_of(printed.pdf(made))
    assert len(pages) >= 3
    assert all(("DỮ LIỆU MINH HỌA: tạo ra để trình diễn" in page) is made_up for page in pages)
    book = load_workbook(io.BytesIO(sheets.xlsx(made)))
    assert all(
        any("DỮ LIỆU MINH HỌA" in str(cell.value) for row in sheet.iter_rows() for cell in row) is made_up
        for sheet in book.worksheets
    )
    assert all(("DỮ LIỆU MINH HỌA" in str(sheet.oddHeader.left.text)) is made_up for sheet in book.worksheets)
    header = Document(io.BytesIO(word.docx(made))).sections[0].header._element.xml
    assert ('string="DỮ LIỆU MINH HỌA"' in header) is made_up
    assert "DỰ THẢO" in header


def test_the_docx_has_real_headings_and_real_tables() -> None:
    document = Document(io.BytesIO(word.docx(paper())))
    headings = [(each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert headings == [("Heading 1", "I. KẾT QUẢ"), ("Heading 2", "1. Chỉ đạo")]
    head, table, _facts, foot = document.tables
    assert "Độc lập - Tự do - Hạnh phúc" in head.rows[0].cells[1].text
    assert [cell.text for cell in table.rows[0].cells] == ["Hạng sao", "Số sản phẩm", "Tỷ lệ", "Đến ngày"]
    assert [cell.text for cell in table.rows[1].cells] == [HOSTILE, "12.345", "33,3%", "05/08/2029"]
    assert [cell.text for cell in table.rows[2].cells] == [FORMULA, "chưa có", "chưa có", "chưa có"]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "Nơi nhận:\n- Bộ Nông nghiệp và Môi trường;" in foot.rows[0].cells[0].text
    assert f"Mở đầu {HOSTILE}  hết." in [each.text for each in document.paragraphs]
    gap = next(each for each in document.paragraphs if each.text == "[… bổ sung: kinh phí]")
    assert gap.runs[0].font.highlight_color is not None


def test_the_xlsx_has_real_numbers_dates_shares_and_widths() -> None:
    book = load_workbook(io.BytesIO(sheets.xlsx(paper(rows=1))))
    assert book.sheetnames == ["Báo cáo", "Bảng 1"]
    sheet = book["Bảng 1"]
    first = [sheet.cell(4, column) for column in range(1, 5)]
    assert (first[0].value, first[0].data_type, first[1].value) == (HOSTILE, "s", 12345)
    assert (round(first[2].value, 4), first[2].number_format, first[3].value.date()) == (
        0.3333,
        "0.0%",
        date(2029, 8, 5),
    )
    assert (sheet["A5"].value, sheet["A5"].data_type, sheet["B5"].value) == (FORMULA, "s", "chưa có")
    assert sheet["B6"].value == -1
    assert sheet.column_dimensions["A"].width > 30
    assert sheet.freeze_panes == "B4"
    told = [row[0].value for row in book["Báo cáo"].iter_rows()]
    assert "[… bổ sung: kinh phí]" in told
    assert "Bảng 1. Sản phẩm theo hạng sao: xem trang “Bảng 1”." in told


def test_a_page_can_be_looked_at() -> None:
    """Whoever changes the layout sees it: `typeset.pages` gives pictures."""
    (picture,) = typeset.pages(printed.TEMPLATE, printed.values(paper()), ppi=30)
    assert picture.startswith(b"\x89PNG")

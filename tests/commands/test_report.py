"""`python -m ocop report`, as someone at a terminal meets it."""

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from ocop.__main__ import main
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('report') / 'ocop.db'}"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, store: str) -> None:
    for name, value in (("DATABASE_URL", store), ("TODAY", TODAY.isoformat()), ("DEMO", "0")):
        monkeypatch.setenv(f"OCOP_{name}", value)


def text_of(file: Path) -> str:
    """Every word in a report, whatever its form."""
    made = io.BytesIO(file.read_bytes())
    if file.suffix == ".pdf":
        return " ".join(" ".join(page.extract_text() for page in PdfReader(made).pages).split())
    if file.suffix == ".docx":
        document = Document(made)
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return " ".join([*(each.text for each in document.paragraphs), *cells])
    cells = (cell.value for sheet in load_workbook(made) for row in sheet.iter_rows() for cell in row)
    return " ".join(str(value) for value in cells if value is not None)


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_a_report_is_written_in_the_form_of_its_name(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"lam-dong.{form}"
    asked = ["report", "yearly", "--level", "province", "--place", "Lâm Đồng", "--as-of", "2026-11-22"]
    assert main([*asked, "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert printed == f"Đã ghi dự thảo vào {out}, số liệu đến ngày 22/11/2026; còn 9 chỗ phải bổ sung.\n"
    text = text_of(out)
    for told in (
        "DỰ THẢO",
        "SỞ NÔNG NGHIỆP",
        "24 sản phẩm có công nhận còn hiệu lực",
        "3981/QĐ-UBND",
        "Xã Quảng Trực",
        "[… bổ sung: đề xuất, kiến nghị với cơ quan cấp trên]",
        "sổ chưa được khai báo đủ quyết định của địa bàn",
        "Nguồn: Sổ đăng ký OCOP, tính đến hết ngày 22/11/2026.",
    ):
        assert told in text, told
    assert "MINH HỌA" not in text


def test_the_monthly_return_of_a_commune_by_its_code(tmp_path: Path) -> None:
    out = tmp_path / "quang-truc.docx"
    asked = ["report", "monthly", "--level", "commune", "--place", "24736", "--as-of", "2026-11-22"]
    assert main([*asked, "--out", str(out)]) == 0
    text = text_of(out)
    assert "XÃ QUẢNG TRỰC" in text
    assert "Mắc ca Lê Anh Tuy Đức" in text
    assert "19/06/2028" in text


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (
            ["--level", "province", "--place", "Atlantis"],
            "OCOP: Không có tỉnh, thành phố “Atlantis”: hãy dùng tên hoặc mã",
        ),
        (["--level", "commune", "--place", "Tân Lập"], "hãy ghi thêm tỉnh"),
        (["--level", "nation", "--as-of", "2031-01-01"], "OCOP: Chưa có số liệu ngày 01/01/2031"),
    ],
)
def test_what_cannot_be_reported_is_one_sentence_and_a_two(
    more: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "yearly", *more, "--out", str(tmp_path / "x.pdf")]) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []

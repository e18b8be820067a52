"""`python -m ocop import` and its neighbours, as someone at a terminal meets them."""

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ocop.settings import ROOT
from tests.commands.test_init import run
from tests.conftest import LONG

GIVEN = [
    "--by",
    "Nguyễn Thị Thử",
    "--decision",
    "12/QĐ-UBND",
    "--date",
    "2025-05-05",
    "--authority",
    "UBND tỉnh Đắk Nông",
]
HEADER = ["STT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Kết quả phân hạng"]
PLACE = "xã Nam Dong, huyện Cư Jút, tỉnh Đắk Nông"


@pytest.fixture
def store(tmp_path: Path) -> dict[str, str]:
    return {"OCOP_DATABASE_URL": f"sqlite:///{tmp_path / 'ocop.db'}", "OCOP_TODAY": "2026-11-22"}


def annex(path: Path, rows: list[list[object]]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return str(path)


def test_all_accepted_is_exit_code_0(tmp_path: Path, store: dict[str, str]) -> None:
    file = annex(tmp_path / "a.csv", [[1, "Trà Thử", "HTX Thử", PLACE, "4 sao"]])
    done = run("-m", "ocop", "import", file, *GIVEN, **store)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Đã nạp: 1 dòng mới, 0 dòng đã có, 0 dòng bị trả lại")


def test_some_rejected_is_exit_code_3_and_a_file_to_mend(tmp_path: Path, store: dict[str, str]) -> None:
    file = annex(tmp_path / "a.csv", [[1, "Trà Thử", "HTX Thử", PLACE, "4 sao"], [2, "Rượu Thử", "", PLACE, "2 sao"]])
    done = run("-m", "ocop", "import", file, *GIVEN, "--report", str(tmp_path / "back.xlsx"), **store)
    assert done.returncode == 3
    assert "1 dòng bị trả lại" in done.stdout
    sheet = load_workbook(tmp_path / "back.xlsx").active
    shown = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "Rượu Thử" in shown
    assert any("chủ thể" in text.lower() and "sao" in text for text in shown)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("no.xlsx", b"not a workbook", "OCOP: "),
        ("no.csv", b"a,b\n1,2\n", "Không tìm thấy dòng tiêu đề"),
    ],
)
def test_an_unreadable_file_is_exit_code_2_and_one_line(
    tmp_path: Path, store: dict[str, str], name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = run("-m", "ocop", "import", str(tmp_path / name), *GIVEN, **store)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_exit_code_2(tmp_path: Path, store: dict[str, str]) -> None:
    done = run("-m", "ocop", "import", str(tmp_path / "gone.xlsx"), *GIVEN, **store)
    assert done.returncode == 2
    assert "Không mở được tệp" in done.stderr


def test_the_template_can_be_filled_in_and_imported(tmp_path: Path, store: dict[str, str]) -> None:
    template = tmp_path / "template.xlsx"
    assert run("-m", "ocop", "template", str(template), **store).returncode == 0
    book = load_workbook(template)
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "Tên sản phẩm" for cell in row))
    values = {"Tên sản phẩm": "Trà Thử", "Chủ thể": "HTX Thử", "Địa chỉ": PLACE, "Hạng sao": 4}
    placed = {cell.value: cell for cell in header}
    for wording, value in values.items():
        column = next(cell.column for title, cell in placed.items() if str(title).startswith(wording))
        sheet.cell(row=header[0].row + 1, column=column, value=value)
    book.save(template)
    done = run("-m", "ocop", "import", str(template), *GIVEN, **store)
    assert done.stdout.startswith("Đã nạp: 1 dòng mới"), done.stdout + done.stderr


# An import as the command does it, that says how far it has come.
TELLING = """
import sys
from datetime import date
from pathlib import Path
from ocop import settings
from ocop.services.intake import import_annex
from ocop.services.register import Register

given = {"by": "Thử", "decision": "12/QĐ-UBND", "decided_on": date(2025, 5, 5), "authority": "UBND tỉnh Đắk Nông"}
import_annex(Register.open(settings.load()), Path(sys.argv[1]), **given, storing=lambda n: print(n, flush=True))
"""


def test_a_killed_import_leaves_the_store_as_it_was(tmp_path: Path, database_url: str) -> None:
    store = {"OCOP_DATABASE_URL": database_url, "OCOP_TODAY": "2026-11-22"}
    run("-m", "ocop", "init", **store)
    rows = [[n, f"Trà Thử {n}", f"HTX Thử {n}", PLACE, "4 sao"] for n in range(20_000)]
    command = [sys.executable, "-c", TELLING, annex(tmp_path / "big.csv", rows)]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | store, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _batch in range(3)]
        assert told == ["1000\n"] * 3, "the import was over before it could be killed"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert run("-m", "ocop", "init", **store).stdout == "Sổ đăng ký sẵn sàng: 37 sản phẩm của 22 chủ thể.\n"
    if database_url.startswith("sqlite"):
        with sqlite3.connect(tmp_path / "ocop.db") as connection:
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    few = annex(tmp_path / "few.csv", rows[:5])
    assert "5 dòng mới" in run("-m", "ocop", "import", few, *GIVEN, **store).stdout


@LONG
def test_a_load_killed_while_its_pages_are_written_leaves_the_store_as_it_was(
    tmp_path: Path, store: dict[str, str]
) -> None:
    run("-m", "ocop", "init", **store)
    database = tmp_path / "ocop.db"
    log = Path(f"{database}-wal")
    command = [sys.executable, "-m", "ocop", "demo", "load", "--products", "200000"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | store) as process:
        for _twentieth in range(1200):
            if log.exists() and log.stat().st_size > 3_000_000:
                break
            time.sleep(0.05)
        assert process.poll() is None, "the load was over before it could be killed"
        process.send_signal(signal.SIGKILL)
    assert log.stat().st_size > 3_000_000, "nothing had been written yet"
    with sqlite3.connect(database) as connection:
        assert connection.execute("select count(*) from product").fetchone() == (37,)
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


@LONG
def test_merged_rows_are_told_apart_and_strict_keeps_a_contradiction_out(tmp_path: Path, store: dict[str, str]) -> None:
    row = [1, "Trà Thử", "HTX Thử", PLACE, "3 sao"]
    run("-m", "ocop", "import", annex(tmp_path / "a.csv", [row]), *GIVEN, **store)
    later = [*GIVEN[:2], "--decision", "99/QĐ-UBND", "--date", "2025-06-01", *GIVEN[6:]]
    higher = annex(tmp_path / "b.csv", [[*row[:4], "4 sao"]])
    done = run("-m", "ocop", "import", higher, *later, "--merge", **store)
    assert done.stdout.startswith("Đã nạp: 0 dòng mới, 1 dòng gộp, 0 dòng đã có, 0 dòng bị trả lại")
    both = annex(tmp_path / "c.csv", [[*row[:4], "4 sao"], [2, "Trà Khác", "HTX Thử", PLACE, "3 sao"]])
    strict = run("-m", "ocop", "import", both, *GIVEN, "--strict", **store)
    assert strict.returncode == 3
    assert strict.stdout.startswith("Chưa nạp gì (có dòng bị trả lại): 0 dòng mới")
    assert "trái với sổ: trang “CSV” dòng 2: Sổ đã ghi 3 sao" in strict.stdout
    assert "1 dòng mới" in run("-m", "ocop", "import", both, *GIVEN, **store).stdout, "nothing had been kept"


def test_export_writes_what_is_asked_for(tmp_path: Path, store: dict[str, str]) -> None:
    out = tmp_path / "out.json"
    done = run("-m", "ocop", "export", "--as-of", "2026-01-01", "--format", "json", "--out", str(out), **store)
    assert done.stdout == f"Đã ghi 28 sản phẩm tính đến 01/01/2026 vào {out}.\n"
    assert len(json.loads(out.read_text(encoding="utf-8"))["items"]) == 28


def test_the_illustration_is_loaded_and_dropped(store: dict[str, str]) -> None:
    assert run("-m", "ocop", "demo", "load", "--products", "50", **store).stdout.startswith(
        "Đã nạp bản minh họa 50 sản phẩm"
    )
    assert run("-m", "ocop", "demo", "drop", **store).stdout == "Đã bỏ 50 sản phẩm minh họa; sổ thật không đổi.\n"


def test_coverage_is_declared_at_the_terminal(store: dict[str, str]) -> None:
    span = ["--from", "2025-01-01", "--to", "2026-11-22", "--source", "danh sách", "--by", "Thử"]
    done = run("-m", "ocop", "coverage", "--level", "province", "--province", "Lâm Đồng", *span, **store)
    assert done.stdout == "Đã khai báo 2 khoảng đầy đủ, từ 01/01/2025 đến 22/11/2026.\n"
    wrong = run("-m", "ocop", "coverage", "--level", "province", "--province", "Atlantis", *span, **store)
    assert (wrong.returncode, "Không có tỉnh “Atlantis”" in wrong.stderr) == (2, True)


def test_a_revocation_is_recorded_at_the_terminal(store: dict[str, str]) -> None:
    given = ["--decision", "1/QĐ-UBND", "--date", "2026-10-01", "--authority", "UBND tỉnh Lâm Đồng"]
    why = ["--by", "Thử", "--reason", "vi phạm nhãn hiệu"]
    done = run("-m", "ocop", "alter", "M57V-H4E6", "--kind", "revoked", *given, *why, **store)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Đã ghi thu hồi cho sản phẩm M57V-H4E6 “")
    assert "Tính đến 22/11/2026: 4 sao, đã bị thu hồi hoặc hủy bỏ; chủ thể: " in done.stdout
    again = run("-m", "ocop", "alter", "M57V-H4E6", "--kind", "revoked", *given, *why, **store)
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    assert again.stderr.startswith("OCOP: Quyết định này đã được ghi cho sản phẩm")

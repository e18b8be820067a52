"""`python -m ocop init` and wrong settings, as someone at a terminal meets them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ocop.__main__ import main
from ocop.settings import ROOT


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=60
    )


def test_init_makes_a_store_and_says_what_is_in_it(database_url: str) -> None:
    done = run("-m", "ocop", "init", OCOP_DATABASE_URL=database_url)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Sổ đăng ký sẵn sàng: 37 sản phẩm của 22 chủ thể.\n"
    assert run("-m", "ocop", "init", OCOP_DATABASE_URL=database_url).stdout == done.stdout


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("OCOP_DATABASE_URL", "nonsense", "OCOP_DATABASE_URL không phải địa chỉ cơ sở dữ liệu"),
        ("OCOP_BASE_URL", "ftp://x", "OCOP_BASE_URL là “ftp://x”, không dùng được cho mã in"),
        ("OCOP_BASE_URL", 'http://x"><script>', "không dùng được cho mã in"),
        ("OCOP_BASE_URL", "https://a.vn/x", "không kèm đường dẫn"),
        ("OCOP_BASE_URL", "https://[bad", "không dùng được cho mã in"),
        ("OCOP_BASE_URL", "https://a.vn:99999", "không dùng được cho mã in"),
        ("PORT", "99999", "PORT là “99999”: hãy đặt một số từ 1 đến 65535."),
        ("OCOP_DEMO", "many", "OCOP_DEMO là “many”: hãy đặt một số nguyên từ 0 đến 1000000."),
        ("OCOP_TODAY", "22/11/2026", "OCOP_TODAY là “22/11/2026”: hãy đặt một ngày dạng 2026-11-22."),
        ("OCOP_OPERATOR_IS_STATE_BODY", "yes", "OCOP_OPERATOR_IS_STATE_BODY là “yes”: hãy đặt 1 (có) hoặc 0 (không)."),
    ],
)
def test_a_wrong_setting_is_one_line(tmp_path: Path, variable: str, value: str, sentence: str) -> None:
    given = {"OCOP_DATABASE_URL": f"sqlite:///{tmp_path / 'ocop.db'}"} | {variable: value}
    done = run("-m", "ocop", "init", **given)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "server", [["-m", "streamlit", "run", "streamlit_app.py"], ["-m", "uvicorn", "ocop.web.app:app"]]
)
def test_a_server_that_cannot_open_its_store_says_so_in_one_line(server: list[str]) -> None:
    done = run(*server, OCOP_DATABASE_URL="nonsense")
    assert done.returncode != 0
    assert "OCOP: OCOP_DATABASE_URL không phải địa chỉ cơ sở dữ liệu" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


ALTER = ("alter", "M57V-H4E6", "--decision", "1/QĐ", "--authority", "UBND tỉnh Lâm Đồng", "--by", "t", "--reason", "t")
CORRECT = (*ALTER, "--kind", "corrected", "--date", "2026-11-01")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            (*ALTER, "--kind", "revoked", "--date", "22/11/2026"),
            "--date là “22/11/2026”: hãy ghi một ngày có thật dạng 2026-11-22",
        ),
        (
            (*ALTER, "--kind", "gone", "--date", "2026-11-01"),
            "--kind là “gone”: hãy dùng một trong revoked, annulled, ",
        ),
        (
            (*CORRECT, "--stars", "6"),
            "--stars là “6”: hãy dùng một trong 3",
        ),
        (
            (*CORRECT, "--stars", "x"),
            "--stars là “x”: hãy ghi một số nguyên",
        ),
        ((*ALTER, "--date", "2026-11-01"), "thiếu --kind"),
        (("nothing",), "lệnh là “nothing”"),
        ((), "thiếu lệnh"),
        (("export", "--format", "pdf", "--out", "x.pdf"), "--format là “pdf”: hãy dùng một trong csv, xlsx, json"),
        (("scans", "--from", "2026-02-30"), "--from là “2026-02-30”: hãy ghi một ngày"),
        (("export", "--format", "csv", "--out"), "--out thiếu giá trị"),
        (("scans", "--by", "x"), "không có tham số --by x"),
    ],
)
def test_what_is_typed_wrongly_is_one_line_and_exit_code_2(
    capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    told = capfd.readouterr()
    assert (ended.value.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert told.err.startswith(f"OCOP: {sentence}")

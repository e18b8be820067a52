"""`python -m ocop labels` and `python -m ocop publish`, as someone at a terminal meets them."""

import io
import re
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from tests.commands.test_init import run


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {
        "OCOP_DATABASE_URL": f"sqlite:///{tmp_path_factory.mktemp('terminal') / 'ocop.db'}",
        "OCOP_BASE_URL": "https://ocop.example.vn",
        "OCOP_TODAY": "2026-11-22",
    }


def test_labels_of_a_province_are_a_file_and_a_sentence(given: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "labels.pdf"
    done = run(
        "-m", "ocop", "labels", "--province", "Lâm Đồng", "--layout", "a4-24", "--out", str(out), "--allow-local",
        **given,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    (page,) = pypdfium2.PdfDocument(out)
    assert len(zxingcpp.read_barcodes(page.render(scale=2, grayscale=True).to_pil())) == 24
    assert done.stdout == f"Đã ghi 24 nhãn trên 1 trang vào {out}, tính đến 22/11/2026.\n"


def test_what_got_no_label_is_counted_with_its_reason(given: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "labels.pdf"
    done = run("-m", "ocop", "labels", "--status", "valid", "--out", str(out), "--allow-local", **given)
    assert "Không in nhãn cho 13 sản phẩm: 13 mới chỉ biết qua báo chí." in done.stdout
    two = run(
        "-m", "ocop", "labels", "--code", "fr23r1ax", "--code", "M57V-H4E6", "--copies", "30", "--crop-marks",
        "--out", str(out), "--allow-local", **given,
    )  # fmt: skip
    assert "Đã ghi 60 nhãn trên 3 trang" in two.stdout
    assert len(PdfReader(io.BytesIO(out.read_bytes())).pages) == 3


@pytest.mark.parametrize("command", [("labels", "--out", "x.pdf"), ("publish", "x")])
def test_nothing_is_printed_or_published_that_leads_nowhere(
    given: dict[str, str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    asked = [str(tmp_path / each) if each.startswith("x") else each for each in command]
    for settings, sentence in (
        ({"OCOP_BASE_URL": "http://127.0.0.1:8501"}, "chỉ mở được trên máy này"),
        ({}, "ngày giả định 22/11/2026"),
    ):
        done = run("-m", "ocop", *asked, **(given | settings))
        assert done.returncode == 2
        assert sentence in done.stderr
        assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_publishing_says_what_was_written_and_when_to_come_back(given: dict[str, str], tmp_path: Path) -> None:
    lines = [run("-m", "ocop", "publish", str(tmp_path), "--allow-local", **given).stdout for _time in range(2)]
    assert re.match(r"Đã công bố 37 sản phẩm vào \S+: ghi mới 37, giữ nguyên 0; [\d.]+ giây\.\n", lines[0])
    assert re.match(r"Đã công bố 37 sản phẩm vào \S+: ghi mới 0, giữ nguyên 37; [\d.]+ giây\.\n", lines[1])
    assert "Trang gần nhất phải ghi lại: ngày 08/02/2028. Nên công bố lại mỗi đêm." in lines[1]

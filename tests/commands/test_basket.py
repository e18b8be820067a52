"""`python -m ocop basket`, as someone at a terminal meets it, over a made-up register of 1,500 products."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ocop.__main__ import main
from ocop.domain.recognition import Scope
from ocop.services import demo
from tests.conftest import TODAY, open_register

VISIT = ["--event", "visit", "--class", "A", "--role", "head", "--items", "6", "--date", "2026-12-01"]
KEYS = {"status", "ceiling", "total", "article", "items", "excluded", "warnings", "alternatives"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('basket') / 'ocop.db'}"
    register = open_register(url)
    demo.load(register, products=1_500, by="test")
    register.engine.dispose()
    return url


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, store: str) -> None:
    for name, value in (("DATABASE_URL", store), ("TODAY", TODAY.isoformat()), ("DEMO", "0")):
        monkeypatch.setenv(f"OCOP_{name}", value)


def asked(capfd: pytest.CaptureFixture[str], *words: str, scope: Scope = Scope.DEMO) -> tuple[int, dict[str, Any]]:
    """The exit code and the one object; nothing else may stand on the terminal."""
    status = main(["basket", *words, "--scope", scope, "--json"])
    return status, json.loads(capfd.readouterr().out)


def test_a_foreign_minister_from_japan(capfd: pytest.CaptureFixture[str]) -> None:
    status, found = asked(capfd, *VISIT, "--country", "JP", "--avoid", "alcohol", "--avoid", "pork")
    assert (status, found["status"]) == (0, "optimal")
    assert found.keys() >= KEYS
    assert "reason" not in found
    assert found["ceiling"] == 2_600_000
    assert found["article"] == "Điều 12 khoản 2 điểm b Thông tư 35/2026/TT-BTC"
    assert found["total"] == sum(item["price"] for item in found["items"]) <= found["ceiling"]
    assert len({item["code"] for item in found["items"]}) == 6
    for item in found["items"]:
        assert item.keys() == {"code", "name", "set", "stars", "price", "reasons"}
        assert item["set"] not in (14, 15, 26)
        assert item["reasons"]
    assert found["excluded"]["no-alcohol"] > 0
    assert found["excluded"]["no-pork"] > 0
    assert found["excluded"]["unknown-fact"] > 0
    first = {item["code"] for item in found["items"]}
    assert len(found["alternatives"]) == 3
    for other in found["alternatives"]:
        assert len(first & {item["code"] for item in other["items"]}) <= 3
        assert other["total"] == sum(item["price"] for item in other["items"]) <= found["ceiling"]
    assert any("chưa có định mức của cơ quan" in each for each in found["warnings"])


def test_apec_2027_in_phu_quoc(capfd: pytest.CaptureFixture[str]) -> None:
    words = ["--event", "rotating-conference", "--class", "special", "--country", "US", "--items", "6"]
    for role, amount in (("head", 1_800_000), ("member", 1_000_000)):
        status, found = asked(capfd, *words, "--role", role, "--date", "2027-11-15")
        assert (status, found["ceiling"]) == (0, amount)
        assert found["total"] <= amount
        assert "Điều 24 khoản 7 điểm đ" in found["article"]


def test_the_law_refuses_with_3_and_names_the_article(capfd: pytest.CaptureFixture[str]) -> None:
    words = ["--event", "domestic", "--class", "A", "--role", "head", "--items", "6", "--date", "2026-12-01"]
    status, found = asked(capfd, *words)
    assert (status, found["status"]) == (3, "refused")
    assert "Điều 4 khoản 2 điểm b" in found["reason"]
    assert (found["items"], found["ceiling"], found["total"]) == ([], None, None)
    old = asked(capfd, *VISIT, "--plan-approved", "2026-05-01", "--plan-begun", "2026-05-17")
    assert old[0] == 3
    assert "Điều 35 khoản 4" in old[1]["reason"]
    member = asked(capfd, *[word if word != "head" else "member" for word in VISIT])
    assert (member[0], "trường hợp đặc biệt" in member[1]["reason"]) == (3, True)
    words = [word if word != "head" else "member" for word in VISIT]
    assert asked(capfd, *words, "--special-case", "5/TTr")[1]["ceiling"] == 1_000_000


def test_nothing_fits_ends_with_3_and_says_what_would_help(capfd: pytest.CaptureFixture[str]) -> None:
    status, found = asked(capfd, *VISIT, "--budget", "100000", "--norm", "2000000")
    assert (status, found["status"], found["ceiling"]) == (3, "infeasible", 2_000_000)
    assert "vượt mức 100.000 đồng" in found["reason"]
    assert found["changes"][0].startswith("tăng ngân sách thêm ")
    enough = found["changes"][0].rsplit(" ", 2)[1].replace(".", "")
    assert asked(capfd, *VISIT, "--budget", enough)[0] == 0
    assert asked(capfd, *VISIT, "--budget", str(int(enough) - 1))[0] == 3


def test_the_real_register_knows_no_prices_yet(capfd: pytest.CaptureFixture[str]) -> None:
    status, found = asked(capfd, *VISIT, scope=Scope.REAL)
    assert (status, found["status"]) == (3, "infeasible")
    assert found["excluded"]["unknown-fact"] == 37


def test_a_gift_given_abroad_shows_no_ceiling(capfd: pytest.CaptureFixture[str]) -> None:
    words = [word if word != "visit" else "outbound" for word in VISIT]
    status, found = asked(capfd, *words, "--budget", "900000")
    assert (status, found["ceiling"], found["article"]) == (0, None, None)
    assert found["total"] <= 900_000
    assert any("chưa có quy định trong hệ thống" in each for each in found["warnings"])


def test_pins_bans_and_why(capfd: pytest.CaptureFixture[str]) -> None:
    _, found = asked(capfd, *VISIT)
    out, kept = found["items"][0]["code"], [item["code"] for item in found["items"][1:]]
    pins = [word for code in kept for word in ("--pin", code)]
    _, swapped = asked(capfd, *VISIT, *pins, "--ban", out, "--why", out)
    codes = {item["code"] for item in swapped["items"]}
    assert codes >= set(kept)
    assert out not in codes
    assert swapped["why_not"] == ["người soạn đã loại (nguồn: người soạn giỏ)"]
    assert any("người soạn đã ghim" in item["reasons"] for item in swapped["items"])


def test_in_words_it_reads_as_vietnamese(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["basket", *VISIT, "--scope", "demo"]) == 0
    told = capfd.readouterr().out
    assert told.startswith("Điều 12 khoản 2 điểm b Thông tư 35/2026/TT-BTC: trần 2.600.000 đồng.\nGiỏ 6 món, tổng ")
    assert "Giỏ khác 3" in told
    assert "Lưu ý: Dữ liệu minh họa" in told
    assert main(["basket", *[word if word != "visit" else "self-funded" for word in VISIT]]) == 3
    assert capfd.readouterr().out.startswith("TỪ CHỐI: Không được tặng quà theo Điều 18")
    assert main(["basket", *VISIT, "--scope", "demo", "--budget", "1000"]) == 3
    assert "có thể: tăng ngân sách" in capfd.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [["--items", "0"], ["--budget", "-5"], ["--pin", "0000-0000"], ["--heed", "nothing"], ["--count", "0"]],
)
def test_a_question_that_cannot_be_meant_so_ends_with_2(capfd: pytest.CaptureFixture[str], wrong: list[str]) -> None:
    assert main(["basket", *VISIT, *wrong, "--scope", "demo"]) == 2
    assert capfd.readouterr().err.startswith("OCOP: ")


@pytest.mark.parametrize("wrong", [["--event", "party"], ["--country", "Japan"], ["--avoid", "sugar"], ["--date", "x"]])
def test_an_unknown_word_ends_with_2(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["basket", *VISIT, *wrong])
    assert ended.value.code == 2


def test_papers_are_written_where_there_is_a_basket(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "ho-so.zip"
    assert main(["basket", *VISIT, "--scope", "demo", "--papers", str(out)]) == 0
    told = capfd.readouterr()
    assert "Giỏ 6 món" in told.out
    assert told.err.startswith("Thiệp không có mã QR: OCOP_BASE_URL là")
    assert zipfile.ZipFile(out).namelist() == [
        "1-to-trinh-20261201.pdf",
        "1-to-trinh-20261201.docx",
        "2-thiep-1-20261201.pdf",
        "3-dong-goi-20261201.xlsx",
        "4-mua-hang-20261201.xlsx",
        "ghi-chu-20261201.txt",
    ]
    none = tmp_path / "khong.zip"
    assert main(["basket", *VISIT, "--budget", "1", "--scope", "demo", "--papers", str(none)]) == 3
    assert not none.exists()


def test_several_recipients_have_a_basket_each(capfd: pytest.CaptureFixture[str]) -> None:
    event = ["--event", "visit", "--items", "4", "--date", "2026-12-01"]
    head = ["--recipient", "class=A,role=head,country=JP,avoid=alcohol+pork"]
    spouse = ["--recipient", "class=A,role=spouse,number=2,country=JP,avoid=fish"]
    status, found = asked(capfd, *event, *head, *spouse)
    assert (status, found["status"]) == (0, "optimal")
    assert not {"items", "ceiling", "article"} & found.keys()
    first, second = found["baskets"]
    assert first["recipient"] == {
        "class": "A", "role": "head", "number": 1, "country": "JP", "avoid": ["alcohol", "pork"], "travel": None,
    }  # fmt: skip
    assert (second["recipient"]["role"], second["recipient"]["number"]) == ("spouse", 2)
    assert "no-pork" in first["excluded"]
    assert "no-fish" in second["excluded"]
    assert found["total"] == first["total"] + 2 * second["total"]
    for basket in (first, second):
        assert len({item["code"] for item in basket["items"]}) == 4
        assert basket["total"] == sum(item["price"] for item in basket["items"]) <= basket["ceiling"] == 2_600_000
    assert len(found["alternatives"][0]["baskets"]) == 2
    assert main(["basket", *event, *head, *spouse, "--scope", "demo"]) == 0
    told = capfd.readouterr().out
    assert "== trưởng đoàn, khách hạng A (Nhật Bản), 1 người ==" in told
    assert "== phu nhân, phu quân trưởng đoàn, khách hạng A (Nhật Bản), 2 người ==" in told
    _, alone = asked(capfd, *event, *head)
    assert "baskets" not in alone
    assert alone["items"] == first["items"], "nothing is shared that runs short, so each basket is the best by itself"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--recipient", "class=A"], "thiếu role"),
        (["--recipient", "class=A,role=head,colour=red"], "không có mục “colour”"),
        (["--recipient", "class=A,role=head,avoid=alcohol+stone"], "không hiểu avoid=alcohol+stone"),
        (["--recipient", "class=A,role=head,country=Japan"], "hai chữ cái"),
        (["--recipient", "class=A,role=head", "--role", "head"], "Đã có --recipient"),
        ([], "Chưa biết ai nhận"),
    ],
)
def test_a_recipient_that_cannot_be_read_is_told(
    capfd: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    try:
        status = main(["basket", "--event", "visit", "--items", "4", "--date", "2026-12-01", *words])
    except SystemExit as ended:
        status = int(ended.code or 0)
    assert status == 2
    assert told in capfd.readouterr().err

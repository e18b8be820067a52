"""GTINs: recorded with who and why, shown, taken away, and led from as GS1 Digital Links."""

import csv
import io
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from ocop.__main__ import main
from ocop.domain.recognition import Scope
from ocop.domain.register import ProductQuery
from ocop.errors import Conflict, QueryError
from ocop.services import demo, export, gtins
from ocop.services.register import Register
from ocop.store.engine import writing
from ocop.store.gtins import set_gtin
from ocop.store.tables import AuditRow, ProductRow
from tests.conftest import TODAY, open_register
from tests.web.test_shell import client_of

GTIN = "8936012345674"
WHO = {"by": "Nguyễn Thị Thử", "reason": "theo bao bì"}


def test_a_gtin_leads_to_the_mark_page_whatever_follows_it(register: Register) -> None:
    before = register.revision()
    assert gtins.record(register, "fr23-riax", "893 6012 345 674", **WHO) == "FR23-R1AX"
    assert register.revision() == before + 1
    client = client_of(register)
    for path in (GTIN, f"0{GTIN}", f"{GTIN}/10/LOT-7", f"{GTIN}/21/12?17=280101"):
        answer = client.get(f"/01/{path}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (308, "/m/FR23-R1AX")
    assert "Mắm nêm Seagull" in client.get(f"/01/{GTIN}/").text
    assert f"<dt>Mã vạch (GTIN)</dt><dd>{GTIN}</dd>" in client.get("/san-pham?ma=FR23-R1AX").text
    assert client.get("/m/FR23-R1AX.json").json()["gtin"] == GTIN
    assert client.get("/api/v1/products?q=seagull").json()["items"][0]["gtin"] == GTIN
    with Session(register.engine) as session:
        row = session.scalars(select(AuditRow).where(AuditRow.action == "set_gtin")).one()
        assert (row.by, row.reason, row.subject) == (WHO["by"], WHO["reason"], "FR23R1AX")
        assert row.detail == {"before": None, "after": f"0{GTIN}"}


@pytest.mark.parametrize("path", [GTIN, "8936012345670", "x", "<b>", f"{GTIN}/10/a", "0" * 400])
def test_an_unknown_gtin_is_a_404_without_a_claim(client: TestClient, path: str) -> None:
    answer = client.get(f"/01/{path}")
    assert answer.status_code == 404
    assert "không có sản phẩm nào mang mã vạch" in answer.text
    assert "điều đó chưa có nghĩa là sản phẩm không được công nhận" in answer.text
    assert "<b>" not in answer.text


def test_it_is_found_by_its_number_and_taken_away_with_the_list(register: Register, tmp_path: Path) -> None:
    gtins.record(register, "FR23-R1AX", GTIN, **WHO)
    assert [each.gtin for each in register.search(ProductQuery(GTIN), TODAY).products] == [f"0{GTIN}"]
    record = register.record(GTIN, TODAY)
    assert record is not None
    assert record.product.name == "Mắm nêm Seagull"
    export.write(register, scope=Scope.REAL, day=TODAY, form="csv", out=tmp_path / "out.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"))))
    assert {row["code"]: row["gtin"] for row in rows if row["gtin"]} == {"FR23-R1AX": GTIN}
    gtins.record(register, "FR23-R1AX", "", **WHO)
    assert register.record(GTIN, TODAY) is None


def test_two_products_never_bear_one_gtin(register: Register) -> None:
    gtins.record(register, "FR23-R1AX", GTIN, **WHO)
    with pytest.raises(Conflict, match="đã được ghi cho sản phẩm FR23-R1AX"):
        gtins.record(register, "M57V-H4E6", f"0{GTIN}", **WHO)
    with pytest.raises(QueryError, match="không phải GTIN"):
        gtins.record(register, "M57V-H4E6", "8936012345670", **WHO)
    with pytest.raises(QueryError, match="Không có sản phẩm nào mang mã"):
        gtins.record(register, "ABCD-EFGH", GTIN, **WHO)
    with pytest.raises(Conflict, match="ai làm và vì sao"):
        gtins.record(register, "M57V-H4E6", "96385074", by=" ", reason="x")
    with Session(register.engine) as session:
        assert session.scalars(select(ProductRow.gtin).where(ProductRow.gtin.is_not(None))).all() == [f"0{GTIN}"]


def test_a_made_up_product_bears_no_real_bar_code_and_would_not_hide_a_real_one(register: Register) -> None:
    demo.load(register, products=2, by="t")
    (code, *_others) = register.codes(Scope.DEMO, limit=1, offset=0)
    with pytest.raises(QueryError, match="dữ liệu minh họa"):
        gtins.record(register, code, GTIN, **WHO)
    with writing(register.engine) as session:
        set_gtin(session, code=code.replace("-", ""), gtin=f"0{GTIN}", **WHO)
    gtins.record(register, "FR23-R1AX", GTIN, **WHO)
    assert register.code_of_gtin(GTIN) == "FR23R1AX"


def test_the_terminal_records_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'ocop.db'}"
    register = open_register(url)
    monkeypatch.setenv("OCOP_DATABASE_URL", url)
    assert main(["gtin", "FR23-R1AX", GTIN, "--by", "A", "--reason", "B"]) == 0
    assert f"Đã ghi GTIN {GTIN} cho sản phẩm FR23-R1AX." in capsys.readouterr().out
    assert register.code_of_gtin(GTIN) == "FR23R1AX"
    register.engine.dispose()
    assert main(["gtin", "FR23-R1AX", "123", "--by", "A", "--reason", "B"]) == 2
    assert "không phải GTIN" in capsys.readouterr().err

"""Dated packages that lie in a folder, as they are listed and found."""

from hashlib import sha256
from pathlib import Path

from starlette.testclient import TestClient

from ocop.domain.recognition import Scope
from ocop.services import demo, dumps
from ocop.services.dump import dump
from ocop.services.register import Register
from ocop.web.app import standalone
from tests.conftest import TODAY, open_register


def test_packages_are_listed_with_what_they_hold_and_others_left_out(register: Register, tmp_path: Path) -> None:
    demo.load(register, products=30, by="test")
    for scope in (Scope.REAL, Scope.DEMO):
        dump(register, tmp_path, scope=scope, day=TODAY)
    (tmp_path / "ocop-2026-01-01").mkdir()
    (tmp_path / "ocop-2026-01-01" / "datapackage.json").write_text('{"as_of": "hôm qua"}', encoding="utf-8")
    real, made_up = dumps.listed(tmp_path)
    assert (real.name, real.day, real.scope, real.products) == ("ocop-2026-11-22", TODAY, Scope.REAL, 37)
    assert (made_up.scope, made_up.products) == (Scope.DEMO, 30)
    table = next(each for each in real.files if each.name == "products.csv")
    body = (tmp_path / real.name / "products.csv").read_bytes()
    assert (table.rows, table.size, table.sha256) == (37, len(body), sha256(body).hexdigest())
    assert dumps.find(tmp_path, real.name, "products.csv") is not None
    for package, name in ((real.name, "../x.csv"), ("..", "products.csv"), (real.name, ".hidden.csv"), ("x", "a.csv")):
        assert dumps.find(tmp_path, package, name) is None
    assert dumps.listed(tmp_path / "nowhere") == []


def test_the_page_says_where_there_is_none_and_marks_what_is_made_up(database_url: str, tmp_path: Path) -> None:
    register = open_register(database_url, OCOP_DUMPS=str(tmp_path / "dumps"))
    demo.load(register, products=30, by="test")
    client = TestClient(standalone(register))
    assert "Chưa có bản nào." in client.get("/du-lieu?lang=vi").text
    dump(register, register.settings.dumps, scope=Scope.DEMO, day=TODAY)
    page = client.get("/du-lieu?lang=vi").text
    assert "22/11/2026 <span>Dữ liệu minh họa · 30 sản phẩm" in page
    answer = client.get("/du-lieu/ocop-minh-hoa-2026-11-22/products.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.text.count("\n") == 31
    assert client.get("/du-lieu/ocop-minh-hoa-2026-11-22/nothing.csv").status_code == 404
    register.engine.dispose()

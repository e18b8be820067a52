"""The made-up register in the store."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from ocop.domain.recognition import Scope
from ocop.domain.register import ProductQuery
from ocop.services import demo
from ocop.services.register import Register
from ocop.store.queries import INSTALLER
from ocop.store.tables import PointOfSaleRow, ProductRow, StandingRow
from ocop.web.app import standalone
from tests.conftest import TODAY, open_register


def test_it_stands_in_its_own_scope_and_never_in_the_real_figures(register: Register) -> None:
    assert demo.load(register, products=120, by="t") == 120
    assert register.search(ProductQuery(scope=Scope.DEMO), TODAY).total == 120
    assert register.search(ProductQuery(), TODAY).total == 37
    assert register.overview(Scope.REAL, TODAY).products == 37
    assert sum(register.overview(Scope.DEMO, TODAY).by_status.values()) == 120


def test_dropping_it_leaves_the_real_register_as_it_was(register: Register) -> None:
    demo.load(register, products=60, by="t")
    assert demo.drop(register, by="t") == 60
    assert register.search(ProductQuery(), TODAY).total == 37
    with Session(register.engine) as session:
        assert session.scalar(select(func.count()).select_from(ProductRow)) == 37
        # of each dated recognition its term and what follows, of each press report one open period
        assert session.scalar(select(func.count()).select_from(StandingRow)) == 24 * 2 + 13
        assert session.scalar(select(func.count()).select_from(PointOfSaleRow)) == 0


def test_loading_it_again_replaces_it(register: Register) -> None:
    demo.load(register, products=60, by="t")
    demo.load(register, products=30, seed=2, by="t")
    assert register.search(ProductQuery(scope=Scope.DEMO), TODAY).total == 30


def test_a_store_gets_it_once_and_not_again_after_it_was_dropped(register: Register) -> None:
    assert demo.load(register, products=30, by=INSTALLER, once=True) == 30
    assert demo.load(register, products=30, by=INSTALLER, once=True) == 0
    demo.drop(register, by="t")
    assert demo.load(register, products=30, by=INSTALLER, once=True) == 0


def test_of_processes_that_start_at_once_one_loads_it(register: Register) -> None:
    with ThreadPoolExecutor(3) as pool:
        loads = [pool.submit(demo.load, register, products=30, by=INSTALLER, once=True) for _ in range(3)]
        assert sorted(load.result() for load in loads) == [0, 0, 30]


def test_a_made_up_mark_says_so_first_and_is_not_indexed(tmp_path: Path) -> None:
    register = open_register(f"sqlite:///{tmp_path / 'ocop.db'}")
    demo.load(register, products=5, by="t")
    client = TestClient(standalone(register), headers={"accept-language": "vi"})
    code = client.get("/api/v1/products?scope=demo").json()["items"][0]["code"]
    page = client.get(f"/m/{code}").text
    assert page.index("Dữ liệu minh họa") < page.index("<h1>")
    assert '<meta name="robots" content="noindex">' in page
    assert f">{code} MINH HỌA</text>" in client.get(f"/qr/{code}.svg").text
    assert "noindex" not in client.get("/m/FR23-R1AX").text
    register.engine.dispose()

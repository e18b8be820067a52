"""The open data as a folder: read back and validated by frictionless, the same as the API, and nobody's home in it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from frictionless import Package
from starlette.testclient import TestClient

from ocop.__main__ import main
from ocop.documents.dictionary import FILE, markdown
from ocop.domain.open_data import TABLES
from ocop.domain.recognition import Kind, Scope
from ocop.errors import DataError
from ocop.services.dump import dump
from ocop.services.export import WATERMARK
from ocop.services.register import Register
from ocop.web.app import standalone
from tests.conftest import BASE_URL, TODAY
from tests.services.histories import enter, event, maker, product, record
from tests.services.markers import MARKER, NAMES, plant


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture
def lived(register: Register) -> Register:
    """Real records with markers, and a made-up product that was raised and revoked."""
    plant(register)
    first = event(Kind.FIRST, "2024-02-29", 3)
    enter(register, product(7, maker("=HTX Một", "24730"), first))
    record(register, 7, event(Kind.RAISED, "2025-05-05", 4))
    return register


def test_a_stranger_reads_it_back_and_finds_it_sound(lived: Register, tmp_path: Path) -> None:
    client = TestClient(standalone(lived), base_url=BASE_URL)
    for scope in Scope:
        out, counts = dump(lived, tmp_path, scope=scope, day=TODAY)
        report = Package(str(out / "datapackage.json")).validate()
        assert report.valid, report.to_summary()
        assert {task.name: task.stats["rows"] for task in report.tasks} == counts
        for path in ("products", "producers"):
            assert counts[path] == client.get(f"/api/v1/{path}?scope={scope}").json()["total"]
        listed = client.get(f"/api/v1/products?scope={scope}&limit=200").json()["items"]
        told = {each["code"]: each for each in rows(out / "products.csv")}
        assert {each["code"]: (each["status"], each["decision"] or "") for each in listed} == {
            code: (each["status"], each["decision"]) for code, each in told.items()
        }
    assert (counts["products"], counts["recognitions"]) == (1, 2)


def test_a_package_that_was_tampered_with_is_not_sound(lived: Register, tmp_path: Path) -> None:
    out, _counts = dump(lived, tmp_path, scope=Scope.REAL, day=TODAY)
    file = out / "products.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",valid,", ",best,", 1), encoding="utf-8")
    assert not Package(str(out / "datapackage.json")).validate().valid


def test_parquet_holds_the_same_as_csv(lived: Register, tmp_path: Path) -> None:
    out, counts = dump(lived, tmp_path, scope=Scope.DEMO, day=TODAY)
    for table in TABLES:
        kept = pq.read_table(out / f"{table.name}.parquet").to_pylist()
        assert len(kept) == counts[table.name]
        for row, given in zip(kept, rows(out / f"{table.name}.csv"), strict=True):
            as_text = {key: "" if value is None else str(value) for key, value in row.items()}
            as_text |= {key: str(value).lower() for key, value in row.items() if isinstance(value, bool)}
            assert {key: value.removeprefix("'") for key, value in given.items()} == as_text
    assert rows(out / "producers.csv")[0]["name"] == "'=HTX Một"


def test_nobody_s_home_and_no_made_up_record_is_among_the_real_ones(lived: Register, tmp_path: Path) -> None:
    real, _counts = dump(lived, tmp_path, scope=Scope.REAL, day=TODAY)
    made_up, _counts = dump(lived, tmp_path, scope=Scope.DEMO, day=TODAY)
    assert set(NAMES) <= {each["name"] for each in rows(real / "producers.csv")}
    for file in (*real.iterdir(), *made_up.iterdir()):
        held = file.read_bytes()
        assert MARKER.encode() not in held, file.name
        if file.suffix == ".parquet":
            assert MARKER not in str(pq.read_table(file).to_pylist())
    for folder, said in ((real, "false"), (made_up, "true")):
        for name in ("producers", "products", "recognitions"):
            assert {each["is_made_up"] for each in rows(folder / f"{name}.csv")} == {said}
    package = json.loads((made_up / "datapackage.json").read_text(encoding="utf-8"))
    assert WATERMARK in package["title"]
    assert package["is_made_up"] is True


def test_the_same_register_on_the_same_day_gives_the_same_bytes(lived: Register, tmp_path: Path) -> None:
    first, _counts = dump(lived, tmp_path / "a", scope=Scope.REAL, day=TODAY)
    second, _counts = dump(lived, tmp_path / "b", scope=Scope.REAL, day=TODAY)
    names = sorted(each.name for each in first.iterdir())
    assert len(names) == 2 * len(TABLES) + 2
    assert [(first / name).read_bytes() for name in names] == [(second / name).read_bytes() for name in names]
    with pytest.raises(DataError, match="Đã có"):
        dump(lived, tmp_path / "a", scope=Scope.REAL, day=TODAY)


def test_the_command_says_what_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OCOP_DATABASE_URL", f"sqlite:///{tmp_path / 'ocop.db'}")
    assert main(["dump", str(tmp_path / "out"), "--as-of", "2026-11-01"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Đã ghi 37 sản phẩm, ")
    assert (tmp_path / "out" / "ocop-2026-11-01" / "datapackage.json").exists()


def test_the_data_dictionary_is_what_the_code_says() -> None:
    assert FILE.read_text(encoding="utf-8") == markdown(), "run python -m ocop.documents.dictionary"
    for table in TABLES:
        for each in table.fields:
            assert each.vi
            assert each.en

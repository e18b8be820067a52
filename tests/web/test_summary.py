"""The figures as open data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ocop.domain.recognition import Kind, Scope
from ocop.services.register import Register
from ocop.web.app import standalone
from tests.conftest import BASE_URL, open_register
from tests.services.histories import enter, event, maker, product


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The shipped records, and three made-up products: two of Yên Bái and Lào Cai that was, one of nowhere."""
    opened = open_register(f"sqlite:///{tmp_path_factory.mktemp('summary') / 'ocop.db'}")
    enter(
        opened,
        product(1, maker("HTX Một", "04252"), event(Kind.FIRST, "2025-01-10", 4)),
        product(2, maker("HTX Hai", "02647"), event(Kind.FIRST, "2025-01-10", 3)),
        product(3, maker("HTX Ba", None, kind=None), event(Kind.FIRST, "2025-01-10", 3)),
    )
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="module")
def asking(held: Register) -> TestClient:
    return TestClient(standalone(held), base_url=BASE_URL)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_summary_tells_what_it_is_of(asking: TestClient) -> None:
    answer = asking.get("/api/v1/summary").json()
    assert [answer[key] for key in ("as_of", "places", "by", "scope")] == ["2026-11-22", "34", "province", "real"]
    assert answer["complete"] is False
    assert "watermark" not in answer
    lam_dong = next(item for item in answer["items"] if item["label"] == "Lâm Đồng")
    assert (lam_dong["code"], lam_dong["products"], lam_dong["products_in_force"], lam_dong["stars_4"]) == (
        "68",
        24,
        24,
        5,
    )
    assert (answer["items"][-1]["code"], answer["items"][-1]["label"]) == (None, "Chưa rõ")
    for figure in ("products", "products_in_force", "producers", "communes", "reported"):
        assert sum(item[figure] for item in answer["items"]) == answer["total"][figure]
    assert answer["total"]["products"] == 37


@pytest.mark.parametrize(("places", "expected"), [("34", {"15": 2}), ("63", {"10": 1, "15": 1})])
@pytest.mark.parametrize("day", ["2025-06-30", "2025-07-01"])
def test_codes_name_the_province_of_their_vintage(
    asking: TestClient, places: str, day: str, expected: dict[str, int]
) -> None:
    answer = asking.get(f"/api/v1/summary?scope=demo&places={places}&as_of={day}").json()
    found = {item["code"]: item for item in answer["items"] if item["products"]}
    assert {code: item["products"] for code, item in found.items()} == expected | {None: 1}
    assert found["15"]["label"] == {"34": "Lào Cai", "63": "Yên Bái"}[places]
    assert answer["watermark"].startswith("DỮ LIỆU MINH HỌA")


@pytest.mark.parametrize(
    ("by", "unknown"), [("group", 0), ("star", 0), ("type", 1), ("year", 0), ("region", 1), ("set", 0)]
)
def test_every_split_has_an_item_for_the_unknown(asking: TestClient, by: str, unknown: int) -> None:
    items = asking.get(f"/api/v1/summary?scope=demo&by={by}").json()["items"]
    assert items[-1]["code"] is None
    assert items[-1]["products"] == unknown
    assert sum(item["products"] for item in items) == 3


def test_csv_comes_by_parameter_or_by_what_the_reader_accepts(asking: TestClient) -> None:
    asked = asking.get("/api/v1/summary?scope=demo&format=csv&by=star")
    accepted = asking.get("/api/v1/summary?scope=demo&by=star", headers={"accept": "text/csv"})
    assert asked.content == accepted.content
    assert asked.headers["content-type"] == "text/csv; charset=utf-8"
    assert asked.content.startswith(b"\xef\xbb\xbf")
    three, four, _five, unknown = rows(asked.text)
    assert (three["label"], three["products"], four["products_in_force"]) == ("3 sao", "2", "1")
    assert (unknown["code"], unknown["label"], three["as_of"]) == ("", "Chưa có công nhận", "2026-11-22")
    assert three["watermark"] == "DỮ LIỆU MINH HỌA: tạo ra để trình diễn, không có thật"
    assert "watermark" not in rows(asking.get("/api/v1/summary?format=csv").text)[0]
    wanted = asking.get("/api/v1/summary?format=json", headers={"accept": "text/csv"})
    assert wanted.json()["scope"] == "real"


def test_no_cell_can_start_a_formula(asking: TestClient) -> None:
    for by in ("province", "region", "group", "set", "star", "type", "year"):
        for row in rows(asking.get(f"/api/v1/summary?scope=demo&format=csv&by={by}").text):
            assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values())


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("as_of=22/11/2026", "as_of là “22/11/2026”: hãy dùng một ngày dạng 2025-12-31, từ năm 2000 đến 2100."),
        ("as_of=2025-02-30", "as_of là “2025-02-30”: hãy dùng một ngày dạng 2025-12-31, từ năm 2000 đến 2100."),
        ("as_of=0001-01-01", "as_of là “0001-01-01”: hãy dùng một ngày dạng 2025-12-31, từ năm 2000 đến 2100."),
        ("places=35", "places là “35”: hãy dùng 34, 63."),
        ("by=name", "by là “name”: hãy dùng province, region, group, set, star, type, year."),
        ("scope=both", "scope là “both”: hãy dùng real (sổ thật) hoặc demo (minh họa)."),
        ("format=xlsx", "format là “xlsx”: hãy dùng json, csv."),
        ("day=1", "Không có tham số “day”: hãy dùng as_of, by, format, places, scope."),
    ],
)
def test_a_wrong_parameter_is_answered_in_a_sentence(asking: TestClient, query: str, sentence: str) -> None:
    answer = asking.get(f"/api/v1/summary?{query}")
    assert (answer.status_code, answer.json()["detail"]) == (400, sentence)


def test_what_is_documented_is_what_is_answered(asking: TestClient) -> None:
    told = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    answer = asking.get("/api/v1/summary?scope=demo").json()
    for field in (*answer, *answer["items"][0]):
        assert f"`{field}`" in told or f'"{field}"' in told or field == "watermark", field
    assert Scope.DEMO in told

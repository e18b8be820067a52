"""The register as data."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ocop.services import demo
from ocop.services.export import WATERMARK
from ocop.web.api import cursors
from ocop.web.api.products import PRODUCT
from ocop.web.app import standalone
from tests.conftest import BASE_URL, open_register

KEYS = [
    "code",
    "official_code",
    "gtin",
    "name",
    "stars",
    "status",
    "producer",
    "province",
    "decision",
    "valid_until",
    "evidence",
    "url",
]


def test_a_product_comes_with_its_decision_and_its_end(client: TestClient) -> None:
    answer = client.get("/api/v1/products?q=mam+nem").json()
    assert isinstance(answer["items"][0].pop("producer_id"), int)
    assert answer == {
        "total": 1,
        "next": None,
        "items": [
            {
                "code": "FR23-R1AX",
                "official_code": None,
                "gtin": None,
                "name": "Mắm nêm Seagull",
                "stars": 3,
                "status": "valid",
                "producer": "Công ty TNHH Seagull",
                "province": "Lâm Đồng",
                "decision": "3981/QĐ-UBND",
                "valid_until": "2029-08-05",
                "evidence": "transcribed",
                "url": "http://127.0.0.1:8501/m/FR23-R1AX",
                "is_made_up": False,
                "set": 9,
                "commune": "Phan Thiết",
                "commune_code": "22945",
                "province_code": "68",
                "province_63_code": "60",
                "decided_on": "2026-08-05",
                "authority": "UBND tỉnh Lâm Đồng",
                "level": "province",
                "valid_from": "2026-08-05",
                "source": "Bản chép của Quyết định 3981/QĐ-UBND",
                "data": "http://127.0.0.1:8501/api/v1/products/FR23-R1AX",
            }
        ],
    }


def test_a_press_record_has_neither_decision_nor_end(client: TestClient) -> None:
    item = client.get("/api/v1/products?q=mật+hoa+dừa").json()["items"][0]
    assert (item["status"], item["decision"], item["valid_until"]) == ("reported", None, None)
    assert tuple(item) == PRODUCT
    assert list(item)[: len(KEYS)] == KEYS  # what programs that knew us before look for


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("", 37),
        ("stars=4", 5),
        ("stars=4,5", 18),
        ("stars=4&stars=5", 18),
        ("province=68", 24),
        ("province=lam+dong", 24),
        ("province=86,22", 4),
        ("province=Đắk+Nông", 24),  # became part of Lâm Đồng
        ("q=858/QĐ-UBND", 5),
        ("q=fish+sauce", 7),
        ("status=reported", 13),
        ("kind=enterprise&province=68", 13),
        ("as_of=2020-01-01&status=none", 37),
        ("scope=real", 37),
        ("scope=demo", 0),
        ("stars=&province=&q=&limit=&offset=&scope=", 37),
    ],
)
def test_choices_narrow_the_answer(client: TestClient, query: str, total: int) -> None:
    assert client.get(f"/api/v1/products?{query}").json()["total"] == total


def test_pages_follow_each_other_without_overlap(client: TestClient) -> None:
    pages = [client.get(f"/api/v1/products?limit=20&offset={offset}").json()["items"] for offset in (0, 20, 40)]
    codes = [item["code"] for page in pages for item in page]
    assert [len(page) for page in pages] == [20, 17, 0]
    assert len(set(codes)) == 37
    assert client.get("/api/v1/products?limit=0").json() == {"total": 37, "items": [], "next": None}


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("stars=9", "stars là “9”: hãy dùng 3, 4 hoặc 5."),
        ("stars=bốn", "stars là “bốn”: hãy dùng 3, 4 hoặc 5."),
        ("province=99", "province là “99”: hãy dùng mã hoặc tên một trong 34 tỉnh, thành phố, ví dụ 68."),
        ("scope=all", "scope là “all”: hãy dùng real (sổ thật) hoặc demo (minh họa)."),
        ("limit=-1", "limit là “-1”: hãy dùng số nguyên từ 0 đến 200."),
        ("limit=201", "limit là “201”: hãy dùng số nguyên từ 0 đến 200."),
        ("offset=²", "offset là “²”: hãy dùng số nguyên từ 0 đến 10000000."),
        (
            "star=4",
            "Không có tham số “star”: hãy dùng as_of, certificate, cursor, evidence, format, group, kind, limit, "
            "offset, province, province_63, q, region, scope, set, sort, stars, status, year.",
        ),
        ("status=ok", "status là “ok”: hãy dùng valid, expiring, expired, revoked, reported, none."),
        ("sort=x", "sort là “x”: hãy dùng best, name, newest, ending."),
        ("q=" + "a" * 201, "q dài 201 ký tự: hãy dùng nhiều nhất 200 ký tự."),
        ("cursor=abc", cursors.WRONG),
    ],
)
def test_a_malformed_question_is_answered_with_what_to_do(client: TestClient, query: str, sentence: str) -> None:
    answer = client.get(f"/api/v1/products?{query}")
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["detail"], answer.json()["error"]) == (400, sentence, sentence)


def test_made_up_products_bear_their_watermark_and_real_ones_none(tmp_path: Path) -> None:
    register = open_register(f"sqlite:///{tmp_path / 'ocop.db'}")
    demo.load(register, products=20, by="t")
    asking = TestClient(standalone(register), base_url=BASE_URL)
    made_up, real = (asking.get(f"/api/v1/products?scope={scope}&limit=5").json() for scope in ("demo", "real"))
    assert [made_up["watermark"], *(each["watermark"] for each in made_up["items"])] == [WATERMARK] * 6
    assert "watermark" not in real
    assert not [each for each in real["items"] if "watermark" in each]
    register.engine.dispose()

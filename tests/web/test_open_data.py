"""The open data as a whole: pages that hold while the register changes, forms, tags, and what no reader may see."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from ocop.domain.codes import shown
from ocop.domain.open_data import TABLES
from ocop.domain.recognition import Kind, Scope
from ocop.domain.register import Sort
from ocop.services.export import WATERMARK
from ocop.services.register import Register
from ocop.web.app import standalone
from tests.conftest import BASE_URL
from tests.services.histories import code, enter, event, maker, product
from tests.services.markers import MARKER, plant

SEAGULL = "FR23-R1AX"


def asked(register: Register) -> TestClient:
    return TestClient(standalone(register), base_url=BASE_URL, headers={"accept-language": "vi"})


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def walk(client: TestClient, address: str | None) -> Iterator[dict[str, object]]:
    while address:
        answer = client.get(address).json()
        yield from answer["items"]
        address = answer["next"]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("query", ["", "&q=mam", "&stars=3,4&as_of=2026-11-01"])
def test_the_pages_of_a_cursor_are_the_list(client: TestClient, sort: Sort, query: str) -> None:
    whole = client.get(f"/api/v1/products?sort={sort}&limit=200{query}").json()
    parts = list(walk(client, f"/api/v1/products?sort={sort}&limit=7{query}"))
    assert [each["code"] for each in parts] == [each["code"] for each in whole["items"]]
    assert len(parts) == whole["total"] > 6


@pytest.mark.parametrize("sort", Sort)
def test_a_cursor_holds_while_products_come_and_go(register: Register, sort: Sort) -> None:
    """Whoever was there from the first page to the last is seen once, whatever is entered meanwhile."""
    client = asked(register)
    first = client.get(f"/api/v1/products?sort={sort}&limit=10").json()
    before = [each["code"] for each in walk(client, f"/api/v1/products?sort={sort}&limit=50")]
    new = (product(number, maker(f"HTX {number}", "24730"), event(Kind.FIRST, "2026-09-09", 5)) for number in range(8))
    enter(register, *new, scope=Scope.REAL)
    seen = [each["code"] for each in (*first["items"], *walk(client, first["next"]))]
    assert [each for each in seen if each in before] == before
    assert len(seen) == len(set(seen))


def test_makers_are_paged_counted_and_told_to_the_commune(client: TestClient) -> None:
    found = list(walk(client, "/api/v1/producers?limit=4"))
    assert len(found) == client.get("/api/v1/producers").json()["total"] == len({each["id"] for each in found})
    assert sum(int(str(each["products"])) for each in found) == 37
    seagull = client.get("/api/v1/producers?q=seagull").json()["items"]
    assert [each["name"] for each in seagull] == ["Công ty TNHH Seagull"]
    record = client.get(f"/api/v1/producers/{seagull[0]['id']}").json()
    assert (record["kind"], record["province"], record["products_in_force"]) == ("enterprise", "Lâm Đồng", 1)
    assert [each["code"] for each in record["items"]] == [SEAGULL]
    assert client.get("/api/v1/producers?province=68").json()["total"] < len(found)
    for path in ("999999", "0", "x", "9" * 30):
        assert client.get(f"/api/v1/producers/{path}").status_code == 404


def test_a_product_comes_with_its_history_in_three_forms(client: TestClient) -> None:
    whole = client.get("/api/v1/products/fr23r1ax").json()
    assert (whole["code"], whole["is_made_up"], whole["as_of"]) == (SEAGULL, False, "2026-11-22")
    assert [(each["kind"], each["decision"]) for each in whole["history"]] == [("recognised", "3981/QĐ-UBND")]
    (row,) = rows(client.get(f"/api/v1/products/{SEAGULL}?format=csv").text)
    assert (row["code"], row["decision"], row["is_made_up"]) == (SEAGULL, "3981/QĐ-UBND", "false")
    linked = client.get(f"/api/v1/products/{SEAGULL}", headers={"accept": "application/ld+json"})
    assert linked.headers["content-type"] == "application/ld+json"
    assert linked.json()["hasCertification"]["certificationIdentification"] == "3981/QĐ-UBND"
    earlier = client.get(f"/api/v1/products/{SEAGULL}?as_of=2020-01-01").json()
    assert (earlier["status"], earlier["history"]) == ("none", [])
    missing = client.get("/api/v1/products/FR23-R1AY")
    assert (missing.status_code, missing.json()["nearest"][0]["code"]) == (404, SEAGULL)


def test_provinces_of_both_vintages_bear_the_figures_of_the_screens(client: TestClient) -> None:
    for places, count in (("34", 34), ("63", 63)):
        items = client.get(f"/api/v1/provinces?places={places}").json()["items"]
        assert (len(items), len({each["code"] for each in items})) == (count, count)
    lam_dong = client.get("/api/v1/provinces/68").json()
    assert (lam_dong["name"], lam_dong["products"], lam_dong["successor"]) == ("Lâm Đồng", 24, None)
    former = client.get("/api/v1/provinces/67?places=63").json()
    assert (former["name"], former["successor"]) == ("Đắk Nông", "68")
    assert client.get("/api/v1/provinces/67").status_code == 404


def test_the_list_as_csv_says_where_it_goes_on(client: TestClient) -> None:
    answer = client.get("/api/v1/products?format=csv&limit=30")
    assert len(rows(answer.text)) == 30
    following = answer.headers["link"].removeprefix("<").partition(">")[0]
    assert len(rows(client.get(following).text)) == 7
    assert client.get("/api/v1/products?q=khong+co+gi+ca&format=csv").text.startswith("\ufeffcode,official_code")


def test_a_cursor_belongs_to_its_question(client: TestClient) -> None:
    following = client.get("/api/v1/products?limit=5&stars=3").json()["next"]
    other = client.get(following.replace("stars=3", "stars=4"))
    assert (other.status_code, other.json()["detail"][:30]) == (400, "cursor là của một câu hỏi khác")
    assert client.get(following + "&offset=5").status_code == 400


def test_what_a_reader_has_already_is_not_sent_again(register: Register) -> None:
    client = asked(register)
    for path in ("/api/v1/products", "/api/v1/producers", "/api/v1/summary", "/api/v1/openapi.json"):
        tag = client.get(path).headers["etag"]
        again = client.get(path, headers={"if-none-match": f'"other", W/{tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    tag = client.get("/api/v1/products").headers["etag"]
    assert client.get("/api/v1/products?limit=1").headers["etag"] != tag
    enter(register, product(1, maker("HTX Một", "24730"), event(Kind.FIRST, "2026-09-09", 3)), scope=Scope.REAL)
    assert client.get("/api/v1/products", headers={"if-none-match": tag}).json()["total"] == 38


def test_every_page_of_the_web_may_read_and_none_may_write(client: TestClient) -> None:
    before = client.options("/api/v1/products", headers={"origin": "https://bao.vn"})
    assert (before.status_code, before.headers["access-control-allow-origin"]) == (204, "*")
    for path in ("/api/v1/products", "/api/v1/products?limit=x", "/api/v1/nothing", "/api/v1/products/x"):
        assert client.get(path).headers["access-control-allow-origin"] == "*"
    refused = client.post("/api/v1/products")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert refused.json()["detail"] == "Địa chỉ này chỉ để đọc: hãy dùng GET."
    head = client.head("/api/v1/products")
    assert (head.status_code, head.content) == (200, b"")
    assert client.get("/api/v1/nothing").headers["content-type"] == "application/problem+json"


def test_no_form_of_any_answer_tells_how_to_reach_a_household(register: Register) -> None:
    """Address, telephone, mail and contact person of a household, planted as markers, stand in no answer."""
    plant(register)
    client = asked(register)
    found = client.get("/api/v1/producers?q=Nguyễn Thị Thử").json()["items"]
    assert [each["kind"] for each in found] == ["household", None]
    paths = ["/api/v1/producers", "/api/v1/products", "/api/v1/summary", "/api/v1/provinces", "/api/v1/openapi.json"]
    paths += [f"/api/v1/producers/{each['id']}" for each in found] + [f"/api/v1/products/{code(1)}"]
    for path in paths:
        for form in ("json", "csv", "jsonld"):
            assert MARKER not in client.get(path, params={"format": form}).text, path
            assert MARKER not in client.get(f"{path}?limit=200").text


def test_what_is_made_up_says_so_in_every_record(register: Register) -> None:
    enter(register, product(1, maker("HTX Một", "24730"), event(Kind.FIRST, "2026-09-09", 3)))
    client = asked(register)
    for path in ("products", "producers", "provinces"):
        answer = client.get(f"/api/v1/{path}?scope=demo").json()
        assert all((each["is_made_up"], each["watermark"]) == (True, WATERMARK) for each in (*answer["items"],))
        assert answer["items"]
        assert answer["watermark"] == WATERMARK
        for row in rows(client.get(f"/api/v1/{path}?scope=demo&format=csv").text):
            assert (row["is_made_up"], row["watermark"]) == ("true", WATERMARK)
        real = client.get(f"/api/v1/{path}").json()["items"]
        assert not any(each["is_made_up"] or "watermark" in each for each in real)
    own = f"/api/v1/products/{shown(code(1))}"
    assert client.get(own).json()["watermark"] == WATERMARK
    assert client.get(f"{own}?format=jsonld").status_code == 406


@pytest.mark.parametrize(("language", "title"), [("vi", "Dữ liệu mở"), ("en", "Open data")])
def test_the_page_about_the_data_leads_to_answers(client: TestClient, language: str, title: str) -> None:
    page = client.get(f"/du-lieu?lang={language}")
    assert page.status_code == 200
    assert f"<h1>{title}</h1>" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    links = [html.unescape(each) for each in re.findall(r'href="(/(?:api|tai-ve)/[^"]+)"', page.text)]
    assert len(links) >= 9
    for link in links:
        assert client.get(link).status_code == 200, link
    for table in TABLES:
        assert f"<code>{table.name}</code>" in page.text
    assert f"{BASE_URL}/du-lieu" in client.get("/sitemap-1.xml").text

"""Which paths exist; and what stands at the foot of each page."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import QueuePool, create_engine
from starlette.testclient import TestClient

from ocop import __version__
from ocop.services import demo
from ocop.services.register import Register
from ocop.web.app import standalone
from tests.conftest import open_register


@pytest.mark.parametrize(
    "path",
    [
        "/nope",
        "/m",
        "/m/",
        "/qr/",
        "/api/v2",
        "/assets/",
        "/assets/nope.css",
        "/qr/FR23-R1AX",
        "/qr/.svg",
        "/static/x",
        "/_stcore/metrics",
        "/auth/login",
        "/wp-admin",
        "/pages/product.py",
    ],
)
def test_an_unknown_path_is_a_real_404(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_404_page_leads_on(client: TestClient) -> None:
    page = client.get("/nope").text
    assert "Không có trang này" in page
    assert 'href="/danh-muc"' in page


def test_a_program_that_asks_for_json_gets_json(client: TestClient) -> None:
    answer = client.get("/nope", headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (404, {"error": "không có đường dẫn này"})


@pytest.mark.parametrize("path", ["/assets/../pyproject.toml", "/assets/%2e%2e/pyproject.toml", "/assets//etc/passwd"])
def test_assets_do_not_lead_out_of_their_folder(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_health_names_the_revision(client: TestClient, shipped: Register) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "version": __version__, "revision": shipped.revision()}


def test_health_says_when_the_store_is_gone(register: Register) -> None:
    with register.engine.begin() as connection:
        connection.exec_driver_sql("drop table revision")
    answer = TestClient(standalone(register)).get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (503, "store unavailable")


def test_a_store_that_stops_answering_is_said_without_a_claim(register: Register) -> None:
    with register.engine.begin() as connection:
        connection.exec_driver_sql("drop table standing")
    client = TestClient(standalone(register), headers={"accept-language": "vi"})
    page = client.get("/m/FR23-R1AX")
    assert page.status_code == 503
    assert "Sổ đăng ký tạm thời chưa tra cứu được" in page.text
    assert "Điều này không nói gì về sản phẩm bạn đang xem." in page.text
    answer = client.get("/api/v1/products")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert answer.json()["error"] == "sổ đăng ký tạm thời chưa tra cứu được, hãy thử lại sau ít phút"


def test_too_many_readers_at_once_are_asked_to_come_back(tmp_path: Path) -> None:
    register = open_register(f"sqlite:///{tmp_path / 'ocop.db'}")
    narrow = create_engine(register.engine.url, poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=0.1)
    with narrow.connect():
        answer = TestClient(standalone(replace(register, engine=narrow))).get("/api/v1/products")
    assert answer.status_code == 503
    assert answer.json()["error"] == "sổ đăng ký tạm thời chưa tra cứu được, hãy thử lại sau ít phút"
    register.engine.dispose()


def test_a_slash_too_many_is_led_back(client: TestClient) -> None:
    answer = client.get("/m/FR23-R1AX/?lang=en", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/m/FR23-R1AX?lang=en")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_pages_are_read_only(client: TestClient, method: str) -> None:
    assert client.request(method, "/m/FR23-R1AX").status_code == 405
    assert client.request(method, "/api/v1/products").status_code == 405


def test_a_fingerprinted_asset_may_be_kept_for_ever(client: TestClient) -> None:
    assert "immutable" in client.get("/assets/css/app.css?v=1").headers["cache-control"]
    assert client.get("/assets/css/app.css").headers["cache-control"] == "no-cache"


def test_the_foot_says_that_this_is_no_site_of_a_state_body(client: TestClient) -> None:
    page = client.get("/m/FR23-R1AX").text
    assert "Chưa công bố đơn vị vận hành. Đây không phải trang của cơ quan nhà nước." in page
    assert 'href="https://ocopvietnam.gov.vn"' in page
    assert '<a href="/du-lieu">Dữ liệu mở</a>' in page
    assert '<a href="/du-lieu?lang=en">オープンデータ</a>' in client.get("/m/FR23-R1AX?lang=ja").text


def test_the_foot_names_the_operator_and_the_state_body_that_it_is(tmp_path: Path) -> None:
    environment = {"OCOP_OPERATOR": "Văn phòng <Điều phối>", "OCOP_OPERATOR_IS_STATE_BODY": "1"}
    register = open_register(f"sqlite:///{tmp_path / 'ocop.db'}", **environment)
    page = TestClient(standalone(register)).get("/m/FR23-R1AX?lang=vi").text
    register.engine.dispose()
    assert "Đơn vị vận hành: Văn phòng &lt;Điều phối&gt;." in page
    assert "không phải trang của cơ quan nhà nước" not in page


def test_a_rehearsal_day_is_said_on_the_page(client: TestClient) -> None:
    assert "Đang xem thử với ngày giả định 22/11/2026, không phải ngày hôm nay." in client.get("/m/FR23-R1AX").text


def test_search_engines_are_led_to_real_products_only(register: Register) -> None:
    demo.load(register, products=30, by="test")
    client = TestClient(standalone(register))
    assert "<loc>http://127.0.0.1:8501/sitemap-1.xml</loc>" in client.get("/sitemap.xml").text
    listed = client.get("/sitemap-1.xml").text
    assert (
        listed.count("<loc>") == 4 + 37
    )  # beside the products: the first page, the catalogue, about the register, the open data
    assert "<loc>http://127.0.0.1:8501/san-pham?ma=FR23-R1AX</loc>" in listed
    assert client.get("/sitemap-2.xml").status_code == client.get("/sitemap-0.xml").status_code == 404
    assert "Sitemap: http://127.0.0.1:8501/sitemap.xml" in client.get("/robots.txt").text

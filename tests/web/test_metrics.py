"""What the operator's monitoring asks: `/readyz` and `/metrics`."""

import re

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from ocop.services.register import Register
from ocop.ui.paint import PATHS, Painter
from ocop.web import health
from ocop.web.app import handlers, routes, standalone
from ocop.web.metrics import Counted, Counts
from ocop.web.paths import PathGuard
from ocop.web.shell import Shell
from tests.conftest import BASE_URL
from tests.web.test_shell import STATIC

NEAR = ("127.0.0.1", 50_000)


def near(register: Register) -> TestClient:
    """The plain routes as a program on the same machine asks them."""
    return TestClient(standalone(register), base_url=BASE_URL, client=NEAR, raise_server_exceptions=False)


def told(client: TestClient) -> dict[tuple[str, ...], float]:
    """Each figure by its name and the values of its labels."""
    answer = client.get("/metrics")
    assert (answer.status_code, answer.headers["content-type"].startswith("text/plain")) == (200, True)
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_a_whole_store_makes_a_process_ready(register: Register) -> None:
    answer = near(register).get("/readyz")
    disk = {"disk": "ok"} if register.engine.dialect.name == "sqlite" else {}
    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "store": "ok", "schema": "ok", **disk})
    assert answer.headers["cache-control"] == "no-store"


def test_a_store_of_another_release_makes_it_not_ready(register: Register) -> None:
    with register.engine.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '0001'")
    answer = near(register).get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "not ready")
    assert (answer.json()["store"], answer.json()["schema"]) == ("ok", "not this release")


def test_a_store_that_stops_answering_makes_it_not_ready(register: Register) -> None:
    client = near(register)
    assert client.get("/readyz").status_code == 200
    assert told(client)[("ocop_store_up",)] == 1
    with register.engine.begin() as connection:
        connection.exec_driver_sql("alter table alembic_version rename column version_num to gone")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["store"]) == (503, "unavailable")


def test_a_full_disk_makes_it_not_ready(shipped: Register) -> None:
    more_than_any_has = 1 << 60
    client = TestClient(Starlette(routes=[Route("/readyz", health.ready(shipped, more_than_any_has))]))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["disk"]) == (503, "full")


def test_requests_are_counted_by_pattern_and_class_of_status(register: Register) -> None:
    client = near(register)
    for path in ("/m/FR23-R1AX", "/m/M57V-H4E6?lang=en", "/m/ABCD-EFGH", "/qr/FR23-R1AX.svg", "/nowhere/FR23-R1AX"):
        client.get(path, headers={"accept-language": "vi"})
    client.get("/assets/css/none-FR23R1AX.css")
    figures = told(client)
    assert figures[("ocop_requests_total", "/m/{code}", "2xx")] == 2
    assert figures[("ocop_requests_total", "/m/{code}", "4xx")] == 1
    assert figures[("ocop_requests_total", "/qr/{code}.{form}", "2xx")] == 1
    assert figures[("ocop_requests_total", "other", "4xx")] == 1
    assert figures[("ocop_requests_total", "/assets", "4xx")] == 1
    assert figures[("ocop_request_seconds_count", "/m/{code}")] == 3
    assert 0 < figures[("ocop_request_seconds_sum", "/m/{code}")] < 60
    assert figures[("ocop_store_up",)] == 1
    assert figures[("ocop_revision_seen",)] == register.revision()
    assert 0 <= figures[("ocop_revision_lag_seconds",)] < 5
    text = client.get("/metrics").text
    assert not re.search("FR23|M57V|ABCD", text)
    assert "testclient" not in text


def test_a_store_that_fails_is_counted_and_said_to_be_down(register: Register) -> None:
    with register.engine.begin() as connection:
        connection.exec_driver_sql("drop table revision")
    client = near(register)
    client.get("/m/FR23-R1AX")
    figures = told(client)
    assert figures[("ocop_requests_total", "/m/{code}", "5xx")] == 1
    assert figures[("ocop_store_up",)] == 0


def test_pages_of_the_screens_are_counted_by_their_path(shipped: Register) -> None:
    counts = Counts()
    served = Starlette(routes=routes(shipped, counts), exception_handlers=handlers(shipped))
    shell = Shell(STATIC, frozenset(PATHS), Painter(shipped), BASE_URL)
    served.add_middleware(PathGuard, register=shipped, shell=shell)
    served.add_middleware(Counted, counts=counts)
    client = TestClient(served, base_url=BASE_URL, client=NEAR)
    assert client.get("/san-pham?ma=FR23-R1AX").status_code == 200
    assert client.get("/danh-muc").status_code == 200
    figures = told(client)
    assert figures[("ocop_requests_total", "/san-pham", "2xx")] == 1
    assert figures[("ocop_requests_total", "/danh-muc", "2xx")] == 1


@pytest.mark.parametrize(
    ("host", "base_url", "headers"),
    [
        ("203.0.113.7", BASE_URL, {}),
        ("testclient", BASE_URL, {}),
        ("127.0.0.1", "https://ocop.example.vn", {}),
        ("127.0.0.1", BASE_URL, {"x-forwarded-for": "203.0.113.7"}),
        ("127.0.0.1", BASE_URL, {"forwarded": "for=203.0.113.7"}),
        ("127.0.0.1", BASE_URL, {"x-real-ip": "127.0.0.1"}),
    ],
)
def test_metrics_are_there_for_the_same_machine_only(
    shipped: Register, host: str, base_url: str, headers: dict[str, str]
) -> None:
    client = TestClient(standalone(shipped), base_url=base_url, client=(host, 5))
    answer = client.get("/metrics", headers={"accept-language": "vi"} | headers)
    assert answer.status_code == 404
    assert "Không có trang này" in answer.text
    assert "ocop_requests" not in answer.text


@pytest.mark.parametrize(("host", "base_url"), [("::1", "http://[::1]:8501"), ("127.0.0.1", "http://localhost:8501")])
def test_metrics_are_there_under_every_name_of_this_machine(shipped: Register, host: str, base_url: str) -> None:
    client = TestClient(standalone(shipped), base_url=base_url, client=(host, 5))
    assert client.get("/metrics").status_code == 200

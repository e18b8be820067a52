"""Too many questions from one address; one line of JSON for each request."""

import json
import re
from dataclasses import replace
from ipaddress import ip_network

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ocop.errors import SettingsError
from ocop.services.register import Register
from ocop.settings import load
from ocop.web.app import handlers, routes, standalone
from ocop.web.logs import Logged
from tests.conftest import BASE_URL

READER, OTHER, PROXY = "203.0.113.5", "203.0.113.6", "10.0.0.7"


def limited(register: Register, most: int) -> Register:
    settings = replace(register.settings, rate_limit=most, trusted_proxies=(ip_network("10.0.0.0/8"),))
    return replace(register, settings=settings)


def asking(register: Register, address: str) -> TestClient:
    return TestClient(standalone(register), base_url=BASE_URL, client=(address, 50_000))


def test_beyond_the_limit_a_sentence_and_when_to_come_back(register: Register) -> None:
    served = standalone(limited(register, 3))
    client = TestClient(served, base_url=BASE_URL, client=(READER, 1))
    assert [client.get("/api/v1/products").status_code for _n in range(4)] == [200, 200, 200, 429]
    refused = client.get("/api/v1/products")
    assert refused.headers["retry-after"] == "60"
    assert refused.headers["content-type"] == "application/problem+json"
    assert "hãy thử lại sau một phút" in refused.json()["detail"]
    page = client.get("/tai-ve/danh-muc.csv", headers={"accept-language": "en"})
    assert page.status_code == 429
    assert "Too many requests" in page.text
    assert client.get("/m/FR23-R1AX").status_code == 200, "a mark page is never refused"
    assert TestClient(served, base_url=BASE_URL, client=(OTHER, 1)).get("/api/v1/products").status_code == 200


def test_behind_a_trusted_proxy_the_address_is_the_readers(register: Register) -> None:
    client = asking(limited(register, 1), PROXY)
    statuses = [
        client.get("/api/v1/products", headers={"x-forwarded-for": told}).status_code
        for told in (READER, OTHER, f"{OTHER}, {READER}", f"6.6.6.6, {OTHER}, {PROXY}")
    ]
    assert statuses == [200, 200, 429, 429], "the nearest that is no proxy counts; what stands before it may be made up"


def test_nobody_else_is_believed_and_this_machine_is_not_limited(register: Register) -> None:
    client = asking(limited(register, 1), READER)
    told = [client.get("/api/v1/products", headers={"x-forwarded-for": f"9.9.9.{n}"}).status_code for n in range(2)]
    assert told == [200, 429]
    near = asking(replace(register, settings=replace(register.settings, rate_limit=1, trusted_proxies=(
        ip_network("127.0.0.1"),))), "127.0.0.1")  # fmt: skip
    assert [near.get("/api/v1/products").status_code for _n in range(3)] == [200, 200, 200]


def test_without_a_limit_there_is_none(register: Register) -> None:
    client = asking(limited(register, 0), READER)
    assert {client.get("/api/v1/products").status_code for _n in range(20)} == {200}


@pytest.mark.parametrize("given", ["10.0.0.0/8x", "a", "10.0.0.1/8"])
def test_what_is_no_network_is_said(given: str) -> None:
    with pytest.raises(SettingsError, match="OCOP_TRUSTED_PROXIES"):
        load({"OCOP_TRUSTED_PROXIES": given})


def test_a_line_names_the_route_and_nothing_of_who_asked(register: Register) -> None:
    lines: list[str] = []
    served = Starlette(routes=routes(register), exception_handlers=handlers(register))
    served.add_middleware(Logged, write=lines.append)
    client = TestClient(served, base_url=BASE_URL, client=(READER, 1), raise_server_exceptions=False)
    first = client.get("/m/FR23-R1AX?lang=en", headers={"x-request-id": "proxy-0001", "user-agent": "Mosaic/1.0"})
    again = client.get("/m/FR23-R1AX?lang=en", headers={"x-request-id": "<script>"})
    client.get("/api/v1/products?q=nguyen+van+a")
    assert first.headers.get_list("x-request-id") == ["proxy-0001"]
    assert re.fullmatch(r"[0-9a-f]{16}", again.headers["x-request-id"])
    told = [json.loads(line) for line in lines]
    assert [each["route"] for each in told] == ["/m/{code}", "/m/{code}", "/api/v1/products"]
    assert [each["status"] for each in told] == [200, 200, 200]
    assert told[0]["request"] == "proxy-0001"
    assert set(told[0]) == {"at", "request", "method", "route", "status", "ms"}
    for secret in (READER, "nguyen", "FR23", "Mosaic/1.0", "script"):
        assert not any(secret in line for line in lines), secret

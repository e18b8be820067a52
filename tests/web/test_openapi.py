"""The OpenAPI file says what the API takes and answers; and nothing that it lets anybody ask is answered with a 500."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from starlette.routing import Route
from starlette.testclient import TestClient

from ocop.domain.recognition import Kind
from ocop.services.register import Register
from ocop.web.api.operations import OPERATIONS
from ocop.web.app import routes, standalone
from tests.conftest import BASE_URL, VERIFY, open_register
from tests.services.histories import code, enter, event, maker, product

# About so many requests in all, over the eight addresses.
REQUESTS = 20_000 if VERIFY else 420
FAILED = 500


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The shipped records and a made-up product beside them."""
    opened = open_register(f"sqlite:///{tmp_path_factory.mktemp('openapi') / 'ocop.db'}")
    enter(opened, product(1, maker("HTX Một", "24730"), event(Kind.FIRST, "2025-01-10", 4)))
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="module")
def client(register: Register) -> TestClient:
    return TestClient(standalone(register), base_url=BASE_URL, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def told(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return found


def test_every_address_of_the_api_is_told_and_every_told_one_exists(
    register: Register, told: dict[str, Any], client: TestClient
) -> None:
    served = {each.path for each in routes(register) if isinstance(each, Route) and each.path.startswith("/api/")}
    assert set(told["paths"]) == served
    assert len(served) == 8
    for path, item in told["paths"].items():
        values = {each["name"]: each["example"] for each in item["get"]["parameters"] if each["in"] == "path"}
        values |= (
            {"id": str(client.get("/api/v1/producers?limit=1").json()["items"][0]["id"])} if "{id}" in path else {}
        )
        assert client.get(path.format(**values)).status_code == 200, path


def test_every_parameter_that_is_told_is_taken_and_no_other(told: dict[str, Any], client: TestClient) -> None:
    names = {each["name"] for item in told["paths"].values() for each in item["get"]["parameters"]}
    assert {"q", "stars", "cursor", "as_of", "by"} <= names
    for path, item in told["paths"].items():
        own = {each["name"] for each in item["get"]["parameters"] if each["in"] == "query"}
        address = re.sub(r"\{code\}", "68" if "provinces" in path else "FR23-R1AX", path).replace("{id}", "1")
        for name in sorted(names | {"offset", "page"}):
            refused = client.get(f"{address}?{name}=").json().get("detail", "").startswith("Không có tham số")
            assert refused == (name not in own), f"{name} of {path}"


def test_the_answers_are_what_the_file_says(told: dict[str, Any], client: TestClient) -> None:
    known = {"components": told["components"]}
    maker_id = client.get("/api/v1/producers?limit=1").json()["items"][0]["id"]
    for address, schema in (
        ("/api/v1/products?limit=200", "Products"),
        ("/api/v1/products?scope=demo", "Products"),
        ("/api/v1/products/FR23-R1AX", "ProductRecord"),
        (f"/api/v1/products/{code(1)}", "ProductRecord"),
        ("/api/v1/producers", "Producers"),
        (f"/api/v1/producers/{maker_id}", "ProducerRecord"),
        ("/api/v1/provinces?places=63&scope=demo", "Provinces"),
        ("/api/v1/provinces/68", "Province"),
        ("/api/v1/summary", "Summary"),
        ("/api/v1/summary?by=group&scope=demo", "Summary"),
        ("/api/v1/products/FR23-R1AY", "Problem"),
        ("/api/v1/products?limit=x", "Problem"),
    ):
        strict = {"$ref": f"#/components/schemas/{schema}", **known}
        answer = client.get(address).json()
        jsonschema.validate(answer, strict)
        fields = told["components"]["schemas"][schema]["properties"]
        assert set(answer) <= set(fields), f"{address} holds what nobody tells"
        for each in answer.get("items", [])[:3]:
            item = fields["items"]["items"]["$ref"].rpartition("/")[2]
            assert set(each) <= set(told["components"]["schemas"][item]["properties"])


@pytest.mark.parametrize("path", [each.path for each in OPERATIONS])
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_nothing_that_is_asked_is_answered_with_a_failure(
    path: str, mode: GenerationMode, told: dict[str, Any], client: TestClient
) -> None:
    """Right questions and wrong ones, made from the file: an answer or a sentence, never a 500."""
    operation = schemathesis.openapi.from_dict(told)[path]["GET"]
    seen: set[int] = set()

    @seed(20261122)
    @hypothesis_settings(
        max_examples=REQUESTS // (2 * len(OPERATIONS)), deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(data=st.data())
    def ask(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy(generation_mode=mode))
        asked = case.as_transport_kwargs(base_url=BASE_URL)
        answer = client.request(asked["method"], asked["url"], params=asked.get("params"), headers=asked.get("headers"))
        seen.add(answer.status_code)
        assert answer.status_code < FAILED, answer.request.url
        if answer.status_code not in (200, 304):
            assert answer.json()["detail"].endswith("."), answer.text

    ask()
    assert seen & ({200, 404} if mode is GenerationMode.POSITIVE else {400, 404, 200})

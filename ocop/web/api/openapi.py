"""The OpenAPI 3.1 file of the API, made from the list of its addresses; what the answers hold is said in `schemas`."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request

from ocop import __version__
from ocop.services.register import Register
from ocop.web.api import schemas
from ocop.web.api.endpoint import TITLES, TYPES, Answer, Operation
from ocop.web.api.parameters import Parameter

PATH = "/api/v1/openapi.json"
ABOUT = (
    "The public register of OCOP recognitions of Vietnam, read-only and without a key. The real register and the "
    "made-up illustration are told apart by `scope` and never added up; every made-up record says so. What is not "
    "known is null. Errors are problems (RFC 9457) whose `detail` is a sentence in Vietnamese that says what to do."
)


def operation(others: Sequence[Operation]) -> Operation:
    """The address of the file itself, which is in it as well."""

    def answer(register: Register, _request: Request) -> Answer:
        return Answer(document((*others, own), register.settings.base_url))

    own = Operation(PATH, "getOpenApi", "This description of the API.", (), answer, "OpenApi")
    return own


def document(operations: Sequence[Operation], base_url: str) -> dict[str, object]:
    """The file as data."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "OCOP register: open data",
            "version": __version__,
            "description": ABOUT,
            "license": {"name": "Facts of public decisions; see /du-lieu", "url": f"{base_url}/du-lieu"},
        },
        "servers": [{"url": base_url}],
        "paths": {each.path: {"get": _get(each)} for each in operations},
        "components": {"schemas": schemas.SCHEMAS, "responses": _problems()},
    }


def _get(each: Operation) -> dict[str, object]:
    given = [_in_query(parameter) for parameter in each.parameters] + _in_path(each)
    failures = ["400", "429", "503", *(["404"] if each.in_path else []), *(["406"] if "jsonld" in each.forms else [])]
    return {
        "operationId": each.name,
        "summary": each.about,
        "parameters": [*given, {"name": "If-None-Match", "in": "header", "schema": {"type": "string"}}],
        "responses": {
            "200": {"description": "The answer.", "headers": _headers(), "content": _content(each)},
            "304": {"description": "What the asker has already is still true.", "headers": _headers()},
            **{status: {"$ref": f"#/components/responses/Problem{status}"} for status in sorted(failures)},
        },
    }


def _in_query(parameter: Parameter) -> dict[str, object]:
    said = {"name": parameter.name, "in": "query", "description": parameter.about, "schema": parameter.schema}
    return said | ({"style": "form", "explode": False} if parameter.many else {})


def _in_path(each: Operation) -> list[dict[str, object]]:
    return [
        {
            "name": name, "in": "path", "required": True, "description": about,
            "schema": {"type": "string", "minLength": 1, "maxLength": 100}, "example": example,
        }
        for name, (about, example) in each.in_path.items()
    ]  # fmt: skip


def _content(each: Operation) -> dict[str, object]:
    found: dict[str, object] = {}
    for form in each.forms:
        schema: dict[str, object] = {"$ref": f"#/components/schemas/{each.schema}"}
        if form != "json":
            schema = {"type": "string"} if form == "csv" else {"$ref": "#/components/schemas/LinkedProduct"}
        found[TYPES[form].split(";")[0]] = {"schema": schema}
    return found


def _headers() -> dict[str, object]:
    return {"ETag": {"schema": {"type": "string"}, "description": "Changes with the register, the day or the program."}}


def _problems() -> dict[str, object]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {f"Problem{status}": {"description": title, "content": content} for status, title in TITLES.items()}

"""Every address of the API, once: the routes, the OpenAPI file and the tests are made from this list."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from ocop.services.register import Register
from ocop.web.api import openapi, producers, products, provinces, summary
from ocop.web.api.endpoint import Endpoint
from ocop.web.mark_page import release

OPERATIONS = (
    *products.OPERATIONS,
    *producers.OPERATIONS,
    *provinces.OPERATIONS,
    *summary.OPERATIONS,
)


def routes(register: Register) -> list[BaseRoute]:
    """The routes of the API."""
    known = (*OPERATIONS, openapi.operation(OPERATIONS))
    state = release(register)
    return [Route(each.path, Endpoint(register, each, state)) for each in known]

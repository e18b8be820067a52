"""The register as data: `/api/v1`. Household contacts are not in the store's public part, so not here either."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse

from ocop import reference
from ocop.domain import gtin as gtins
from ocop.domain.recognition import STARS, Scope
from ocop.domain.register import PAGE, Facet, Product, ProductQuery, choices
from ocop.domain.text import fold
from ocop.errors import QueryError
from ocop.services.export import WATERMARK
from ocop.services.register import Register

MOST = 200
PARAMETERS = frozenset({"q", "stars", "province", "scope", "limit", "offset"})
T = TypeVar("T")


def products(register: Register) -> Callable[[Request], JSONResponse]:
    """`GET /api/v1/products?q=&stars=&province=&scope=&limit=&offset=`."""

    def answer(request: Request) -> JSONResponse:
        try:
            query = read_query(request.query_params)
        except QueryError as error:
            return JSONResponse({"error": str(error)}, 400)
        found = register.search(query, register.today())
        mark = {"watermark": WATERMARK} if query.scope is Scope.DEMO else {}
        items = [item(product, register.settings.base_url) | mark for product in found.products]
        return JSONResponse({"total": found.total, **mark, "items": items})

    return answer


def read_query(parameters: QueryParams) -> ProductQuery:
    """The query that a URL asks.

    Raises:
        QueryError: a parameter is unknown or malformed; the message names it and says what it may hold.
    """
    for name in parameters:
        if name not in PARAMETERS:
            raise QueryError(f"Không có tham số “{name[:40]}”: hãy dùng {', '.join(sorted(PARAMETERS))}.")
    return ProductQuery(
        text=parameters.get("q", "")[:200],
        choices=choices(
            {Facet.STARS: _each(parameters, "stars", _stars), Facet.PROVINCE: _each(parameters, "province", _province)}
        ),
        scope=read_scope(parameters.get("scope") or "real"),
        limit=_whole(parameters, "limit", PAGE, MOST),
        offset=_whole(parameters, "offset", 0, 10_000_000),
    )


def item(product: Product, base_url: str) -> dict[str, object]:
    """One product in the answer; `valid_until` is null where nobody can say when its recognition ends."""
    governing, province = product.governing, reference.provinces().get(product.producer.province or "")
    until = governing.valid_until if governing else None
    return {
        "code": product.shown_code,
        "official_code": product.official_codes[0] if product.official_codes else None,
        "gtin": gtins.shown(product.gtin) if product.gtin else None,
        "name": product.name,
        "stars": product.stars,
        "status": product.status,
        "producer": product.producer.name,
        "province": province.name if province else None,
        "decision": governing.decision if governing else None,
        "valid_until": until.isoformat() if until else None,
        "evidence": governing.evidence if governing else None,
        "url": f"{base_url}/m/{product.shown_code}",
    }


def _each(parameters: QueryParams, name: str, read: Callable[[str], T]) -> list[T]:
    """A choice may be repeated or separated by commas; empty means none."""
    return [read(value.strip()) for given in parameters.getlist(name) for value in given.split(",") if value.strip()]


def _stars(value: str) -> str:
    if value not in {str(stars) for stars in STARS}:
        raise QueryError(f"stars là “{value[:40]}”: hãy dùng 3, 4 hoặc 5.")
    return value


def _province(value: str) -> str:
    if value in reference.provinces():
        return value
    # A name of the 63 leads to the province that it became part of; codes were used again, so names only.
    for former in reference.former_provinces().values():
        if fold(value) in {fold(name) for name in (former.name, *former.aliases)}:
            return former.successor
    raise QueryError(f"province là “{value[:40]}”: hãy dùng mã hoặc tên một trong 34 tỉnh, thành phố, ví dụ 68.")


def read_scope(value: str) -> Scope:
    """The scope that a parameter names.

    Raises:
        QueryError: it names none.
    """
    if value not in set(Scope):
        raise QueryError(f"scope là “{value[:40]}”: hãy dùng real (sổ thật) hoặc demo (minh họa).")
    return Scope(value)


def _whole(parameters: QueryParams, name: str, default: int, most: int) -> int:
    value = parameters.get(name) or str(default)
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) <= most):
        raise QueryError(f"{name} là “{value[:40]}”: hãy dùng số nguyên từ 0 đến {most}.")
    return int(value)

"""Products: the list with the filters of the catalogue, and one of them with the history of its recognition."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request

from ocop.domain import register as domain
from ocop.domain.recognition import Scope
from ocop.domain.register import Facet, Left, ProductQuery, Sort
from ocop.errors import QueryError
from ocop.i18n import words
from ocop.services.register import Register
from ocop.web import linked
from ocop.web.api import cursors, parameters, records
from ocop.web.api.endpoint import Answer, Operation, Problem

PATH = "/api/v1/products"
LIST = (
    parameters.TEXT, *parameters.FACETS, parameters.SORT, parameters.DAY, parameters.SCOPE, parameters.LIMIT,
    parameters.CURSOR, parameters.OFFSET, parameters.form("json", "csv"),
)  # fmt: skip
ONE = (parameters.DAY, parameters.form("json", "csv", "jsonld"))


def listed(register: Register, request: Request) -> Answer:
    """`GET /api/v1/products`."""
    given, base_url = request.query_params, register.settings.base_url
    query, day = read(given, register.today())
    found = register.search(query, day)
    items = [records.product(each, base_url) for each in found.products]
    following = None
    if found.left:
        cursor = cursors.written(PATH, given, day, found.left.rank, found.left.code)
        following = next_page(base_url, PATH, given, cursor)
    data = {"total": found.total, **records.watermark(query.scope), "items": items, "next": following}
    return Answer(data, items, columns(query.scope), f"ocop-{query.scope}-{day.isoformat()}.csv", next=following)


def read(given: QueryParams, today: date) -> tuple[ProductQuery, date]:
    """The query that an address asks, and the day as of which.

    Raises:
        QueryError: a value is malformed; the message names the parameter and says what it may hold.
    """
    chosen = {Facet(each.name): parameters.chosen(given, each) for each in parameters.FACETS}
    sort = Sort(parameters.among(given, parameters.SORT))
    offset = parameters.whole(given, parameters.OFFSET)
    day, after = parameters.day(given, today), None
    place = cursors.read(PATH, given, (str if sort is Sort.NAME else int, str))
    if place is not None:
        if offset:
            raise QueryError("cursor và offset không đi cùng nhau: hãy bỏ offset.")
        day, (rank, code) = place
        after = Left(rank, str(code))
    text, limit = parameters.words(given), parameters.whole(given, parameters.LIMIT)
    return ProductQuery(text, domain.choices(chosen), parameters.scope(given), sort, limit, offset, after), day


def next_page(base_url: str, path: str, given: QueryParams, cursor: str) -> str:
    """The address of the next page: the same question with its cursor."""
    kept = [(name, value) for name, value in given.multi_items() if name not in ("cursor", "offset")]
    return f"{base_url}{path}?{urlencode([*kept, ('cursor', cursor)])}"


def columns(scope: Scope) -> list[str]:
    """The head of a list as CSV, also where it is empty."""
    return [*PRODUCT, *records.watermark(scope)]


PRODUCT = (
    "code", "official_code", "gtin", "name", "stars", "status", "producer", "province", "decision", "valid_until",
    "evidence", "url", "is_made_up", "set", "producer_id", "commune", "commune_code", "province_code",
    "province_63_code", "decided_on", "authority", "level", "valid_from", "source", "data",
)  # fmt: skip


def one(register: Register, request: Request) -> Answer:
    """`GET /api/v1/products/{code}`: as JSON and JSON-LD the product, as CSV the events of its history."""
    typed, base_url = request.path_params["code"], register.settings.base_url
    day = parameters.day(request.query_params, register.today())
    record = register.record(typed, day)
    if record is None:
        near = [{"code": code, "name": name} for code, name in register.nearest(typed)]
        detail = f"Sổ đăng ký không có sản phẩm mang mã “{words.quoted(typed)}”: hãy xem lại mã in trên nhãn."
        raise Problem(404, detail, nearest=near)
    product = record.product
    mark = records.watermark(product.scope)
    history = [records.event(each) for each in record.history]
    data = records.product(product, base_url) | {
        "official_codes": list(product.official_codes),
        "former_codes": list(product.former_codes),
        "history": history,
        "inspections": [records.inspection(each) for each in record.inspections],
        "is_complete": record.complete,
        "changed_on": record.changed and record.changed.isoformat(),
        "as_of": day.isoformat(),
    }
    made_up = {"is_made_up": product.scope is Scope.DEMO}
    rows = [{"code": product.shown_code} | each | made_up | mark for each in history]
    return Answer(data, rows, (), f"ocop-{product.shown_code}-{day.isoformat()}.csv", linked.facts(product, base_url))


OPERATIONS = (
    Operation(
        PATH, "listProducts", "Products of a register, with what holds of them on a day.", LIST, listed, "Products"
    ),
    Operation(
        f"{PATH}/{{code}}",
        "getProduct",
        "One product with the history of its recognition; as CSV its history.",
        ONE,
        one,
        "ProductRecord",
        {"code": ("The register's own code in any spelling, an official one, or a GTIN.", "FR23-R1AX")},
    ),
)

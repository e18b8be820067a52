"""Makers of a register: the list and one of them with its products. A name, a kind, a commune: nothing closer."""

from __future__ import annotations

from starlette.requests import Request

from ocop.domain.makers import MakerQuery
from ocop.services import makers
from ocop.services.register import Register
from ocop.web.api import cursors, parameters, records
from ocop.web.api.endpoint import Answer, Operation, Problem
from ocop.web.api.products import columns, next_page

PATH = "/api/v1/producers"
LIST = (
    parameters.TEXT, parameters.KIND, parameters.PROVINCE, parameters.DAY, parameters.SCOPE, parameters.LIMIT,
    parameters.CURSOR, parameters.form("json", "csv"),
)  # fmt: skip
ONE = (parameters.DAY, parameters.form("json", "csv"))
MAKER = (
    "id", "name", "kind", "commune", "commune_code", "province", "province_code", "province_63_code", "products",
    "products_in_force", "is_made_up", "data",
)  # fmt: skip


def listed(register: Register, request: Request) -> Answer:
    """`GET /api/v1/producers`."""
    given, base_url = request.query_params, register.settings.base_url
    scope, day, after = parameters.scope(given), parameters.day(given, register.today()), 0
    place = cursors.read(PATH, given, (int,))
    if place is not None:
        day, (number,) = place
        after = int(number)
    query = MakerQuery(
        parameters.words(given),
        frozenset(parameters.chosen(given, parameters.KIND)),
        frozenset(parameters.chosen(given, parameters.PROVINCE)),
        scope,
        parameters.whole(given, parameters.LIMIT),
        after,
    )
    found = makers.search(register, query, day)
    items = [records.maker(each, base_url) for each in found.makers]
    following = None
    if found.left is not None:
        following = next_page(base_url, PATH, given, cursors.written(PATH, given, day, found.left))
    mark = records.watermark(scope)
    data = {"total": found.total, **mark, "items": items, "next": following}
    name = f"ocop-{scope}-producers-{day.isoformat()}.csv"
    return Answer(data, items, [*MAKER, *mark], name, next=following)


def one(register: Register, request: Request) -> Answer:
    """`GET /api/v1/producers/{id}`: as CSV its products."""
    typed, base_url = request.path_params["id"], register.settings.base_url
    day = parameters.day(request.query_params, register.today())
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 10
    found = makers.record(register, int(typed), day) if is_number else None
    if found is None:
        raise Problem(404, "Sổ đăng ký không có chủ thể mang số này: hãy lấy số ở danh sách /api/v1/producers.")
    scope = found.maker.scope
    items = [records.product(each, base_url) for each in found.products]
    data = records.maker(found.maker, base_url) | {"as_of": day.isoformat(), "items": items}
    return Answer(data, items, columns(scope), f"ocop-{scope}-producer-{typed}-{day.isoformat()}.csv")


OPERATIONS = (
    Operation(
        PATH, "listProducers", "Makers of a register that have products, in order of entry.", LIST, listed, "Producers"
    ),
    Operation(
        f"{PATH}/{{id}}",
        "getProducer",
        "One maker with its products; as CSV its products.",
        ONE,
        one,
        "ProducerRecord",
        {"id": ("The number of the maker, from the list.", "1")},
    ),
)

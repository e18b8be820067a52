"""Provinces of either vintage, each with its figures in one register on a day."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request

from ocop import reference
from ocop.domain.figures import By, Line, Places
from ocop.domain.recognition import Scope
from ocop.services.register import Register
from ocop.web.api import parameters, records
from ocop.web.api.endpoint import Answer, Operation, Problem

PATH = "/api/v1/provinces"
LIST = (parameters.PLACES, parameters.DAY, parameters.SCOPE, parameters.form("json", "csv"))


def listed(register: Register, request: Request) -> Answer:
    """`GET /api/v1/provinces`."""
    scope, day, places = _asked(register, request)
    items = _items(register, scope, day, places)
    mark = records.watermark(scope)
    data = {"as_of": day.isoformat(), "places": places, "scope": scope, **mark, "items": items}
    return Answer(data, items, (), f"ocop-{scope}-provinces-{places}-{day.isoformat()}.csv")


def one(register: Register, request: Request) -> Answer:
    """`GET /api/v1/provinces/{code}`."""
    scope, day, places = _asked(register, request)
    code = request.path_params["code"]
    item = next((each for each in _items(register, scope, day, places) if each["code"] == code), None)
    if item is None:
        detail = f"Không có tỉnh, thành phố mang mã này trong {places} tỉnh, thành phố: hãy lấy mã ở danh sách {PATH}."
        raise Problem(404, detail)
    data = {"as_of": day.isoformat(), "places": places, "scope": scope, **item}
    return Answer(data, [item], (), f"ocop-{scope}-province-{code}-{day.isoformat()}.csv")


def _asked(register: Register, request: Request) -> tuple[Scope, date, Places]:
    given = request.query_params
    places = Places(parameters.among(given, parameters.PLACES))
    return parameters.scope(given), parameters.day(given, register.today()), places


def _items(register: Register, scope: Scope, day: date, places: Places) -> list[dict[str, object]]:
    lines = {line.code: line for line in register.summary(scope, day, places, By.PROVINCE).lines}
    made = {"is_made_up": scope is Scope.DEMO, **records.watermark(scope)}
    base_url = register.settings.base_url
    found = []
    for code, line in lines.items():
        if code is None:
            continue
        former = reference.former_provinces().get(code) if places is Places.FORMER else None
        present = reference.provinces()[former.successor if former else code]
        found.append(
            {
                "code": code,
                "name": former.name if former else present.name,
                "full_name": former.full_name if former else present.full_name,
                "region": present.region,
                "successor": former.successor if former else None,
                **_figures(line),
                "data": f"{base_url}{PATH}/{code}" + ("?places=63" if former else ""),
                **made,
            }
        )
    return found


def _figures(line: Line) -> dict[str, object]:
    return {
        "products": line.products_ever,
        "products_in_force": line.products_in_force,
        "producers": line.producers,
        "communes": line.communes,
        "communes_with_product": line.communes_with_product,
        "wards": line.wards,
        "wards_with_product": line.wards_with_product,
    }


OPERATIONS = (
    Operation(
        PATH, "listProvinces", "The provinces of one vintage with their figures on a day.", LIST, listed, "Provinces"
    ),
    Operation(
        f"{PATH}/{{code}}",
        "getProvince",
        "One province with its figures on a day.",
        LIST,
        one,
        "Province",
        {"code": ("The code of the province in the vintage that `places` names.", "68")},
    ),
)

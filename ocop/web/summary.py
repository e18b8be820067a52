"""The register's figures as data: `/api/v1/summary`, the numbers that the screens show, as JSON or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ocop.domain.figures import HORIZONS, By, Line, Places, Summary
from ocop.domain.recognition import STARS, Scope
from ocop.domain.register import UNKNOWN
from ocop.errors import QueryError
from ocop.i18n import facets, language
from ocop.services.export import WATERMARK, cell
from ocop.services.register import Register
from ocop.web.api import read_scope

PARAMETERS = ("as_of", "by", "format", "places", "scope")
# The programme began in 2018; further away than this nobody asks in earnest.
YEARS = range(2000, 2101)
HEADERS = {"Vary": "Accept", "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}


@dataclass(frozen=True)
class Asked:
    """What a URL asks for."""

    scope: Scope
    day: date
    places: Places
    by: By
    is_csv: bool


def endpoint(register: Register) -> Callable[[Request], Response]:
    """`GET /api/v1/summary?as_of=&places=34|63&by=&scope=real|demo&format=json|csv`."""

    def answer(request: Request) -> Response:
        try:
            asked = read(request.query_params, request.headers.get("accept", ""), register.today())
        except QueryError as error:
            return JSONResponse({"error": str(error)}, 400, HEADERS)
        summary = register.summary(asked.scope, asked.day, asked.places, asked.by)
        if asked.is_csv:
            name = f"ocop-{asked.scope}-{asked.by}-{asked.places}-{asked.day.isoformat()}.csv"
            headers = HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
            return Response(as_csv(summary), media_type="text/csv", headers=headers)
        return JSONResponse(as_json(summary, register.is_complete(asked.scope, asked.day)), headers=HEADERS)

    return answer


def read(parameters: QueryParams, accept: str, today: date) -> Asked:
    """The question that a URL asks; CSV by `format`, else where the reader accepts it by name.

    Raises:
        QueryError: a parameter is unknown or malformed; the message names it and says what it may hold.
    """
    for name in parameters:
        if name not in PARAMETERS:
            raise QueryError(f"Không có tham số “{name[:40]}”: hãy dùng {', '.join(PARAMETERS)}.")
    places = _among(parameters, "places", [str(each) for each in Places], Places.NOW)
    by = _among(parameters, "by", [str(each) for each in By], By.PROVINCE)
    form = _among(parameters, "format", ["json", "csv"], "csv" if "text/csv" in accept.lower() else "json")
    scope = read_scope(parameters.get("scope") or Scope.REAL)
    return Asked(scope, _day(parameters.get("as_of", ""), today), Places(places), By(by), form == "csv")


def as_json(summary: Summary, complete: bool) -> dict[str, object]:
    """The summary as data. `complete` says whether all decisions are in; made-up figures bear a watermark."""
    mark = {"watermark": WATERMARK} if summary.scope is Scope.DEMO else {}
    return {
        "as_of": summary.day.isoformat(),
        "places": summary.places,
        "by": summary.by,
        "scope": summary.scope,
        "complete": complete,
        **mark,
        "items": list(_items(summary)),
        "total": _numbers(summary.total),
    }


def as_csv(summary: Summary) -> bytes:
    """One row for each line, with what it is as of; with the mark by which spreadsheets know UTF-8."""
    mark = {"watermark": WATERMARK} if summary.scope is Scope.DEMO else {}
    head = {"as_of": summary.day.isoformat(), "scope": summary.scope, "places": summary.places, "by": summary.by}
    rows = [head | item | mark for item in _items(summary)]
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(rows[0])
    writer.writerows([cell(value) for value in row.values()] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _items(summary: Summary) -> Iterator[dict[str, object]]:
    """Each line with its code and its name; the last is what is not known, under no code."""
    labels = facets.labels(summary.by.facet(summary.places), language("vi"))
    for line in summary.lines:
        yield {"code": line.code, "label": labels.get(line.code or UNKNOWN, line.code), **_numbers(line)}


def _numbers(line: Line) -> dict[str, object]:
    """The figures of a line: `products` were ever recognised by the day, what follows is in force on it."""
    return {
        "products": line.products_ever,
        "products_in_force": line.products_in_force,
        **{f"stars_{stars}": line.by_stars[stars] for stars in STARS},
        **{f"ending_{days}": line.ending[days] for days in HORIZONS},
        "expired": line.expired,
        "revoked": line.revoked,
        "reported": line.reported,
        "producers": line.producers,
        "communes": line.communes,
        "communes_with_product": line.communes_with_product,
        "wards": line.wards,
        "wards_with_product": line.wards_with_product,
        "products_in_communes": line.products_in_communes,
        "products_in_wards": line.products_in_wards,
    }


def _day(text: str, today: date) -> date:
    if not text:
        return today
    try:
        if len(text) != len("2025-12-31"):
            raise ValueError
        day = date.fromisoformat(text)
        if day.year not in YEARS:
            raise ValueError
    except ValueError:
        first, last = YEARS[0], YEARS[-1]
        raise QueryError(
            f"as_of là “{text[:40]}”: hãy dùng một ngày dạng 2025-12-31, từ năm {first} đến {last}."
        ) from None
    return day


def _among(parameters: QueryParams, name: str, known: list[str], default: str) -> str:
    value = parameters.get(name) or default
    if value not in known:
        raise QueryError(f"{name} là “{value[:40]}”: hãy dùng {', '.join(known)}.")
    return value

"""The day that a page of figures holds for, as it stands in the address: `ngay=2025-12-31`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from starlette.responses import PlainTextResponse, Response

DAY = "ngay"
ALSO = "as_of"  # as the open data calls it
# The programme is of 2018; what will be in force on a day to come nobody knows.
FIRST = date(2018, 1, 1)


def read(parameters: Mapping[str, str], today: date, usual: date | None = None) -> tuple[date, list[str]]:
    """The day asked for, and what was asked for that is no day of the programme; else the usual day, or today."""
    typed, usual = parameters.get(DAY) or parameters.get(ALSO, ""), usual or today
    if not typed:
        return usual, []
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return usual, [typed]
    return (day, []) if FIRST <= day <= today else (usual, [typed])


def refusal(today: date) -> Response:
    """A file of another day than asked for would be wrong: what may be asked for instead."""
    words = f"Ngày không hợp lệ: hãy đặt {DAY} từ {FIRST.isoformat()} đến {today.isoformat()}."
    return PlainTextResponse(words, 400)

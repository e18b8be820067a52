"""Reports as files: the yearly report and the monthly return of a commune, a province or the nation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path

from ocop.documents import monthly, printed, sheets, word, yearly
from ocop.documents.account import Tier
from ocop.documents.paper import Paper
from ocop.domain.recognition import Scope
from ocop.domain.said import say
from ocop.errors import DataError, QueryError
from ocop.services.accounts import account
from ocop.services.areas import area
from ocop.services.files import whole
from ocop.services.register import Register

# The programme began in 2018; what will be in force on a day to come nobody knows.
FIRST = date(2018, 1, 1)
FORMS: dict[str, Callable[[Paper], bytes]] = {"pdf": printed.pdf, "docx": word.docx, "xlsx": sheets.xlsx}


class Span(StrEnum):
    """How much time a report is of."""

    YEARLY = "yearly"
    MONTHLY = "monthly"


def report(register: Register, *, span: Span, tier: Tier, place: str | None, day: date, scope: Scope) -> Paper:
    """The draft: of the year or month of a day, as far as that day.

    Raises:
        QueryError: there is no such place, or the day is none of the programme or to come.
    """
    if not FIRST <= day <= register.today():
        raise QueryError(say("Chưa có số liệu ngày {day}: hãy đặt --as-of từ 2018-01-01 đến hôm nay.", day=day))
    first_day = day.replace(month=1, day=1) if span is Span.YEARLY else day.replace(day=1)
    found = account(register, area(tier, place, day), scope, first_day, day)
    return yearly.report(found) if span is Span.YEARLY else monthly.report(found)


def write(paper: Paper, out: Path) -> None:
    """Write a draft to a file, in the form that its name ends with; it is there whole or not at all.

    Raises:
        DataError: the name ends otherwise, or it cannot be written there.
    """
    made = FORMS.get(out.suffix.lower().lstrip("."))
    if made is None:
        raise DataError(
            say(
                "Không ghi được dạng “{suffix}”: hãy đặt tên tệp kết thúc bằng .pdf, .docx hoặc .xlsx.",
                suffix=out.suffix[:10],
            )
        )
    whole(out, made(paper))

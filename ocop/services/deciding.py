"""What somebody types of a decision at the desk or the terminal, read by the rules that annexes are read by."""

from __future__ import annotations

import re
from datetime import date

from ocop.domain.dates import Stated
from ocop.domain.recognition import Level
from ocop.domain.said import say
from ocop.errors import QueryError
from ocop.intake.cells import Unreadable
from ocop.intake.decisions import cited
from ocop.services import rows
from ocop.services.gazetteer import Gazetteer

_PROVINCE = re.compile(r"(?i)\btỉnh\s+(.+)$")
_STATED = re.compile(r"(?:(?:(\d{1,2})\s*[/.\-]\s*)?(\d{1,2})\s*[/.\-]\s*)?(\d{4})")


def number(written: str) -> str:
    """The number of a decision; empty where nothing is written.

    Raises:
        QueryError: it cannot be read as one.
    """
    try:
        return cited(written).number
    except Unreadable as error:
        raise QueryError(error.args[0]) from None


def level(authority: str) -> Level:
    """The level of an authority by its name.

    Raises:
        QueryError: the name does not tell.
    """
    found = rows.level_named(authority)
    if found is None:
        raise QueryError(
            say(
                "Không rõ “{authority}” thuộc cấp nào: hãy ghi đủ tên cơ quan, ví dụ UBND tỉnh Lâm Đồng.",
                authority=authority,
            )
        )
    return found


def stated(written: str) -> Stated:
    """A day, a month or a year as a source states it: `19/6/2025`, `6/2025`, `2025`.

    Raises:
        QueryError: it is none of these, or no day of the calendar.
    """
    found = _STATED.fullmatch(written.strip())
    if found is None:
        raise QueryError(
            say(
                "“{written}” không phải ngày, tháng hay năm: hãy ghi như 19/6/2025, 6/2025 hoặc 2025.",
                written=written[:40],
            )
        )
    day, month, year = (int(each) if each else None for each in found.groups())
    try:
        date(year or 1, month or 1, day or 1)
    except ValueError:
        raise QueryError(
            say("Không có ngày “{strip}”: hãy ghi theo thứ tự ngày/tháng/năm.", strip=written.strip())
        ) from None
    return Stated(year or 1, month, day)


def check_day(on: date, today: date) -> None:
    """Refuse a decision of a day to come.

    Raises:
        QueryError: it is one.
    """
    if on > today:
        raise QueryError(say("Ngày quyết định {on} còn ở tương lai: hãy kiểm tra ngày.", on=on))


def check_province(authority: str, on: date) -> None:
    """Refuse the committee of a province that there was not on that day.

    Raises:
        QueryError: there was none so called.
    """
    named = _PROVINCE.search(authority)
    if named and not Gazetteer().province_existed(named[1], on):
        raise QueryError(say("Không có tỉnh “{named}” vào ngày {on}: hãy kiểm tra cơ quan.", named=named[1], on=on))

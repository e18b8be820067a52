"""Decisions as annexes cite them: number, date and authority, in a column, a title or beside the stars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from ocop.domain.said import say
from ocop.intake.cells import MEMORY, Unreadable, text
from ocop.intake.sheets import Cell

# Excel counts days from here, and believes that 1900 was a leap year.
_EPOCH = date(1899, 12, 30)
# Days that a bare number may mean: 1982 to 2064, clear of years and of decision numbers.
_SERIALS = range(30_000, 60_001)
_SERIAL = re.compile(r"([0-9]{5})(?:,[0-9]+)?")

_DAY = re.compile(
    r"(?<![0-9/])(?:"
    r"(?P<d1>[0-9]{1,2})\s*(?P<by>[/.\-])\s*(?P<m1>[0-9]{1,2})\s*(?P=by)\s*(?P<y1>[0-9]{4}|[0-9]{2})(?![0-9/])"
    r"|(?P<y2>[0-9]{4})[/\-](?P<m2>[0-9]{1,2})[/\-](?P<d2>[0-9]{1,2})(?![0-9/])"
    r"|(?P<d3>[0-9]{1,2})\s*tháng\s*(?P<m3>[0-9]{1,2})\s*năm\s*(?P<y3>[0-9]{4})(?![0-9/]))",
    re.IGNORECASE,
)
_AROUND_DAY = re.compile(r"ngày|T(?=[0-9])|[0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?|[\s,.:;()]", re.IGNORECASE)
_LETTERS = r"[^\W\d_]+"
_NUMBER = re.compile(
    r"(?<![0-9/])(?P<number>[0-9]{1,6}[a-z]?)\s*(?P<year>/\s*(?:19|20)[0-9]{2}\s*)?[/\-]\s*"
    r"(?P<symbol>(?:QĐ|QD|TTr|TB|KL|CV|BC|HD|KH)"
    rf"(?:(?:\s*[/\-]\s*|\.|\s+(?=UBND|TTg))(?!ngày){_LETTERS}(?:[\-&]{_LETTERS})*)?)",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"(?:(?:quyết định|qđ)\s*)?(?:số)?[\s:]*([0-9]{1,6})", re.IGNORECASE)
_NAMED_NUMBER = re.compile(r"\b(?:quyết định|qđ)\s*(?:số)?[\s:]*([0-9]{1,6})(?![0-9]|\s*[/.\-]\s*[0-9])", re.IGNORECASE)
_AUTHORITY = re.compile(r"\bcủa\s+(?:chủ tịch\s+)?([^();,\n]{3,120})", re.IGNORECASE)
_SPELLINGS = {"QD": "QĐ", "TTG": "TTg", "TTR": "TTr", "VPDP": "VPĐP"}

# As much of the name of a version of the rules as the register keeps.
LONGEST_RULE = 40


class Cited(NamedTuple):
    """What a text says of a decision; empty where it is silent."""

    number: str = ""
    decided_on: date | None = None
    authority: str = ""

    def agrees(self, other: Cited) -> bool:
        """Whether both can be of one decision: a bare `114` agrees with `114/QĐ-UBND`, and silence with any."""
        if self.decided_on and other.decided_on and self.decided_on != other.decided_on:
            return False
        one, two = self.number, other.number
        if not one or not two or one == two:
            return True
        return ("/" not in one or "/" not in two) and one.split("/")[0] == two.split("/")[0]

    def completed(self, other: Cited) -> Cited:
        """The same, with what it leaves open taken from another citation, if that can be of the same decision."""
        if not self.agrees(other):
            return self
        number = max(self.number, other.number, key=len)
        return Cited(number, self.decided_on or other.decided_on, self.authority or other.authority)


SILENT = Cited()


def day(cell: Cell) -> date | None:
    """The day in a cell: a date, an Excel day number, or words in Vietnamese order; None when blank.

    Raises:
        Unreadable: the cell names no day, or one that does not exist.

    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = text(cell)
    return _day(written) if written else None


@lru_cache(MEMORY)
def _day(written: str) -> date:
    serial = _SERIAL.fullmatch(written)
    if serial and int(serial[1]) in _SERIALS:
        return _EPOCH + timedelta(days=int(serial[1]))
    found = list(_DAY.finditer(written))
    if len(found) != 1 or _AROUND_DAY.sub("", _DAY.sub(" ", written)):
        raise Unreadable(
            say("“{written}” không phải một ngày: hãy ghi đủ ngày/tháng/năm, ví dụ 15/01/2020.", written=written)
        )
    return _date(found[0])


def _date(found: re.Match[str]) -> date:
    form = next(form for form in "123" if found[f"d{form}"])
    year, month, day_ = (int(found[part + form]) for part in "ymd")
    try:
        return date(year + 2000 if year < 100 else year, month, day_)
    except ValueError:
        raise Unreadable(say("Không có ngày “{found}”: hãy ghi theo thứ tự ngày/tháng/năm.", found=found[0])) from None


@lru_cache(MEMORY)
def cited(written: str) -> Cited:
    """The decision that a cell of a decision column cites: at least its number; all empty when blank.

    Raises:
        Unreadable: no number, several numbers, or a day that does not exist.

    """
    written = text(written)
    if not written:
        return Cited()
    if bare := _BARE_NUMBER.fullmatch(written):
        return Cited(bare[1])
    found = mentioned(written)
    if not found.number:
        raise Unreadable(say("“{written}” không có số quyết định, ví dụ 114/QĐ-UBND.", written=written))
    return found


@lru_cache(MEMORY)
def rule(written: str) -> str:
    """The version of the rules as a cell states it; of a long text the number of the document; "" when blank.

    Raises:
        Unreadable: too long, and no document's number stands out.

    """
    if len(written) <= LONGEST_RULE:
        return written
    found = mentioned(written).number
    if not found or len(found) > LONGEST_RULE:
        raise Unreadable(
            say("“{written}…” quá dài: hãy chỉ ghi số hiệu văn bản, ví dụ QĐ 148/QĐ-TTg.", written=written[:60])
        )
    return found


def mentioned(written: str) -> Cited:
    """Whatever a longer text says of one decision.

    Raises:
        Unreadable: it mentions several, or a day that does not exist.

    """
    numbers = sorted(set(_numbers(written)))
    days = sorted({_date(found) for found in _DAY.finditer(_NUMBER.sub(" ", written))})
    if len(numbers) > 1 or len(days) > 1:
        raise Unreadable(
            say("“{written}” nhắc đến nhiều quyết định hoặc nhiều ngày: hãy chỉ ghi một.", written=written)
        )
    named = _NAMED_NUMBER.search(written)
    number = numbers[0] if numbers else named[1] if named else ""
    authority = _AUTHORITY.search(written)
    return Cited(number, days[0] if days else None, authority[1].strip(" .") if authority else "")


def without(written: str) -> str:
    """The text less the numbers and days of decisions in it."""
    return _DAY.sub(" ", _NUMBER.sub(" ", written))


def _numbers(written: str) -> Iterator[str]:
    for found in _NUMBER.finditer(written):
        year = (found["year"] or "").replace(" ", "")
        symbol = "-".join(part for part in re.split(r"[\s\-/.]+", found["symbol"].upper()) if part)
        parts = [_SPELLINGS.get(part, part) for part in symbol.split("-")]
        yield f"{found['number'].lower()}{year}/{'-'.join(parts)}"

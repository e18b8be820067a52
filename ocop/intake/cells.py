"""Single cells: text, numbers of points, levels. Each parser gives a value or says in Vietnamese why it cannot."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from unicodedata import normalize

from ocop.domain.recognition import Level
from ocop.domain.said import say
from ocop.domain.text import fold
from ocop.intake.sheets import Cell

MEMORY = 4096

_DASHES = frozenset({"-", "–", "—", "_", "--", "---"})
_TICKS = frozenset({"x", "+", "v", "✓", "✔", "1", "có"})
_POINTS = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,6}))?\s*(?:/\s*100)?\s*(?:điểm|đ)?\.?", re.IGNORECASE)
_LEVELS = (
    (Level.NATION, ("trung uong", "tw", "quoc gia", "bo")),
    (Level.PROVINCE, ("tinh",)),
    (Level.DISTRICT, ("huyen", "thi xa", "quan")),
)


class Unreadable(ValueError):
    """A cell does not hold what its column promises; the message is one Vietnamese sentence saying why."""


def text(cell: Cell) -> str:
    r"""What a cell says, on one line in composed form; "" for a blank one and for a mere dash.

    >>> text("  Mật ong\nhoa nhãn ")
    'Mật ong hoa nhãn'
    """
    said = cell if isinstance(cell, str) and cell.isprintable() else shown(cell)
    words = " ".join(normalize("NFC", said).split())
    return "" if words in _DASHES else words


def shown(cell: Cell) -> str:
    """A cell as a person sees it in the sheet: dates in Vietnamese order, decimals with a comma, no control signs."""
    match cell:
        case str():
            return cell if cell.isprintable() else "".join(c for c in cell if c.isprintable() or c.isspace())
        case bool():
            return str(cell).upper()
        case int() | float():
            return f"{cell:.15g}".replace(".", ",")
        case datetime() if cell.time() != time():
            return cell.strftime("%d/%m/%Y %H:%M")
        case date():
            return cell.strftime("%d/%m/%Y")
        case time() | timedelta():
            return str(cell)


@lru_cache(MEMORY, typed=True)
def points(cell: Cell) -> Decimal | None:
    """The points of a product, 0 to 100, decimals with a comma or a dot; None when the cell is blank.

    Raises:
        Unreadable: the cell holds anything else.

    """
    if isinstance(cell, date):
        raise Unreadable(
            say("Số điểm “{shown}” là một ngày: Excel đã đổi số thành ngày, hãy ghi lại số điểm.", shown=shown(cell))
        )
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        number = str(round(cell, 6)) if 0 <= cell <= 100 else ""
    elif found := _POINTS.fullmatch(written := text(cell)):
        number = f"{found[1]}.{found[2] or 0}"
    elif written:
        raise Unreadable(say("Số điểm “{written}” không phải một số từ 0 đến 100.", written=written))
    else:
        return None
    if not number or Decimal(number) > 100:
        raise Unreadable(say("Số điểm “{shown}” nằm ngoài khoảng từ 0 đến 100.", shown=shown(cell)))
    value = Decimal(number)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def is_tick(written: str) -> bool:
    """Whether a cell only says "yes" to the heading of its column."""
    return written.casefold() in _TICKS


@lru_cache(MEMORY)
def level(written: str) -> Level | None:
    """Who recognises, from the words of a column "Cấp"; None when blank.

    Raises:
        Unreadable: the words name no level.

    """
    words = f" {fold(written)} "
    if not words.strip():
        return None
    for found, names in _LEVELS:
        if any(f" {name} " in words for name in names):
            return found
    raise Unreadable(say("Cấp công nhận “{written}” không phải huyện, tỉnh hay trung ương.", written=written))

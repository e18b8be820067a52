"""Lines of a CSV that go on with the producer of the line above: its cells were merged before they became text."""

from __future__ import annotations

from collections.abc import Sequence

from ocop.intake import cells
from ocop.intake.headers import Header
from ocop.intake.sheets import Cell
from ocop.intake.wordings import Field

# What one producer's several rows share.
_SHARED = (Field.PRODUCER, Field.ADDRESS, Field.COMMUNE, Field.DISTRICT, Field.PROVINCE)


def continues(header: Header, row: Sequence[Cell]) -> bool:
    """Whether a line has a product but neither ordinal nor producer, so that it belongs to the one above."""

    def is_blank(name: Field) -> bool:
        column = header.columns[name]
        return column >= len(row) or not cells.text(row[column])

    if not header.columns.keys() >= {Field.ORDINAL, Field.PRODUCER}:
        return False
    return is_blank(Field.ORDINAL) and is_blank(Field.PRODUCER) and not is_blank(Field.PRODUCT)


def continued(header: Header, row: Sequence[Cell], before: Sequence[Cell]) -> list[Cell]:
    """The line with what it shares with the one before."""
    whole = list(row)
    for name in _SHARED:
        column = header.columns.get(name, len(whole))
        if column < min(len(whole), len(before)) and not cells.text(whole[column]):
            whole[column] = before[column]
    return whole

"""What the tables stand on: names of constraints, exact hundredths, codes in one order."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase

# Byte order on both engines, so that lists come in one order.
CODE = String(32).with_variant(String(32, collation="C"), "postgresql")

FOREVER = date.max


class Hundredths(TypeDecorator[Decimal]):
    """Points and percentages as whole hundredths: exact on both engines, SQLite has no decimals."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """80.5 is kept as 8050."""
        return None if value is None else int((value * 100).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """8050 is 80.50 again."""
        return None if value is None else Decimal(value) / 100


class Base(DeclarativeBase):
    """Constraints carry names, so that migrations can speak of them on both engines."""

    type_annotation_map: ClassVar = {
        datetime: DateTime(timezone=True),
        Decimal: Hundredths(),
        list[str]: JSON(none_as_null=True),
    }
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def core(row: type[Base]) -> Table:
    """The table itself: many rows go in as one statement, which the mapped class would split wherever a null stands."""
    assert isinstance(row.__table__, Table)
    return row.__table__

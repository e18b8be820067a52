"""Making a store ready: migrations, then the records that ship with the program."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ocop import reference
from ocop.domain.codes import is_code
from ocop.domain.dates import Stated
from ocop.domain.recognition import Evidence, Kind, Level, Scope
from ocop.errors import DataError
from ocop.store import actions, engine, schema

SHIPPED = "register/recognitions.csv"


def ready(database_url: str) -> Engine:
    """Open the store; migrate it and load the shipped records where they are missing.

    Any number of processes may start at once: the first does the work while the others wait.

    Raises:
        StoreUnavailable, StoreTooNew, DataError: in words for whoever started the program.

    """
    opened = engine.open_engine(database_url)
    try:
        _bring_up(opened)
    except Exception:
        opened.dispose()
        raise
    return opened


def _bring_up(opened: Engine) -> None:
    with engine.alone(opened) as connection:
        if schema.migrate(connection):
            with Session(connection, join_transaction_mode="conditional_savepoint") as session, session.begin():
                actions.enter_recognitions(
                    session,
                    grants=shipped_records(),
                    scope=Scope.REAL,
                    by="ocop init",
                    reason=f"nạp bản ghi đi kèm (data/{SHIPPED})",
                )


def shipped_records() -> Iterator[actions.Grant]:
    """The real records in `data/register/`, each with its own code for ever.

    Raises:
        DataError: a row cannot be read; the message names its line.

    """
    for number, row in enumerate(reference.rows(SHIPPED), start=2):
        try:
            yield _grant(row)
        except (KeyError, ValueError) as error:
            raise DataError(f"data/{SHIPPED}, dòng {number}: không đọc được ({error}).") from error


def _grant(row: dict[str, str]) -> actions.Grant:
    if not is_code(row["code"]):
        raise ValueError(f"mã {row['code']} sai ký tự kiểm tra")
    return actions.Grant(
        code=row["code"],
        official_codes=tuple(row["official_code"].split()),
        name=row["name"],
        set_number=int(row["set_no"]) if row["set_no"] else None,
        set_by=row["set_by"],
        producer=row["producer"],
        producer_kind=row["producer_kind"] or None,
        place_stated=row["place_stated"],
        commune=row["commune"] or None,
        province=row["province_34"],
        former_province=row["province_63"],
        search_terms=_search_terms(row),
        kind=Kind.FIRST,
        stars=int(row["stars"]),
        decision=row["decision"],
        stated=Stated.parse(row["decided_on"]),
        authority=row["authority"],
        level=Level(row["level"]),
        evidence=Evidence(row["evidence"]),
        source=row["source"],
        note=row["note"],
    )


def _search_terms(row: dict[str, str]) -> tuple[str, ...]:
    """What else should find it: the place as stated and by its names of both vintages, the set and its group."""
    commune = reference.communes().get(row["commune"])
    product_set = reference.product_sets().get(int(row["set_no"] or 0))
    return (
        row["place_stated"],
        commune.name if commune else "",
        reference.provinces()[row["province_34"]].name,
        reference.former_provinces()[row["province_63"]].name,
        f"{product_set.name} {product_set.group}" if product_set else "",
    )

"""Making a store ready: migrations, then the records that ship with the program."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ocop import reference
from ocop.domain.codes import is_code
from ocop.domain.dates import Stated
from ocop.domain.entries import DecisionEntry, EventEntry, MakerEntry, Place, ProductEntry
from ocop.domain.recognition import Evidence, Kind, Level, Scope
from ocop.errors import DataError
from ocop.store import actions, engine, schema
from ocop.store.engine import USUAL, Pool
from ocop.store.queries import INSTALLER

SHIPPED = "register/recognitions.csv"


def ready(database_url: str, pool: Pool = USUAL) -> Engine:
    """Open the store; migrate it and load the shipped records where they are missing.

    Any number of processes may start at once: the first does the work while the others wait.

    Raises:
        StoreUnavailable, StoreTooNew, DataError: in words for whoever started the program.

    """
    opened = engine.open_engine(database_url, pool=pool)
    try:
        _bring_up(opened)
    except DBAPIError as error:
        opened.dispose()
        raise engine.unavailable(opened.url, error) from error
    except Exception:
        opened.dispose()
        raise
    return opened


def _bring_up(opened: Engine) -> None:
    with engine.alone(opened) as connection:
        if schema.migrate(connection):
            with Session(connection, join_transaction_mode="rollback_only") as session:
                actions.enter_products(
                    session,
                    entries=shipped_records(),
                    scope=Scope.REAL,
                    by=INSTALLER,
                    reason=f"nạp bản ghi đi kèm (data/{SHIPPED})",
                )
                session.flush()


def shipped_records() -> Iterator[ProductEntry]:
    """The real records in `data/register/`, each with its own code for ever.

    Raises:
        DataError: a row cannot be read; the message names its line.
    """
    for number, row in enumerate(reference.rows(SHIPPED), start=2):
        try:
            yield _entry(row)
        except (KeyError, ValueError) as error:
            raise DataError(f"data/{SHIPPED}, dòng {number}: không đọc được ({error}).") from error


def _entry(row: dict[str, str]) -> ProductEntry:
    if not is_code(row["code"]):
        raise ValueError(f"mã {row['code']} sai ký tự kiểm tra")
    place = Place(
        stated=row["place_stated"],
        commune=row["commune"] or None,
        province=row["province_34"],
        former_province=row["province_63"],
    )
    decision = DecisionEntry(
        number=row["decision"],
        stated=Stated.parse(row["decided_on"]),
        authority=row["authority"],
        level=Level(row["level"]),
        evidence=Evidence(row["evidence"]),
        source=row["source"],
        note=row["note"],
    )
    return ProductEntry(
        code=row["code"],
        official_codes=tuple(row["official_code"].split()),
        name=row["name"],
        maker=MakerEntry(name=row["producer"], kind=row["producer_kind"] or None, place=place),
        history=(EventEntry(kind=Kind.RECOGNISED, decision=decision, stars=int(row["stars"])),),
        set_number=int(row["set_no"]) if row["set_no"] else None,
        set_by=row["set_by"],
    )

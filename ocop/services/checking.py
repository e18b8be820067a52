"""Whether the store is whole, as its operator asks."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ocop.errors import Conflict
from ocop.store import dumping, integrity, schema
from ocop.store.engine import open_engine, unavailable


def faults(database_url: str) -> Iterator[str]:
    """Everything that is wrong with a store as of this moment, one sentence each; it changes nothing.

    Raises:
        StoreUnavailable: the store does not answer, or its file cannot even be opened.
        Conflict: there is no register of this release at that address.
    """
    engine = open_engine(database_url, create=False)
    try:
        with dumping.snapshot(engine) as connection, Session(connection) as session:
            if not schema.is_current(connection):
                raise Conflict(
                    f"Ở {engine.url.render_as_string()} chưa có sổ đăng ký của phiên bản này: hãy chạy "
                    "“python -m ocop init” trước."
                )
            yield from integrity.faults(session)
    except DBAPIError as error:
        raise unavailable(engine.url, error) from error
    finally:
        engine.dispose()

"""Opening the store: SQLite or PostgreSQL behind one address, its errors told in one line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

from ocop.errors import StoreUnavailable

# How long a writer waits for another before giving up.
BUSY_SECONDS = 30


def open_engine(database_url: str) -> Engine:
    """An engine for the store at that address, tried once.

    Raises:
        StoreUnavailable: the address is malformed, of another kind of database, or nothing answers there.

    """
    url = _url(database_url)
    if url.get_backend_name() == "sqlite":
        engine = _sqlite(url)
    else:
        engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 5})
    try:
        with engine.connect() as connection:
            connection.execute(text("select 1"))
    except DBAPIError as error:
        engine.dispose()
        raise StoreUnavailable(
            f"Không mở được cơ sở dữ liệu {url.render_as_string()}: {_first_line(error)}. "
            "Hãy kiểm tra OCOP_DATABASE_URL và máy chủ cơ sở dữ liệu."
        ) from None
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One transaction that takes its lock at once, so that of two writers the second waits and loses nothing."""
    with alone(engine) as connection, Session(connection, join_transaction_mode="rollback_only") as session:
        yield session
        session.flush()


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A transaction that no other writer shares: the writers' lock is taken at its beginning."""
    with engine.execution_options(ocop_writing=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(2018091590)"))
        yield connection


def _url(database_url: str) -> URL:
    try:
        url = make_url(database_url)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError):
        raise StoreUnavailable(
            "OCOP_DATABASE_URL không phải địa chỉ cơ sở dữ liệu: hãy đặt dạng "
            "sqlite:///var/ocop.db hoặc postgresql://ten@may/ocop."
        ) from None
    if backend not in {"sqlite", "postgresql"}:
        raise StoreUnavailable(
            f"OCOP_DATABASE_URL chỉ loại cơ sở dữ liệu “{backend}”: sổ đăng ký chạy trên sqlite hoặc postgresql."
        )
    return url.set(drivername="postgresql+psycopg") if backend == "postgresql" else url


def _sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(
                f"Không tạo được thư mục cho {url.database}: {error.strerror}. Hãy kiểm tra OCOP_DATABASE_URL."
            ) from None
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        # We say BEGIN ourselves (below): the driver's own comes too late for DDL and for reads that must agree.
        connection.isolation_level = None
        connection.execute("pragma synchronous=normal")
        connection.execute("pragma foreign_keys=on")
        # The mode stays in the file. Where several start at once, one of them sets it and the others may pass.
        with suppress(sqlite3.OperationalError):
            connection.execute("pragma journal_mode=wal")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("ocop_writing")
        connection.exec_driver_sql("begin immediate" if writes else "begin")

    return engine


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0].rstrip(".")

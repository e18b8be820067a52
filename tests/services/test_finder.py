"""The index in memory, when many ask at once and connections are few: on both engines."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

from ocop.domain.recognition import Scope
from ocop.services.register import Register
from ocop.store import queries
from tests.conftest import open_register


def test_whoever_makes_the_index_is_not_kept_waiting_by_those_who_wait_for_it(register: Register) -> None:
    """With one connection: one thread has it and comes for the index while another came for the index without it."""
    url = register.engine.url.render_as_string(hide_password=False)
    opened = open_register(url, OCOP_POOL_SIZE="1", OCOP_POOL_OVERFLOW="0")
    has_connection, other_came = Event(), Event()

    def first() -> int:
        with opened.reading() as session:
            queries.revision(session)
            has_connection.set()
            other_came.wait(10)
            sleep(0.3)  # until it stands before the index
            return opened.finder.index(session, Scope.REAL).snapshot.size

    def second() -> int:
        has_connection.wait(10)
        with opened.reading() as session:
            other_came.set()
            return opened.finder.index(session, Scope.REAL).snapshot.size

    with ThreadPoolExecutor(2) as threads:
        assert [each.result() for each in [threads.submit(first), threads.submit(second)]] == [37, 37]
    opened.engine.dispose()

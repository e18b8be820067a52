"""Counting how often mark pages are opened: in memory, written in batches, never in the way of a page.

A page hands its count over and goes on. A thread writes what has gathered every few seconds, or sooner where much has;
whoever ends the program calls `write` for the rest. Where the store does not answer, counts wait for the next time.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from threading import Event, Lock, Thread
from weakref import ref

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from ocop.domain.scans import Key, Total
from ocop.errors import QueryError
from ocop.services.opened import Opened
from ocop.store import scans

SECONDS = 10.0  # between two batches
MOST = 1000  # counts that are not left waiting for the next one
KEPT = 200_000  # different rows that are kept for a store that does not answer; further ones are let go


class Scans:
    """The counts of one process for one store."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._waiting: Counter[Key] = Counter()
        self._since = 0
        self._lock, self._writing, self._wanted = Lock(), Lock(), Event()
        self._thread: Thread | None = None

    def count(self, engine: Engine, key: Key) -> None:
        """One page of a product was handed out. Costs a few microseconds, and nothing about the store can fail it."""
        with self._lock:
            if len(self._waiting) < KEPT or key in self._waiting:
                self._waiting[key] += 1
                self._since += 1
            is_much = self._since >= MOST
            if self._thread is None or not self._thread.is_alive():
                given = (ref(self), engine, self._wanted, self._seconds)
                self._thread = Thread(target=_go_on, args=given, name="scans", daemon=True)
                self._thread.start()
        if is_much:
            self._wanted.set()

    def write(self, engine: Engine) -> bool:
        """Write what has gathered; False where the store did not take it and it waits on."""
        with self._writing:
            with self._lock:
                taken, self._waiting, self._since = self._waiting, Counter(), 0
            if not taken:
                return True
            try:
                scans.add(engine, taken)
            except DBAPIError:
                with self._lock:
                    self._waiting.update(taken)
                return False
            return True


def _go_on(counting: ref[Scans], engine: Engine, wanted: Event, seconds: float) -> None:
    """Write again and again, as long as there is somebody who counts."""
    while True:
        wanted.wait(seconds)
        wanted.clear()
        present = counting()
        if present is None:
            return
        present.write(engine)
        del present


def total(register: Opened, first: date, last: date) -> Total:
    """The scans of real products from one day through another.

    Raises:
        QueryError: the days are not in order.
    """
    if first > last:
        raise QueryError("Ngày đầu sau ngày cuối: hãy đổi --from và --to.")
    with register.reading() as session:
        return scans.total(session, first, last)

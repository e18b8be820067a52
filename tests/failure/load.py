"""Writers and readers at work while something is taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from threading import Event, Thread
from time import monotonic, sleep
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from tests.failure.writes import write

PATIENCE = 60.0


def until(holds: Callable[[], bool]) -> float:
    """Seconds until something holds."""
    begun = monotonic()
    while not holds():
        assert monotonic() - begun < PATIENCE
        sleep(0.05)
    return monotonic() - begun


class Load:
    """Three writers, and readers that say how they were answered, until it is over."""

    def __init__(self, engine: Engine, readers: Sequence[Callable[[], tuple[int, bool]]]) -> None:
        self.accepted: list[str] = []
        self.answers: list[tuple[int, bool]] = []
        self._engine, self._over = engine, Event()
        self._threads = [Thread(target=self._write, args=(first,)) for first in range(3)]
        self._threads += [Thread(target=self._read, args=(reader,)) for reader in readers]

    def __enter__(self) -> Self:
        for each in self._threads:
            each.start()
        until(lambda: len(self.accepted) > 10)
        return self

    def __exit__(self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._over.set()
        for each in self._threads:
            each.join(PATIENCE)

    def answered(self, more: int) -> float:
        """Seconds until so many more readers were answered."""
        before = len(self.answers)
        return until(lambda: len(self.answers) >= before + more)

    def written(self, more: int) -> float:
        """Seconds until so many more writes were accepted."""
        before = len(self.accepted)
        return until(lambda: len(self.accepted) >= before + more)

    def _write(self, first: int) -> None:
        for number in count(first, 3):
            if self._over.is_set():
                return
            try:
                write(self._engine, f"lần {number}")
                self.accepted.append(f"lần {number}")
            except DBAPIError:
                sleep(0.05)

    def _read(self, reader: Callable[[], tuple[int, bool]]) -> None:
        while not self._over.is_set():
            self.answers.append(reader())

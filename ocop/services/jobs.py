"""Long work beside the page: in a thread of its own, with what it has done so far, and to be stopped."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import Generic, TypeVar

from ocop.domain.said import say
from ocop.errors import Refused
from ocop.services.intake import Heard

Result = TypeVar("Result")


class Job(Generic[Result]):
    """One piece of work; `read` and `stored` count lines and products so far. Stopped, it keeps nothing."""

    def __init__(self, work: Callable[[Heard], Result]) -> None:
        self.read = self.stored = 0
        self._work, self._stop, self._done = work, Event(), Event()
        self._result: Result | None = None
        self._error: Exception | None = None
        # a daemon: when the server ends, the transaction goes with it
        Thread(target=self._run, name="ocop-job", daemon=True).start()

    @property
    def is_done(self) -> bool:
        """Whether it came to an end, good or bad."""
        return self._done.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait for its end so long; whether it came."""
        return self._done.wait(seconds)

    def stop(self) -> None:
        """End it at the next thousand rows."""
        self._stop.set()

    def result(self) -> Result:
        """What it came to.

        Raises:
            OcopError: what ended it.
        """
        if self._error:
            raise self._error
        assert self._result is not None, "a job is asked for its result when it is done"
        return self._result

    def settled(self) -> Result:
        """What it came to, waited for.

        Raises:
            OcopError: as `result`.
        """
        self._done.wait()
        return self.result()

    def _run(self) -> None:
        try:
            self._result = self._work(Heard(self._reading, self._storing))
        except Exception as error:
            self._error = error
        finally:
            self._done.set()

    def _reading(self, count: int) -> None:
        self.read += count
        self._go_on()

    def _storing(self, count: int) -> None:
        self.stored += count
        self._go_on()

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise Refused(say("Đã dừng theo yêu cầu: chưa ghi gì vào sổ."))

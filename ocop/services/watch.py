"""The store's revision, looked at once a second however many ask: every cache hangs on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from threading import Lock, Thread

from ocop import clock
from ocop.errors import StoreUnavailable
from ocop.services.register import Register

SECOND = 1.0


class Watch:
    """What the last look found. With the second that a reader may keep an answer, nothing is older than three.

    While readers keep coming, somebody looks ahead of them and nobody waits; the first one after a pause does.
    """

    def __init__(self, register: Register, now: Callable[[], float] = time.monotonic) -> None:
        self._register, self._now = register, now
        self._looking = Lock()
        self._ahead: Thread | None = None
        self._revision = 0
        self._looked = self._failed = -1e9
        # when the store last answered, as a reader's clock shows it
        self.answered: datetime | None = None

    def known(self) -> int | None:
        """The revision of less than a second ago, or of less than two while somebody looks; None when one has to."""
        age = self._now() - self._looked
        if age < SECOND:
            return self._revision
        if age < 2 * SECOND:
            self._look_ahead()
            return self._revision
        return None

    def lag(self) -> float | None:
        """Seconds since the store last confirmed the revision; None when it never has."""
        return None if self.answered is None else self._now() - self._looked

    def look(self) -> int:
        """The revision, asked of the store where the last answer is older than a second.

        Raises:
            StoreUnavailable: it does not answer, or somebody has waited for it in vain within the last second.
        """
        if not self._looking.acquire(timeout=SECOND):
            raise StoreUnavailable("Cơ sở dữ liệu không trả lời trong một giây.")
        try:
            begun = self._now()
            if begun - self._looked < SECOND:
                return self._revision
            if begun - self._failed < SECOND:
                raise StoreUnavailable("Cơ sở dữ liệu vừa không trả lời.")
            try:
                self._revision = self._register.revision()
            except StoreUnavailable:
                # not of those who were only told so: else, asked often enough, nobody would ever look again
                self._failed = self._now()
                raise
            self._looked, self.answered = begun, datetime.now(clock.VIETNAM)
        finally:
            self._looking.release()
        return self._revision

    def _look_ahead(self) -> None:
        """Let a thread of its own look; one is enough."""
        if self._ahead is None or not self._ahead.is_alive():
            self._ahead = Thread(target=self._try, name="ocop-watch", daemon=True)
            self._ahead.start()

    def _try(self) -> None:
        with suppress(StoreUnavailable):
            self.look()

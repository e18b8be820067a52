"""The store's revision, looked at once a second however many ask: every cache hangs on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from threading import Lock

from ocop import clock
from ocop.errors import StoreUnavailable
from ocop.services.register import Register

SECOND = 1.0


class Watch:
    """What the last look found. With the second that a reader may keep an answer, nothing is older than three."""

    def __init__(self, register: Register, now: Callable[[], float] = time.monotonic) -> None:
        self._register, self._now = register, now
        self._looking = Lock()
        self._revision = 0
        self._looked = self._failed = -2 * SECOND - 1e9
        # when the store last answered, as a reader's clock shows it
        self.answered: datetime | None = None

    def known(self) -> int | None:
        """The revision of less than a second ago, or of two while somebody looks again; None when one has to look."""
        age = self._now() - self._looked
        is_known = age < SECOND or (age < 2 * SECOND and self._looking.locked())
        return self._revision if is_known else None

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
            self._revision = self._register.revision()
            self._looked, self.answered = begun, datetime.now(clock.VIETNAM)
        except StoreUnavailable:
            self._failed = self._now()
            raise
        finally:
            self._looking.release()
        return self._revision

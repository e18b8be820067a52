"""Mark pages made before they are asked for: after a start and after midnight, when none is ready.

Only where the plain pages are served alone (`ocop.web.app:app`), and never faster than half of one core: who scans goes
first.
"""

from __future__ import annotations

import time
from datetime import date
from threading import Event, Thread

from ocop.errors import StoreUnavailable
from ocop.i18n import SOURCE
from ocop.services import expected
from ocop.services.register import Register
from ocop.web.mark_page import READY, MarkPage

# Seconds between two looks at the day.
EVERY = 20.0


class Preparing:
    """A thread of its own that ends with the server."""

    def __init__(self, register: Register, page: MarkPage, most: int = READY) -> None:
        self._register, self._page, self._most = register, page, most
        self._ended = Event()
        self._thread = Thread(target=self._run, name="ocop-preparing", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def end(self) -> None:
        """End after the pages at hand."""
        self._ended.set()
        self._thread.join()

    def prepare(self) -> int:
        """Make what will be asked for today; how many pages were looked at.

        Raises:
            StoreUnavailable: the store does not answer; what is ready stays.
        """
        day, _revision = self._page.come()
        wanted = expected.order(self._register, day, self._most, SOURCE)
        for first in range(0, len(wanted), expected.BATCH):
            begun = time.perf_counter()
            # read anew for each batch: a page is of the revision at which its record was read
            today, revision = self._page.come()
            if today != day or self._ended.is_set():
                return first
            for record, language in expected.records(self._register, day, wanted[first : first + expected.BATCH]):
                self._page.prepare(record, language, day, revision)
            self._ended.wait(time.perf_counter() - begun)
        return len(wanted)

    def _run(self) -> None:
        done: date | None = None
        while not self._ended.is_set():
            day = self._register.today()
            if day != done:
                try:
                    self.prepare()
                    done = day
                except StoreUnavailable:
                    pass  # tried again with the next look
            self._ended.wait(EVERY)

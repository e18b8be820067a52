"""A copy of the store (`OCOP_READ_DATABASE_URL`), asked only while it says the same as the store itself.

Search and figures may be read from it, verdicts never. Since everything that is kept hangs on the store's revision, an
answer of an older revision would be kept under the newer one's name: so a copy that is behind is not asked at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import Session

from ocop.errors import StoreUnavailable
from ocop.store import queries
from ocop.store.engine import Pool, open_engine, silent

# A copy that did not answer is left alone for so long.
PAUSE_SECONDS = 10.0


class Replica:
    """The copy, opened when it is first asked and again after it was gone."""

    def __init__(self, url: str, pool: Pool, now: Callable[[], float] = time.monotonic) -> None:
        self._url, self._pool, self._now = url, pool, now
        self.engine: Engine | None = None
        self._opening = Lock()
        self._gone = float("-inf")

    @contextmanager
    def reading(self, revision: int) -> Iterator[Session]:
        """A session of the copy, where it has come to a revision of the store.

        Raises:
            StoreUnavailable: it has not, or it does not answer.
        """
        engine = self._open()
        try:
            with Session(engine) as session:
                if (reached := queries.revision(session)) < revision:
                    raise StoreUnavailable(f"Bản sao chỉ đọc mới đến lần ghi {reached}, sổ đăng ký đã ở {revision}.")
                yield session
        except (DBAPIError, NoConnectionFree) as error:
            self._gone = self._now()
            raise silent(engine.url, error) from error

    def _open(self) -> Engine:
        # one tries, the others ask the store meanwhile
        if not self._opening.acquire(blocking=self.engine is not None):
            raise StoreUnavailable("Bản sao chỉ đọc đang được mở.")
        try:
            if self._now() - self._gone < PAUSE_SECONDS:
                raise StoreUnavailable("Bản sao chỉ đọc vừa không trả lời.")
            if self.engine is None:
                self.engine = open_engine(self._url, create=False, pool=self._pool)
            return self.engine
        except StoreUnavailable:
            if self.engine is None and self._now() - self._gone >= PAUSE_SECONDS:
                self._gone = self._now()
            raise
        finally:
            self._opening.release()

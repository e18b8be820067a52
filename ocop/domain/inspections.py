"""An inspection after recognition (Quyết định 919/QĐ-TTg, Điều 1 khoản 4 điểm đ): planned, made, mended, ended.

What is planned and found is internal work. Only what ends in a decision is told to the public.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Stage(StrEnum):
    """How far an inspection has come."""

    PLANNED = "planned"
    FOUND = "found"  # something is to be mended by a day
    MENDED = "mended"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One inspection; the product by code and name, its province by code."""

    id: int
    code: str
    name: str
    maker: str
    province: str | None
    stage: Stage
    planned_for: date
    lead: str
    why: str
    inspected_on: date | None
    finding: str | None
    deadline: date | None
    mended_on: date | None
    ended_on: date | None
    ending: str | None
    decision: str | None
    version: int
    changed_by: str
    changed_at: datetime

    def is_overdue(self, day: date) -> bool:
        """Whether the day for going there, or the day by which it was to be mended, has passed."""
        by = {Stage.PLANNED: self.planned_for, Stage.FOUND: self.deadline}.get(self.stage)
        return by is not None and by < day

"""A kept list for a booth, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Invited(StrEnum):
    """How far a maker has been asked, and what the answer was."""

    CHOSEN = "chosen"
    INVITED = "invited"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """One product of a kept list, by code; `pieces` are what its maker confirmed, `reasons` why it was chosen."""

    code: str
    state: Invited = Invited.CHOSEN
    pieces: int | None = None
    note: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class KeptList:
    """A list under a name, for a fair of some days in a province (None: not told). `id` is 0 before it is kept."""

    id: int
    name: str
    province: str | None
    first_day: date
    last_day: date
    invitations: tuple[Invitation, ...]
    version: int = 1
    changed_by: str = ""
    changed_at: datetime | None = None

    def count(self, state: Invited) -> int:
        """How many products stand so."""
        return sum(each.state is state for each in self.invitations)

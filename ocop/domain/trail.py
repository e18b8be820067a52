"""The audit trail as it is read: who did what, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

PAGE = 50


@dataclass(frozen=True)
class Trace:
    """One action; `at` as clocks in Vietnam tell it, `name` of the product where it is about one."""

    number: int
    at: datetime
    by: str
    action: str
    reason: str
    subject: str
    detail: Mapping[str, object] = field(hash=False)
    revision: int
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class TrailQuery:
    """What is looked for: by whom, which action, about what, between which days; empty leaves nothing out."""

    by: str = ""
    action: str = ""
    subject: str = ""
    first: date | None = None
    last: date | None = None
    limit: int = PAGE
    offset: int = 0


@dataclass(frozen=True)
class Trail:
    """A page of what was found, the newest first, how many there are, and what one may choose from."""

    traces: tuple[Trace, ...]
    total: int
    authors: tuple[str, ...]
    actions: tuple[str, ...]

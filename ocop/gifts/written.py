"""A request for gifts as data, to be kept and read again. Earlier gifts are no part of it: they stand in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from ocop.gifts.request import Avoid, Event, EventKind, GuestClass, Hand, Money, Recipient, Role, Travel, Wish

_ENUMS: dict[str, type[StrEnum]] = {
    "kind": EventKind, "money": Money, "guest_class": GuestClass, "role": Role, "travel": Travel,
}  # fmt: skip
_DAYS = frozenset({"day", "plan_approved", "plan_begun", "ordered_on"})
_CODES = frozenset({"pinned", "banned", "kept", "heeded"})
_NEVER = frozenset({"earlier"})


@dataclass(frozen=True)
class Request:
    """The occasion, who receives, and what was wished for."""

    event: Event
    recipients: tuple[Recipient, ...]
    wish: Wish


def as_data(asked: Request) -> dict[str, Any]:
    """The request as JSON knows values."""
    return {
        "event": _values(asked.event),
        "recipients": [_values(each) for each in asked.recipients],
        "wish": _values(asked.wish),
    }


def of_data(kept: Mapping[str, Any]) -> Request:
    """The request that was kept."""
    return Request(
        Event(**_read(kept["event"])),
        tuple(Recipient(**_read(each)) for each in kept["recipients"]),
        Wish(**_read(kept["wish"])),
    )


def _values(part: Event | Recipient | Wish | Hand) -> dict[str, Any]:
    return {each.name: _value(getattr(part, each.name)) for each in fields(part) if each.name not in _NEVER}


def _value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_values(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


def _read(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if value is None else _meant(name, value) for name, value in kept.items()}


def _meant(name: str, value: Any) -> Any:
    if name in _ENUMS:
        return _ENUMS[name](value)
    if name in _DAYS:
        return date.fromisoformat(value)
    if name == "avoids":
        return frozenset(map(Avoid, value))
    if name == "by_hand":
        return tuple(Hand(**_read(each)) for each in value)
    return frozenset(value) if name in _CODES else value

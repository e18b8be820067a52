"""Who receives, as it is written at a terminal: `class=A,role=head,number=1,country=JP,avoid=alcohol+pork`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import Any

from ocop.errors import QueryError
from ocop.gifts.request import Avoid, GuestClass, Recipient, Role, Travel

NEEDED = ("class", "role")


def of(given: argparse.Namespace) -> tuple[Recipient, ...]:
    """The recipients of a command: those of `--recipient`, else the one of `--class`, `--role` and the others.

    Raises:
        QueryError: both ways, or neither whole.
    """
    single = (given.guest_class, given.role, given.country, given.avoid, given.travel)
    if given.recipient:
        if any(single) or given.count != 1:
            raise QueryError("Đã có --recipient: hãy ghi hạng, vai, nước, điều kiêng, số người trong đó.")
        return tuple(given.recipient)
    if given.guest_class is None or given.role is None:
        raise QueryError("Chưa biết ai nhận: hãy nêu --class và --role, hoặc --recipient cho từng loại người nhận.")
    one = Recipient(
        guest_class=given.guest_class, role=given.role, country=given.country, count=given.count,
        avoids=frozenset(given.avoid), travel=given.travel,
    )  # fmt: skip
    return (one,)


def country(typed: str) -> str:
    """Two letters as ISO 3166 has them."""
    if not re.fullmatch("[A-Za-z]{2}", typed):
        raise argparse.ArgumentTypeError("hãy nêu nước bằng hai chữ cái, như JP")
    return typed.upper()


def read(typed: str) -> Recipient:
    """A recipient of `--recipient`."""
    parts = [part.partition("=") for part in typed.split(",") if part.strip()]
    given = {name.strip(): value.strip() for name, _equals, value in parts}
    unknown = given.keys() - READ.keys()
    if unknown or len(given) < len(parts):
        said = f"không có mục “{min(unknown)}”" if unknown else "có mục nêu hai lần"
        raise argparse.ArgumentTypeError(f"{said}: hãy dùng {', '.join(READ)}, mỗi mục một lần")
    missing = [name for name in NEEDED if not given.get(name)]
    if missing:
        raise argparse.ArgumentTypeError(f"thiếu {' và '.join(missing)} của người nhận “{typed}”")
    values: dict[str, Any] = {}
    for name, value in given.items():
        field, reader = READ[name]
        try:
            values[field] = reader(value)
        except ValueError:
            raise argparse.ArgumentTypeError(f"không hiểu {name}={value}") from None
    return Recipient(**values)


def _avoids(typed: str) -> frozenset[Avoid]:
    return frozenset(Avoid(each) for each in typed.split("+") if each)


READ: dict[str, tuple[str, Callable[[str], object]]] = {
    "class": ("guest_class", GuestClass),
    "role": ("role", Role),
    "number": ("count", int),
    "country": ("country", country),
    "avoid": ("avoids", _avoids),
    "travel": ("travel", Travel),
}

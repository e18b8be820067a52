"""A list for a booth over the register: who stands on it, and where its products are sold near the fair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ocop.domain import codes
from ocop.domain.monitoring import PlacedPoint
from ocop.domain.recognition import Scope
from ocop.domain.register import Product
from ocop.domain.said import say
from ocop.errors import QueryError
from ocop.gifts import booth as choosing
from ocop.gifts.booth import Booth, Place
from ocop.services import gifts
from ocop.services.register import Register

MOST, LONGEST_DAYS = 60, 90


@dataclass(frozen=True)
class Row:
    """One product on the list as it stands on the last day of the fair, and why it is there."""

    product: Product
    place: Place


@dataclass(frozen=True)
class BoothList:
    """The list and what was left out. Regions and groups that a quota lacks are numbers from 1, as in `reference`."""

    scope: Scope
    booth: Booth
    rows: tuple[Row, ...]
    excluded: Mapping[str, int]
    eligible: int
    short_regions: Mapping[int, int]
    short_groups: Mapping[int, int]
    shops: tuple[PlacedPoint, ...]

    @property
    def is_short(self) -> bool:
        """Whether there are fewer products than were wanted."""
        return len(self.rows) < self.booth.size


def choose(register: Register, scope: Scope, booth: Booth) -> BoothList:
    """The list for a booth. Products that are put on it by hand count as others do, and are refused as others are.

    Raises:
        QueryError: the request cannot be meant so.
    """
    check(booth)
    # as of the first day; that a recognition lasts to the end of the fair is a rule of the list
    offer = gifts.offer(register, scope, booth.first_day)
    for code in sorted(booth.pinned):
        if code not in offer.shelf.places:
            raise QueryError(
                say("Không có sản phẩm nào mang mã {shown} trong sổ này: hãy kiểm tra mã.", shown=codes.shown(code))
            )
    chosen = choosing.choose(offer, booth)
    ordered = sorted(chosen.places, key=lambda each: -each.stars)
    records = [register.record(each.code, booth.first_day) for each in ordered]
    rows = [Row(record.product, each) for record, each in zip(records, ordered, strict=True) if record is not None]
    return BoothList(
        scope,
        booth,
        tuple(rows),
        chosen.excluded,
        chosen.eligible,
        chosen.short_regions,
        chosen.short_groups,
        _shops(register, scope, booth),
    )


def why_not(register: Register, scope: Scope, booth: Booth, code: str) -> tuple[str, ...]:
    """The rules that keep a product off the list; none where others were merely before it.

    Raises:
        QueryError: no product bears the code.
    """
    offer = gifts.offer(register, scope, booth.first_day)
    if code not in offer.shelf.places:
        raise QueryError(
            say("Không có sản phẩm nào mang mã {shown} trong sổ này: hãy kiểm tra mã.", shown=codes.shown(code))
        )
    at = offer.shelf.places[code]
    return tuple(rule for rule, mask in choosing.excluded(offer, booth).items() if mask[at])


def check(booth: Booth) -> None:
    """Refuse what cannot be meant.

    Raises:
        QueryError: in words.
    """
    if not 1 <= booth.size <= MOST:
        raise QueryError(say("Số sản phẩm là {size}: hãy nêu từ 1 đến {most}.", size=booth.size, most=MOST))
    if booth.last_day < booth.first_day:
        raise QueryError(say("Ngày kết thúc trước ngày khai mạc: hãy kiểm tra hai ngày."))
    if (booth.last_day - booth.first_day).days > LONGEST_DAYS:
        raise QueryError(say("Hội chợ dài quá {longest_days} ngày: hãy kiểm tra hai ngày.", longest_days=LONGEST_DAYS))
    for quota in (booth.regions, booth.groups):
        if sum(quota.least.values()) > booth.size:
            raise QueryError(
                say(
                    "Tổng số ít nhất của các vùng hoặc các nhóm vượt {size} sản phẩm: hãy giảm bớt, hoặc "
                    "tăng số sản phẩm.",
                    size=booth.size,
                )
            )
        if any(quota.most.get(number, least) < least for number, least in quota.least.items()):
            raise QueryError(say("Có số nhiều nhất nhỏ hơn số ít nhất: hãy sửa một trong hai."))


def _shops(register: Register, scope: Scope, booth: Booth) -> tuple[PlacedPoint, ...]:
    """Where products are sold in the province of the fair on its first day."""
    if booth.province is None:
        return ()
    # what is open later is not known: a point of sale is asked for on a day that has come
    day: date = min(booth.first_day, register.today())
    points = register.points_of_sale(scope, day).points
    return tuple(each for each in points if each.province == booth.province)

"""Made-up producers: what they are, where, how large, and what they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ocop.demo import shape
from ocop.demo.chance import Chance, Weighted
from ocop.demo.goods import CRAFTS, Speciality
from ocop.demo.places import Home, Region
from ocop.domain.entries import MakerEntry
from ocop.domain.taxonomy import ProducerKind

TOURISM = "Rural tourism"
SAME_SPECIALITY = 0.7
MISSING = 0.12
LED_BY_WOMAN = 0.41
GREEN = 0.28
IN_CRAFT_VILLAGE = 0.6
BRANDS = (
    *("Sao La", "Hoa Ban", "Cánh Cò", "Lúa Vàng", "Mây Ngàn", "Bến Nước", "Nắng Sớm", "Suối Trong", "Đồi Thông"),
    *("Trăng Rằm", "Hoa Sim", "Cau Trắng", "Lá Cọ", "Bông Lau", "Chim Lạc", "Đầu Nguồn", "Gió Biển", "Hoa Mận"),
    *("Nhà Sàn", "Ngõ Gạch", "Giếng Làng", "Cây Đa", "Đò Ngang", "Hoa Gạo", "Tre Ngà", "Sen Hồng", "Phù Sa"),
    *("Chiều Quê", "Hạt Ngọc", "Đất Lành", "Sương Mai", "Hoa Cải", "Cồn Xanh", "Bếp Củi", "Mùa Gặt", "Thuyền Nan"),
)
SIZES = {
    ProducerKind.HOUSEHOLD: Weighted([("micro", 0.97), ("small", 0.03)]),
    ProducerKind.ENTERPRISE: Weighted([("micro", 0.45), ("small", 0.45), ("medium", 0.1)]),
}
SIZES_ELSE = Weighted([("micro", 0.6), ("small", 0.37), ("medium", 0.03)])
WORKERS = {"micro": (2, 9), "small": (10, 60), "medium": (61, 180)}
CHANNELS = Weighted(
    [
        (frozenset({"market"}), 0.22),
        (frozenset({"market", "own-shop"}), 0.2),
        (frozenset({"e-commerce", "market"}), 0.17),
        (frozenset({"e-commerce", "own-shop"}), 0.15),
        (frozenset({"e-commerce", "market", "supermarket"}), 0.1),
        (frozenset({"convenience", "supermarket"}), 0.06),
        (frozenset({"e-commerce", "export", "supermarket"}), 0.05),
        (frozenset({"convenience", "e-commerce", "own-shop"}), 0.05),
    ]
)


@dataclass(frozen=True, slots=True)
class Maker:
    """A producer on its way into the register with what it makes; `brand` is empty for households."""

    entry: MakerEntry
    home: Home
    brand: str
    trade: tuple[Speciality, ...]


class Names:
    """Names that no real firm bears: each says Minh Họa, none a person; numbered, so that each is the only one."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def name(self, kind: ProducerKind, home: Home, brand: str) -> str:
        """A name for a producer of this kind."""
        if kind is ProducerKind.HOUSEHOLD:
            return self._numbered("Hộ kinh doanh Minh Họa số")
        if kind is ProducerKind.ENTERPRISE:
            return self._numbered(f"Công ty TNHH Minh Họa {brand}")
        stem = {
            ProducerKind.COOPERATIVE: "HTX Minh Họa",
            ProducerKind.COOPERATIVE_GROUP: "Tổ hợp tác Minh Họa",
            ProducerKind.FARM: "Trang trại Minh Họa",
            ProducerKind.ASSOCIATION: "Hội du lịch Minh Họa",
        }[kind]
        return self._numbered(f"{stem} {home.commune.name}")

    def _numbered(self, stem: str) -> str:
        number = self._counts[stem] = self._counts.get(stem, 0) + 1
        return f"{stem} số {number}" if stem[-1].isdigit() else f"{stem} {number}"


def makers(chance: Chance, products: int, regions: tuple[Region, ...]) -> Iterator[Maker]:
    """Producers until all products have one, the regions mixed and each filled exactly."""
    left = shape.quotas(products, regions)
    groups = shape.group_shares(regions, left)
    names = Names()
    remaining = products
    while remaining:
        index = _region(left, int(chance.roll() * remaining))
        maker = _maker(chance, regions[index], chance.of(groups[index]), left[index], names)
        left[index] -= len(maker.trade)
        remaining -= len(maker.trade)
        yield maker


def _region(left: list[int], place: int) -> int:
    """The region that the product at this place in line belongs to."""
    for index, count in enumerate(left):
        if place < count:
            return index
        place -= count
    raise AssertionError("a place beyond the line")


def _maker(chance: Chance, region: Region, group: str, left: int, names: Names) -> Maker:
    kind = chance.of(shape.HOSTS if group == TOURISM else shape.KINDS)
    home = region.home(chance)
    brand = "" if kind is ProducerKind.HOUSEHOLD else chance.pick(BRANDS)
    count = min(chance.of(shape.SMALL if kind is ProducerKind.HOUSEHOLD else shape.LARGE), left)
    trade = _trade(chance, region.specialities[group], count)
    size = chance.of(SIZES.get(kind, SIZES_ELSE))
    low, high = WORKERS[size]
    workers = chance.between(low, high)
    entry = MakerEntry(
        name=names.name(kind, home, brand),
        place=home.place,
        kind=kind.value,
        size=chance.known(size, MISSING),
        led_by_woman=chance.known(chance.happens(LED_BY_WOMAN), MISSING),
        led_by_minority=chance.known(chance.happens(region.minority_led), MISSING),
        workers=chance.known(workers, MISSING),
        trained_workers=chance.known(int(workers * chance.roll() * 0.55), MISSING),
        channels=chance.known(chance.of(CHANNELS), MISSING),
        green_chain=chance.known(chance.happens(GREEN), MISSING),
        craft_village=_craft_village(chance, trade[0], home),
    )
    return Maker(entry, home, brand, trade)


def _trade(chance: Chance, known: tuple[Speciality, ...], count: int) -> tuple[Speciality, ...]:
    """What a maker makes: one speciality mostly, others of the same group now and then."""
    first = chance.pick(known)
    more = (first if chance.happens(SAME_SPECIALITY) else chance.pick(known) for _ in range(count - 1))
    return (first, *more)


def _craft_village(chance: Chance, speciality: Speciality, home: Home) -> str | None:
    if speciality.set_number not in CRAFTS or not chance.happens(IN_CRAFT_VILLAGE):
        return None
    return f"Làng nghề {speciality.family.label} {home.commune.name} (minh họa)"

"""Where the made-up makers live: real communes since 1 July 2025, by the former province they lay in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ocop import reference
from ocop.demo.chance import Chance
from ocop.demo.goods import Speciality, specialities
from ocop.domain.entries import Place
from ocop.domain.places import Commune, Province

RURAL = "Xã"
ZONE = "Đặc khu"
ZONES_WITH_MAKERS = frozenset({"Phú Quốc", "Lý Sơn", "Côn Đảo", "Cát Hải", "Vân Đồn", "Kiên Hải", "Thổ Châu"})
RURAL_SHARE = 0.88
DISTRICTS = 8


@dataclass(frozen=True, slots=True)
class Home:
    """A commune with the words that say where it is; `district` numbers a made-up district of the time of districts."""

    commune: Commune
    place: Place
    words: str
    words_en: str
    province: str
    district: int


@dataclass(frozen=True, slots=True)
class Region:
    """One of the 63 former provinces as the illustration sees it; `weight` is a rough share, not a published figure."""

    code: str
    weight: float
    minority_led: float
    rural: tuple[Home, ...]
    other: tuple[Home, ...]
    specialities: dict[str, tuple[Speciality, ...]]

    def home(self, chance: Chance) -> Home:
        """A commune of the region, mostly a rural one."""
        return chance.pick(self.rural if not self.other or chance.happens(RURAL_SHARE) else self.other)


def called(province: Province, day: date) -> str:
    """`tỉnh Bắc Ninh` or, once it is one, `thành phố Bắc Ninh`."""
    city = province.full_name.startswith("Thành phố") or (
        province.city_since is not None and province.city_since <= day
    )
    return f"{'thành phố' if city else 'tỉnh'} {province.name}"


def regions() -> tuple[Region, ...]:
    """The 63 former provinces with their communes and specialities, in order of code."""
    then = _stated_then()
    rural: dict[str, list[Home]] = {}
    other: dict[str, list[Home]] = {}
    for commune in reference.communes().values():
        if commune.type != ZONE or commune.name in ZONES_WITH_MAKERS:
            homes = rural if commune.type == RURAL else other
            homes.setdefault(commune.former, []).append(_home(commune, then))
    known = specialities()
    return tuple(
        Region(
            code=row["province_63"],
            weight=float(row["weight"]),
            minority_led=float(row["minority_led"]),
            rural=tuple(rural[row["province_63"]]),
            other=tuple(other.get(row["province_63"], ())),
            specialities=_by_group(known[row["province_63"]]),
        )
        for row in reference.rows("demo/provinces.csv")
    )


def _by_group(those: tuple[Speciality, ...]) -> dict[str, tuple[Speciality, ...]]:
    found: dict[str, list[Speciality]] = {}
    for speciality in those:
        found.setdefault(speciality.group, []).append(speciality)
    return {group: tuple(members) for group, members in found.items()}


def _stated_then() -> dict[str, str]:
    """For each present commune a real one that became part of it, as a decision before the mergers would state it."""
    districts, provinces, found = reference.former_districts(), reference.former_provinces(), dict[str, str]()
    for each in reference.former_communes().values():
        if each.province != reference.communes()[each.successor].former:
            continue
        names = (each.name, districts[each.district].name, provinces[each.province].full_name)
        stated = ", ".join(f"{name[0].lower()}{name[1:]}" for name in names)
        if each.name.split(" ", 1)[-1] == reference.communes()[each.successor].name:
            found[each.successor] = stated  # the one that gave its name
        found.setdefault(each.successor, stated)
    return found


def _home(commune: Commune, then: dict[str, str]) -> Home:
    province = reference.provinces()[commune.province]
    local = f"{commune.type.lower()} {commune.name}"
    return Home(
        commune=commune,
        place=Place(
            stated=then.get(commune.code, ""),
            commune=commune.code,
            province=commune.province,
            former_province=commune.former,
        ),
        words=f"{local}, {province.name}",
        words_en=f"{commune.name}, {province.name}",
        province=province.name,
        district=int(commune.code) % DISTRICTS + 1,
    )

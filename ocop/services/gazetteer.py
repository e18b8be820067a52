"""Places by what people write: names and addresses of either vintage, read with a date, as codes of both.

Everything is looked up in the tables under `data/places/`; nothing asks a network.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from ocop import reference
from ocop.domain.entries import Place
from ocop.domain.official_codes import OfficialCode
from ocop.domain.places import MERGERS, FormerCommune
from ocop.domain.text import fold

_PROVINCE = re.compile(r"^(tinh|thanh pho|tp) ")
_DISTRICT = re.compile(r"^(huyen|quan|thi xa|thanh pho|tp|tx) ")
_COMMUNE = re.compile(r"^(xa|phuong|thi tran|dac khu|tt|p) ")
_WARD = re.compile(r"^p (?=\d)")
_QUARTER = re.compile(r"^q (?=\d)")
_ZERO = re.compile(r"\b0+(\d)")


@dataclass(frozen=True)
class Resolved:
    """A place as far as it could be matched, with what stood in the way."""

    place: Place
    doubts: tuple[str, ...] = ()


class Gazetteer:
    """The tables of places as a lookup; `province_existed` is what the reader of annexes asks."""

    def province_existed(self, name: str, on: date) -> bool:
        """Whether a province of that name, alias or spelling existed on a day."""
        return _key(name, _PROVINCE) in _provinces(on < MERGERS)

    def province(self, name: str, on: date) -> str | None:
        """The code, in the table of that day, of the province so called."""
        return _provinces(on < MERGERS).get(_key(name, _PROVINCE))

    def resolve(self, address: str, on: date) -> Resolved:
        """The place that an address names, read with the date of its decision.

        Decisions of the first months after the mergers still used the old names: where the table of the day knows
        no such province, the other one is tried, and that is said.
        """
        return _resolve(address.strip(), on < MERGERS)

    def place_of(self, code: OfficialCode) -> Resolved:
        """The place that an official code names, checked against the tables of its time."""
        if not code.before_mergers:
            commune = reference.communes().get(code.commune)
            if commune is None or commune.province != code.province:
                return Resolved(Place(), (f"xã {code.commune} không thuộc tỉnh {code.province} từ 1/7/2025",))
            return Resolved(Place(commune=commune.code, province=commune.province, former_province=commune.former))
        known = reference.former_communes().get(code.commune)
        if known is None or (known.district, known.province) != (code.district, code.province):
            doubt = f"xã {code.commune}, huyện {code.district}, tỉnh {code.province} không có trong bảng đến 30/6/2025"
            former = reference.former_provinces().get(code.province)
            place = Place(province=former.successor, former_province=former.code) if former else Place()
            return Resolved(place, (doubt,))
        return _from_former(known, "")


@lru_cache(maxsize=20_000)
def _resolve(address: str, before: bool) -> Resolved:
    parts = [part for part in (_tidy(part) for part in re.split(r"[,;\n]| - ", address)) if part]
    found = _in_table(parts, address, before)
    if found is not None:
        return found
    other = _in_table(parts, address, not before)
    if other is not None:
        then = "trước" if not before else "từ"
        return Resolved(other.place, (*other.doubts, f"địa danh {then} 1/7/2025 trong quyết định ban hành khi khác"))
    return Resolved(Place(stated=address), ("không nhận ra tỉnh trong địa chỉ",))


def _in_table(parts: list[str], address: str, before: bool) -> Resolved | None:
    """Look an address up from its right end: province, then district, then commune; None without a province."""
    for place in range(len(parts) - 1, -1, -1):
        province = _provinces(before).get(_strip(parts[place], _PROVINCE))
        if province is not None:
            rest = parts[:place]
            return _former_commune(rest, address, province) if before else _present_commune(rest, address, province)
    return None


def _present_commune(parts: list[str], address: str, province: str) -> Resolved:
    for part in reversed(parts):
        found = _present_communes().get((province, part)) or _present_communes().get((province, _strip(part, _COMMUNE)))
        if found and len(found) == 1:
            commune = reference.communes()[found[0]]
            return Resolved(
                Place(stated=address, commune=commune.code, province=province, former_province=commune.former)
            )
    return Resolved(Place(stated=address, province=province), ("không nhận ra xã, phường trong địa chỉ",))


def _former_commune(parts: list[str], address: str, province: str) -> Resolved:
    successor = reference.former_provinces()[province].successor
    district = next((d for part in reversed(parts) if (d := _former_districts().get((province, part)))), None)
    for part in reversed(parts):
        for name in (part, _strip(part, _COMMUNE)):
            found = _former_communes().get((district or province, name), ())
            if len(found) == 1:
                return _from_former(reference.former_communes()[found[0]], address)
    doubt = "không nhận ra xã, phường trong địa chỉ"
    return Resolved(Place(stated=address, province=successor, former_province=province), (doubt,))


def _from_former(known: FormerCommune, address: str) -> Resolved:
    successor = reference.communes()[known.successor]
    place = Place(stated=address, commune=successor.code, province=successor.province, former_province=known.province)
    return Resolved(place, (f"{known.name} đã chia về nhiều xã: lấy phần lớn hơn",) if known.split else ())


@cache
def _provinces(before: bool) -> dict[str, str]:
    """Codes by folded name, alias and full name, of the 63 or the 34."""
    known = reference.former_provinces().values() if before else reference.provinces().values()
    names: dict[str, str] = {}
    for province in known:
        for name in (province.name, *province.aliases, province.full_name):
            names[_strip(_tidy(name), _PROVINCE)] = province.code
    return names


@cache
def _present_communes() -> dict[tuple[str, str], tuple[str, ...]]:
    """Codes by province and folded name, with and without the type."""
    return _by_name(
        ((commune.province, name), commune.code)
        for commune in reference.communes().values()
        for name in (f"{commune.type} {commune.name}", commune.name)
    )


@cache
def _former_districts() -> dict[tuple[str, str], str]:
    """Codes by province and folded name; without the type only where that is unique."""
    districts = reference.former_districts().values()
    exact = {(each.province, _tidy(each.name)): each.code for each in districts}
    bare = _by_name(((each.province, _strip(_tidy(each.name), _DISTRICT)), each.code) for each in districts)
    short = {(each.province, re.sub(r"^thanh pho ", "tp ", _tidy(each.name))): each.code for each in districts}
    return {key: codes[0] for key, codes in bare.items() if len(codes) == 1} | short | exact


@cache
def _former_communes() -> dict[tuple[str, str], tuple[str, ...]]:
    """Codes by district or province (codes of two and three digits never meet) and folded name."""
    return _by_name(
        ((area, name), commune.code)
        for commune in reference.former_communes().values()
        for area in (commune.district, commune.province)
        for name in {commune.name, _COMMUNE.sub("", _tidy(commune.name))}
    )


def _by_name(pairs: Iterable[tuple[tuple[str, str], str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for (area, name), code in pairs:
        found[area, _tidy(name)][code] = None
    return {key: tuple(codes) for key, codes in found.items()}


def _tidy(text: str) -> str:
    """Folded, with `P. 01` as `phuong 1` and `Q.3` as `quan 3`."""
    return _QUARTER.sub("quan ", _WARD.sub("phuong ", _ZERO.sub(r"\1", fold(text))))


def _key(text: str, prefix: re.Pattern[str]) -> str:
    return _strip(_tidy(text), prefix)


def _strip(folded: str, prefix: re.Pattern[str]) -> str:
    return prefix.sub("", folded)

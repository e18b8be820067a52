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
from ocop.domain.said import say
from ocop.domain.text import fold, same_name

_PROVINCE = re.compile(r"^(?:tinh|thanh pho) ")
_DISTRICT = re.compile(r"^(?:huyện|quận|thị xã|thành phố|huyen|quan|thi xa|thanh pho) ")
_COMMUNE = re.compile(r"^(?:xã|phường|thị trấn|đặc khu|xa|phuong|thi tran|dac khu) ")
_SHORT = {"p": "phường", "tt": "thị trấn", "h": "huyện", "q": "quận", "tx": "thị xã", "tp": "thành phố"}
_ZERO = re.compile(r"\b0+(?=\d)")
_BREAK = re.compile(r"[,;\n]")
_DASH = re.compile(r"[,;\n]| [-–] ")

_UNKNOWN = say("không nhận ra xã, phường trong địa chỉ")
_SHARED = say("địa chỉ hợp với nhiều xã, phường: không chọn xã nào")
_EARLIER = say("địa danh trước 1/7/2025 trong quyết định ban hành khi khác")
_LATER = say("địa danh từ 1/7/2025 trong quyết định ban hành khi khác")

_Table = dict[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True)
class _Part:
    """What stands between two commas, as keys to look up, the fullest first: with its tones and folded."""

    toned: tuple[str, ...]
    folded: tuple[str, ...]
    commune: bool
    number: bool
    province: str

    def codes(self, table: _Table, area: str, tones: bool) -> tuple[str, ...]:
        """What the table holds under the first of the keys that it knows."""
        keys = self.toned if tones else self.folded
        return next((found for key in keys if (found := table.get((area, key)))), ())


@dataclass(frozen=True)
class Resolved:
    """A place as far as it could be matched, with what stood in the way."""

    place: Place
    doubts: tuple[str, ...] = ()


class Gazetteer:
    """The tables of places as a lookup; `province_existed` is what the reader of annexes asks."""

    def province_existed(self, name: str, on: date) -> bool:
        """Whether a province of that name, alias or spelling existed on a day."""
        return _part(name).province in _provinces(on < MERGERS)

    def province(self, name: str, on: date) -> str | None:
        """The code, in the table of that day, of the province so called."""
        return _provinces(on < MERGERS).get(_part(name).province)

    def resolve(self, address: str, on: date) -> Resolved:
        """The place that an address names, read with the date of its decision.

        Decisions of the first months after the mergers still used the old names: where the table of the day knows
        no such province, the other one is tried, and that is said.
        """
        return _resolve(address.strip(), on < MERGERS)

    def place_of(self, code: OfficialCode) -> Resolved:
        """The place that an official code names, checked against the tables of its time."""
        parts = {"commune": code.commune, "district": code.district, "province": code.province}
        if not code.before_mergers:
            commune = reference.communes().get(code.commune)
            if commune is None or commune.province != code.province:
                return Resolved(Place(), (say("xã {commune} không thuộc tỉnh {province} từ 1/7/2025", **parts),))
            return Resolved(Place(commune=commune.code, province=commune.province, former_province=commune.former))
        known = reference.former_communes().get(code.commune)
        if known is None or (known.district, known.province) != (code.district, code.province):
            doubt = say("xã {commune}, huyện {district}, tỉnh {province} không có trong bảng đến 30/6/2025", **parts)
            former = reference.former_provinces().get(code.province)
            place = Place(province=former.successor, former_province=former.code) if former else Place()
            return Resolved(place, (doubt,))
        return _from_former(known, "")


@lru_cache(maxsize=20_000)
def _resolve(address: str, before: bool) -> Resolved:
    if (found := _in_table(address, before)) is not None:
        return found
    if (other := _in_table(address, not before)) is not None:
        return Resolved(other.place, (*other.doubts, _LATER if before else _EARLIER))
    return Resolved(Place(stated=address), (say("không nhận ra tỉnh trong địa chỉ"),))


def _in_table(address: str, before: bool) -> Resolved | None:
    """Look an address up in whole parts, and only where that leads to no commune also in those between dashes."""
    whole = _in_parts(_parts(address, _BREAK), address, before)
    if (whole is not None and (whole.place.commune or _SHARED in whole.doubts)) or not _DASH.search(address):
        return whole
    apart = _in_parts(_parts(address, _DASH), address, before)
    return apart if whole is None or (apart is not None and apart.place.commune) else whole


def _in_parts(parts: list[_Part], address: str, before: bool) -> Resolved | None:
    """Look an address up from its right end: province, then district, then commune; None without a province."""
    for place in range(len(parts) - 1, -1, -1):
        province = _provinces(before).get(parts[place].province)
        if province is not None:
            rest = parts[:place]
            return _former_commune(rest, address, province) if before else _present_commune(rest, address, province)
    return None


def _present_commune(parts: list[_Part], address: str, province: str) -> Resolved:
    found = _communes_named(parts, (province,), address, before=False)
    if len(found) != 1:
        return Resolved(Place(stated=address, province=province), (_SHARED if found else _UNKNOWN,))
    commune = reference.communes()[found[0]]
    return Resolved(Place(stated=address, commune=commune.code, province=province, former_province=commune.former))


def _former_commune(parts: list[_Part], address: str, province: str) -> Resolved:
    rest, districts = _district(parts, address, province)
    known = [reference.former_communes()[c] for c in _communes_named(rest, districts or (province,), address, True)]
    if len({each.successor for each in known}) == 1:
        return _from_former(max(known, key=lambda each: each.split), address)
    successor = reference.former_provinces()[province].successor
    place = Place(stated=address, province=successor, former_province=province)
    return Resolved(place, (_SHARED if known else _UNKNOWN,))


def _district(parts: list[_Part], address: str, province: str) -> tuple[list[_Part], tuple[str, ...]]:
    """The codes of the rightmost part that names a district, and the parts without it.

    A number alone is a district only after a commune: before it, it is that of a house.
    """
    for place in range(len(parts) - 1, -1, -1):
        if parts[place].number and not any(part.commune for part in parts[:place]):
            continue
        for tones in _ways(address):
            codes = parts[place].codes(_former_districts(tones), province, tones)
            if codes:
                return parts[:place] + parts[place + 1 :], codes
    return parts, ()


def _communes_named(parts: list[_Part], areas: tuple[str, ...], address: str, before: bool) -> list[str]:
    """The codes of all communes that the parts may mean; where some say that they are communes, of those alone."""
    stated = [part for part in parts if part.commune] or parts
    for tones in _ways(address):
        table = _former_communes(tones) if before else _present_communes(tones)
        found = dict.fromkeys(code for part in stated for area in areas for code in part.codes(table, area, tones))
        if found:
            return list(found)
    return []


def _ways(address: str) -> tuple[bool, ...]:
    """With the tones first; where an address has none at all, their absence says nothing."""
    return (False,) if address.isascii() else (True, False)


def _from_former(known: FormerCommune, address: str) -> Resolved:
    successor = reference.communes()[known.successor]
    place = Place(stated=address, commune=successor.code, province=successor.province, former_province=known.province)
    split = (say("{name} đã chia về nhiều xã: lấy phần lớn hơn", name=known.name),) if known.split else ()
    return Resolved(place, split)


@cache
def _provinces(before: bool) -> dict[str, str]:
    """Codes by folded name, alias and full name, of the 63 or the 34."""
    known = reference.former_provinces().values() if before else reference.provinces().values()
    return {
        _part(name).province: province.code
        for province in known
        for name in (province.name, *province.aliases, province.full_name)
    }


@cache
def _present_communes(tones: bool) -> _Table:
    """Codes by province and name, with and without the type."""
    known = reference.communes().values()
    return _by_name(((each.province, f"{each.type} {each.name}", each.code) for each in known), _COMMUNE, tones)


@cache
def _former_districts(tones: bool) -> _Table:
    """Codes by province and name, with and without the type: a town and the district around it may share a name."""
    known = reference.former_districts().values()
    return _by_name(((each.province, each.name, each.code) for each in known), _DISTRICT, tones)


@cache
def _former_communes(tones: bool) -> _Table:
    """Codes by district or province (codes of two and three digits never meet) and name, with and without the type."""
    known = reference.former_communes().values()
    named = ((area, each.name, each.code) for each in known for area in (each.district, each.province))
    return _by_name(named, _COMMUNE, tones)


def _by_name(named: Iterable[tuple[str, str, str]], prefix: re.Pattern[str], tones: bool) -> _Table:
    """Codes by area and key; a commune that is a number has no key without its type, as houses have numbers too."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for area, name, code in named:
        full = _tidy(name)
        bare = prefix.sub("", full)
        for key in {full} if bare.isdigit() and prefix is _COMMUNE else {full, bare}:
            found[area, key if tones else fold(key)][code] = None
    return {key: tuple(codes) for key, codes in found.items()}


def _parts(address: str, at: re.Pattern[str]) -> list[_Part]:
    return [part for part in map(_part, at.split(address)) if part.folded[0]]


@lru_cache(maxsize=20_000)
def _part(text: str) -> _Part:
    full = _tidy(text)
    bare = (_DISTRICT if _DISTRICT.match(full) else _COMMUNE).sub("", full)
    folded = fold(full)
    toned = (full,) if bare == full else (full, bare)
    return _Part(
        toned=toned,
        folded=(folded,) if bare == full else (folded, fold(bare)),
        commune=_COMMUNE.match(full) is not None,
        number=full.isdigit(),
        province=_PROVINCE.sub("", folded),
    )


def _tidy(text: str) -> str:
    """The name with its tones, `P. 01` as `phường 1` and `Q.3` as `quận 3`."""
    name = _ZERO.sub("", same_name(text))
    first, space, rest = name.partition(" ")
    return f"{_SHORT[first]} {rest}" if space and first in _SHORT else name

"""From a row of an annex to an entry: place, kind of maker, level, set and official code, each with its doubts."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from ocop import reference
from ocop.domain import codes, official_codes
from ocop.domain.dates import Stated
from ocop.domain.entries import DecisionEntry, EventEntry, MakerEntry, Place, ProductEntry
from ocop.domain.promotion import sounds_alcoholic
from ocop.domain.recognition import Evidence, Kind, Level
from ocop.domain.said import say
from ocop.domain.taxonomy import is_private, kind_of
from ocop.domain.text import fold
from ocop.intake import AnnexRow
from ocop.services.gazetteer import Gazetteer, Resolved

_PHONE = re.compile(r"(?i)(?:\b(?:đt|sđt|tel|điện thoại|hotline|zalo)\b[\s.:]*)?\+?\d(?:[\s.\-]?\d){7,}")
_BEHIND = re.compile(r"[,;\n(]| [-–] ")
_PROVINCE = re.compile(r"(?i)(?:tỉnh|thành phố|tp\.?)\s+.+$")
_CUT = say("đã bỏ số điện thoại hoặc địa chỉ ghi sau tên chủ thể")
_DRINK = say("tên là đồ uống có cồn, tệp không nêu bộ sản phẩm: sổ ghi lưu ý độ tuổi và không quảng bá")
_DISTRICT = re.compile(r"\b(huyen|thi xa|quan)\b")


@dataclass(frozen=True)
class Of:
    """What holds for all rows of a file that do not say it themselves."""

    evidence: Evidence
    valid_from: date | None = None
    rule: str | None = None


def entry(
    row: AnnexRow, gazetteer: Gazetteer, file: Of, *, maker: MakerEntry | None = None, kind: str | None = None
) -> tuple[ProductEntry, list[str]]:
    """A new product from a row, under a code of its own, and what a person should look at.

    `maker` is who a person says that it is, `kind` what they say that a new one is; else the row tells.
    """
    assert row.decided_on is not None, "a row of recognitions has its date"
    resolved = Resolved(maker.place) if maker else place(row, row.decided_on, gazetteer)
    maker, cut = (maker, ()) if maker else maker_at(row.producer, resolved.place, kind)
    level, doubts = level_of(row)
    codes_, more = _official(row.official_code, gazetteer, resolved.place)
    number = _set_number(row.set_text) if row.set_text else None
    event = EventEntry(
        kind=Kind.RECOGNISED,
        decision=_decision(row.decision, row.decided_on, row.authority, level, file.evidence),
        stars=row.stars,
        points=row.points,
        valid_from=row.valid_from or file.valid_from,
        rule=row.rule or file.rule,
    )
    made = ProductEntry(
        code=new_code(),
        name=row.product,
        maker=maker,
        history=(event,),
        set_number=number,
        set_by="decision" if number else "",
        official_codes=codes_,
    )
    abroad = _abroad(row.authority, row.decided_on, resolved.place.province, gazetteer)
    drink = [_DRINK] if number is None and sounds_alcoholic(row.product) else []
    return made, [*row.flags, *resolved.doubts, *doubts, *more, *cut, *abroad, *drink]


def new_code() -> str:
    """A code that nobody can guess; those that begin with MH are left to the illustration."""
    while True:
        body = "".join(islice(_CHANCE, codes.LENGTH - 1))
        if not body.startswith("MH"):
            return codes.with_check(body)


def _chance() -> Iterator[str]:
    """Characters of codes without end, from chance that is asked for a block at a time."""
    while True:
        yield from [codes.ALPHABET[byte % 32] for byte in secrets.token_bytes(4096)]


_CHANCE = _chance()


def place(row: AnnexRow, on: date, gazetteer: Gazetteer) -> Resolved:
    """Where a row's maker is: its address, its columns, and last the province that the authority belongs to."""
    address = row.address
    if parts := [part for part in (row.commune, row.district, row.province) if part]:
        written = fold(address)
        address = ", ".join([*filter(None, [address]), *(part for part in parts if fold(part) not in written)])
    return located(address, row.authority, on, gazetteer)


def located(address: str, authority: str, on: date, gazetteer: Gazetteer) -> Resolved:
    """The place of an address; where it names no province, of the one that the authority belongs to."""
    found = gazetteer.resolve(address, on)
    if found.place.province is None and authority:
        home = re.sub(r"^\s*(ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+", "", authority, flags=re.IGNORECASE)
        wider = gazetteer.resolve(f"{address}, {home}", on)
        if wider.place.province is not None:
            return replace(wider, place=_stated(wider.place, address))
    return found


def maker_at(written: str, found: Place, kind: str | None = None) -> tuple[MakerEntry, tuple[str, ...]]:
    """A maker from its name as written, at a place, and what was left out of the name.

    `kind` is what it is known to be; else its name tells. Either may say that the place may be a home.
    """
    maker = _maker(written)
    kind = kind or maker.kind
    # Of what may be a home nothing is kept as it was written: the matched commune stands for it.
    at_home = is_private(kind) or (maker.kind is not None and is_private(maker.kind))
    stated = "" if at_home else _without_phones(found.stated)
    return MakerEntry(name=maker.name, kind=kind, place=_stated(found, stated)), maker.cut


class Maker(NamedTuple):
    """A maker as its name tells; `cut` where something was typed behind it that was left out."""

    name: str
    kind: str | None
    cut: tuple[str, ...]


@lru_cache(maxsize=20_000)
def _maker(written: str) -> Maker:
    """A maker's name without a telephone number or an address that was typed behind it."""
    name = _PHONE.sub("", written)
    kind = kind_of(name)
    name = _BEHIND.split(name, maxsplit=1)[0] if is_private(kind) else name
    name = name.strip(" ,;-–:()\n")
    is_cut = name != written.strip()
    return Maker(name, kind_of(name) if is_cut else kind, (_CUT,) if is_cut else ())


@lru_cache(maxsize=20_000)
def _without_phones(address: str) -> str:
    return _PHONE.sub("", address).strip(" ,;-–:")


def _stated(found: Place, stated: str) -> Place:
    """The same place in other words."""
    if stated == found.stated:
        return found
    return Place(stated=stated, commune=found.commune, province=found.province, former_province=found.former_province)


@lru_cache(maxsize=1000)
def _decision(number: str, on: date, authority: str, level: Level, evidence: Evidence) -> DecisionEntry:
    return DecisionEntry(
        number=number,
        stated=Stated(on.year, on.month, on.day),
        authority=authority,
        level=level,
        evidence=evidence,
        source=f"Phụ lục Quyết định {number}",
    )


def level_of(row: AnnexRow) -> tuple[Level, list[str]]:
    """Who recognised: as the row says, else by the authority's name, else by the stars, which is then said."""
    level = row.level or level_named(row.authority)
    if level:
        return level, []
    level = Level.NATION if row.stars == 5 else Level.PROVINCE
    return level, [say("không rõ cấp công nhận từ cơ quan ban hành: hiểu theo hạng sao")]


def official(row: AnnexRow) -> list[str]:
    """The official code that a row states, tidied, where it can be read."""
    try:
        return [str(official_codes.parse(row.official_code))] if row.official_code else []
    except ValueError:
        return []


def _abroad(authority: str, on: date, province: str | None, gazetteer: Gazetteer) -> list[str]:
    """Whether a maker's place lies outside the province whose committee decided."""
    found = _PROVINCE.search(authority)
    if not found or province is None:
        return []
    home = gazetteer.resolve(found[0], on).place.province
    if not home or home == province:
        return []
    return [say("địa chỉ không thuộc địa bàn của {authority}", authority=authority)]


@lru_cache(maxsize=1000)
def level_named(authority: str) -> Level | None:
    """Which level an authority is of by its name; None where that does not tell."""
    folded = fold(authority)
    if folded.startswith("bo "):
        return Level.NATION
    if _DISTRICT.search(folded):
        return Level.DISTRICT
    if "tinh" in folded or "thanh pho" in folded or "tp" in folded.split():
        return Level.PROVINCE
    return None


def _official(written: str, gazetteer: Gazetteer, place: Place) -> tuple[tuple[str, ...], list[str]]:
    if not written:
        return (), []
    try:
        code = official_codes.parse(written)
    except ValueError as error:
        return (), [error.args[0]]
    found = gazetteer.place_of(code)
    doubts = list(found.doubts)
    if found.place.province and place.province and found.place.province != place.province:
        doubts.append(say("mã {code} thuộc tỉnh khác với địa chỉ", code=str(code)))
    return (str(code),), doubts


def _set_number(written: str) -> int | None:
    """The set that a row names by number or by name; None where it only names a group or nothing."""
    digits = re.match(r"\s*(?:bộ\s*)?(\d{1,2})\b", written, re.IGNORECASE)
    if digits and int(digits[1]) in reference.product_sets():
        return int(digits[1])
    return _set_names().get(fold(written))


@cache
def _set_names() -> dict[str, int]:
    return {fold(each.name): each.number for each in reference.product_sets().values()}

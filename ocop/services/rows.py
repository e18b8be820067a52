"""From a row of an annex to an entry: place, kind of maker, level, set and official code, each with its doubts."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from ocop import reference
from ocop.domain import codes, official_codes
from ocop.domain.dates import Stated
from ocop.domain.entries import DecisionEntry, EventEntry, MakerEntry, Place, ProductEntry
from ocop.domain.recognition import Evidence, Kind, Level
from ocop.domain.taxonomy import is_private, kind_of
from ocop.domain.text import fold
from ocop.intake import AnnexRow
from ocop.services.gazetteer import Gazetteer, Resolved

_PHONE = re.compile(r"(?i)(?:\b(?:đt|sđt|tel|điện thoại|hotline|zalo)\b[\s.:]*)?\+?\d(?:[\s.\-]?\d){7,}")
_BEHIND = re.compile(r"[,;\n(]| [-–] ")
_PROVINCE = re.compile(r"(?i)(?:tỉnh|thành phố|tp\.?)\s+.+$")
_DISTRICT = re.compile(r"\b(huyen|thi xa|quan)\b")


def entry(row: AnnexRow, gazetteer: Gazetteer, *, evidence: Evidence, source: str) -> tuple[ProductEntry, list[str]]:
    """A new product from a row, under a code of its own, and what a person should look at."""
    assert row.decided_on is not None, "a row of recognitions has its date"
    name, cut = maker_name(row.producer)
    kind = kind_of(name)
    resolved = place(row, row.decided_on, gazetteer)
    # Of what may be a home nothing is kept as it was written: the matched commune stands for it.
    stated = "" if is_private(kind) else _PHONE.sub("", resolved.place.stated).strip(" ,;-–:")
    level, doubts = level_of(row)
    codes_, more = _official(row.official_code, gazetteer, resolved.place)
    more += [*cut, *_abroad(row, resolved.place, gazetteer)]
    number = _set_number(row.set_text)
    decision = DecisionEntry(
        number=row.decision,
        stated=Stated(row.decided_on.year, row.decided_on.month, row.decided_on.day),
        authority=row.authority,
        level=level,
        evidence=evidence,
        source=source,
    )
    made = ProductEntry(
        code=new_code(),
        name=row.product,
        maker=MakerEntry(name=name, kind=kind, place=replace(resolved.place, stated=stated)),
        history=(EventEntry(kind=Kind.RECOGNISED, decision=decision, stars=row.stars, points=row.points),),
        set_number=number,
        set_by="decision" if number else "",
        official_codes=codes_,
    )
    return made, [*row.flags, *resolved.doubts, *doubts, *more]


def new_code() -> str:
    """A code that nobody can guess; those that begin with MH are left to the illustration."""
    while True:
        body = "".join(codes.ALPHABET[byte % 32] for byte in secrets.token_bytes(codes.LENGTH - 1))
        if not body.startswith("MH"):
            return codes.with_check(body)


def place(row: AnnexRow, on: date, gazetteer: Gazetteer) -> Resolved:
    """Where a row's maker is: its address, its columns, and last the province that the authority belongs to."""
    written = fold(row.address)
    parts = [part for part in (row.commune, row.district, row.province) if part and fold(part) not in written]
    address = ", ".join([*filter(None, [row.address]), *parts])
    found = gazetteer.resolve(address, on)
    if found.place.province is None and row.authority:
        home = re.sub(r"^\s*(ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+", "", row.authority, flags=re.IGNORECASE)
        wider = gazetteer.resolve(f"{address}, {home}", on)
        if wider.place.province is not None:
            return replace(wider, place=replace(wider.place, stated=address))
    return found


def maker_name(written: str) -> tuple[str, list[str]]:
    """A maker's name without a telephone number or an address that was typed behind it."""
    name = _PHONE.sub("", written)
    name = _BEHIND.split(name, maxsplit=1)[0] if is_private(kind_of(name)) else name
    name = name.strip(" ,;-–:()\n")
    return (name, []) if name == written.strip() else (name, ["đã bỏ số điện thoại hoặc địa chỉ ghi sau tên chủ thể"])


def level_of(row: AnnexRow) -> tuple[Level, list[str]]:
    """Who recognised: as the row says, else by the authority's name, else by the stars, which is then said."""
    level = row.level or _level(row.authority)
    if level:
        return level, []
    level = Level.NATION if row.stars == 5 else Level.PROVINCE
    return level, ["không rõ cấp công nhận từ cơ quan ban hành: hiểu theo hạng sao"]


def official(row: AnnexRow) -> list[str]:
    """The official code that a row states, tidied, where it can be read."""
    try:
        return [str(official_codes.parse(row.official_code))] if row.official_code else []
    except ValueError:
        return []


def _abroad(row: AnnexRow, place: Place, gazetteer: Gazetteer) -> list[str]:
    """Whether a maker's place lies outside the province whose committee decided."""
    found = _PROVINCE.search(row.authority)
    if not found or row.decided_on is None or place.province is None:
        return []
    home = gazetteer.resolve(found[0], row.decided_on).place
    if home.province and home.province != place.province:
        return [f"địa chỉ không thuộc địa bàn của {row.authority}"]
    return []


@lru_cache(maxsize=1000)
def _level(authority: str) -> Level | None:
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
        return (), [str(error)]
    found = gazetteer.place_of(code)
    doubts = list(found.doubts)
    if found.place.province and place.province and found.place.province != place.province:
        doubts.append(f"mã {code} thuộc tỉnh khác với địa chỉ")
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

"""Which place a report is for, by what was typed: a code or a name of the places since 1 July 2025."""

from __future__ import annotations

from datetime import date

from ocop import reference
from ocop.documents.account import Area, Tier
from ocop.domain.places import MERGERS, Commune, Province
from ocop.domain.said import say
from ocop.domain.text import fold
from ocop.errors import QueryError
from ocop.services.gazetteer import Gazetteer

FEW = 3


def area(tier: Tier, typed: str | None, day: date) -> Area:
    """The place as its names stand on the day.

    Raises:
        QueryError: there is none such, or several; the sentence says what to type.
    """
    typed = (typed or "").strip()
    if tier is Tier.NATION:
        if typed:
            raise QueryError(say("Báo cáo toàn quốc không thuộc địa bàn nào: hãy bỏ --place."))
        return Area(tier, None, "Cả nước", None)
    if not typed:
        raise QueryError(say("Chưa chọn địa bàn: hãy đặt --place bằng tên hoặc mã."))
    if tier is Tier.PROVINCE:
        found = province(typed)
        return Area(tier, found.code, full_name(found, day), found.name)
    commune = _commune(typed)
    within = full_name(reference.provinces()[commune.province], day)
    return Area(tier, commune.code, f"{commune.type} {commune.name}", within[:1].lower() + within[1:])


def full_name(province: Province, day: date) -> str:
    """`Tỉnh Đồng Nai`, and since it became one `Thành phố Đồng Nai`."""
    became = province.city_since is not None and day >= province.city_since
    return f"Thành phố {province.name}" if became else province.full_name


def province(typed: str, option: str = "--place") -> Province:
    """The present province of a name or code; `option` is where it was typed.

    Raises:
        QueryError: there is none such; for one of the 63 the sentence says what it is part of now.
    """
    known = reference.provinces()
    code = typed if typed in known else Gazetteer().province(typed, MERGERS)
    if code is not None:
        return known[code]
    for former in reference.former_provinces().values():
        if fold(typed) in {fold(name) for name in (former.name, former.full_name, *former.aliases)}:
            now = known[former.successor].name
            raise QueryError(
                say(
                    "“{quoted}” nay thuộc {now} (từ 01/7/2025): hãy đặt {option} “{now}”.",
                    quoted=_quoted(typed),
                    now=now,
                    option=option,
                )
            )
    raise QueryError(
        say(
            "Không có tỉnh, thành phố “{quoted}”: hãy dùng tên hoặc mã của một trong 34 tỉnh, thành phố.",
            quoted=_quoted(typed),
        )
    )


def _commune(typed: str) -> Commune:
    known = reference.communes()
    if typed in known:
        return known[typed]
    if "," in typed:
        code = Gazetteer().resolve(typed, MERGERS).place.commune
        if code is not None:
            return known[code]
    named = [each for each in known.values() if fold(typed) in (fold(each.name), fold(f"{each.type} {each.name}"))]
    if len(named) == 1:
        return named[0]
    if named:
        some = "; ".join(f"“{each.name}, {reference.provinces()[each.province].name}”" for each in named[:FEW])
        raise QueryError(
            say(
                "Có {number} xã, phường tên “{quoted}”: hãy ghi thêm tỉnh, ví dụ {some}, hoặc dùng mã.",
                number=len(named),
                quoted=_quoted(typed),
                some=some,
            )
        )
    raise QueryError(
        say(
            "Không có xã, phường, đặc khu “{quoted}”: hãy dùng tên kèm tỉnh, ví dụ “Quảng Trực, Lâm Đồng”, hoặc mã.",
            quoted=_quoted(typed),
        )
    )


def _quoted(typed: str) -> str:
    return "".join(character for character in typed if character.isprintable())[:40]

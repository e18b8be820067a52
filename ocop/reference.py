"""The reference data in `data/`, read once: provinces of both vintages, communes, product sets."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache

from ocop.domain.claims import Phrase, Weight
from ocop.domain.places import Commune, FormerCommune, FormerDistrict, FormerProvince, Province
from ocop.domain.taxonomy import ProductSet
from ocop.domain.text import fold
from ocop.errors import DataError
from ocop.settings import DATA


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file below `data/`.

    Raises:
        DataError: the file is not there.

    """
    try:
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except FileNotFoundError:
        raise DataError(f"Thiếu tệp data/{name}: hãy lấy lại bản cài đặt đầy đủ.") from None


@cache
def provinces() -> dict[str, Province]:
    """The 34 provinces since 1 July 2025, by code."""
    return {
        row["code"]: Province(
            code=row["code"],
            name=row["name"],
            full_name=row["full_name"],
            city_since=date.fromisoformat(row["city_since"]) if row["city_since"] else None,
            region=row["region"],
            aliases=_aliases(row),
        )
        for row in rows("places/provinces_34.csv")
    }


@cache
def former_provinces() -> dict[str, FormerProvince]:
    """The 63 provinces to 30 June 2025, by code."""
    return {
        row["code"]: FormerProvince(row["code"], row["name"], row["full_name"], row["province_34"], _aliases(row))
        for row in rows("places/provinces_63.csv")
    }


@cache
def communes() -> dict[str, Commune]:
    """The 3,321 communes, wards and special zones at 1 July 2025, by code."""
    return {
        row["code"]: Commune(
            row["code"],
            row["name"],
            row["type"],
            row["province_34"],
            row["province_63"],
            float(row["lat"]),
            float(row["lon"]),
        )
        for row in rows("places/communes_2025.csv")
    }


@cache
def former_districts() -> dict[str, FormerDistrict]:
    """The 696 districts as of 30 June 2025, by code."""
    return {
        row["code"]: FormerDistrict(row["code"], row["name"], row["province_63"])
        for row in rows("places/districts_former.csv")
    }


@cache
def former_communes() -> dict[str, FormerCommune]:
    """The 10,035 communes as of 30 June 2025, by code."""
    return {
        row["code"]: FormerCommune(
            row["code"], row["name"], row["district"], row["province_63"], row["commune_2025"], bool(row["split"])
        )
        for row in rows("places/communes_former.csv")
    }


@cache
def product_sets() -> dict[int, ProductSet]:
    """The 26 product sets of QĐ 26/2026, by number."""
    return {
        int(row["number"]): ProductSet(
            int(row["number"]), row["name"], row["name_en"], row["group"], row["group_en"], row["agency"]
        )
        for row in rows("product_sets.csv")
    }


@cache
def claims() -> tuple[Phrase, ...]:
    """Words that a story may not hold, or that somebody should look at."""
    return tuple(
        Phrase(row["words"], row["about"], Weight(row["weight"]), row["source"], row["confidence"], row["note"])
        for row in rows("claims.csv")
    )


@cache
def groups() -> dict[str, tuple[str, str]]:
    """The six groups of product sets by code, with their names in Vietnamese and English."""
    return {_code(each.group): (each.group, each.group_en) for each in product_sets().values()}


@cache
def regions() -> dict[str, str]:
    """The six socio-economic regions by code, with their names, from north to south as the provinces are numbered."""
    return {_code(each.region): each.region for each in provinces().values()}


def _code(name: str) -> str:
    """A name as a stable code: `Đồng bằng sông Hồng` is `dong-bang-song-hong`."""
    return fold(name).replace(" ", "-")


def _aliases(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(alias for alias in row["aliases"].split("|") if alias)

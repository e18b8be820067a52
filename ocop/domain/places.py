"""Places of Vietnam, each read with a date: codes and names were used again after the mergers of 1 July 2025."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MERGERS = date(2025, 7, 1)

# The special zones Hoàng Sa and Trường Sa of Đà Nẵng and Khánh Hòa: no civilian production to make products of.
WITHOUT_PRODUCTION = frozenset({"20333", "22736"})


class Extent(StrEnum):
    """Where "one commune one product" speaks of a commune: not of wards, not where nothing is produced."""

    COMMUNE = "commune"  # or a special zone
    WARD = "ward"
    LEFT_OUT = "left-out"


@dataclass(frozen=True)
class Province:
    """One of the 34 provinces since 1 July 2025 (NQ 202/2025/QH15), shown by name without prefix."""

    code: str
    name: str
    full_name: str
    city_since: date | None
    region: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class FormerProvince:
    """One of the 63 provinces to 30 June 2025, with the one that it became part of."""

    code: str
    name: str
    full_name: str
    successor: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Commune:
    """A commune, ward or special zone since 1 July 2025; `former` is the province of the 63 that it lay in."""

    code: str
    name: str
    type: str
    province: str
    former: str
    latitude: float
    longitude: float

    @property
    def extent(self) -> Extent:
        """How the programme counts it."""
        if self.code in WITHOUT_PRODUCTION:
            return Extent.LEFT_OUT
        return Extent.WARD if self.type == "Phường" else Extent.COMMUNE


@dataclass(frozen=True)
class FormerDistrict:
    """A district of the 63 provinces; districts ended on 1 July 2025. `name` carries its type: `Huyện Đắk Song`."""

    code: str
    name: str
    province: str


@dataclass(frozen=True)
class FormerCommune:
    """A commune as of 30 June 2025, with the present one that it became part of.

    `name` carries its type: `Xã Nam Dong`. `split` says that it was divided and `successor` holds its larger part.
    """

    code: str
    name: str
    district: str
    province: str
    successor: str
    split: bool

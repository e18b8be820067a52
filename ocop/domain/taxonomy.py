"""Product sets and groups of the programme, and kinds of producers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ocop.domain.text import fold


class ProducerKind(StrEnum):
    """What a producer is in law; the programme counts by these."""

    COOPERATIVE = "cooperative"
    COOPERATIVE_GROUP = "cooperative-group"
    ENTERPRISE = "enterprise"
    FARM = "farm"
    HOUSEHOLD = "household"
    ASSOCIATION = "association"


class CertificateKind(StrEnum):
    """Other certificates that a product may bear; `gi` is a geographical indication or a collective mark."""

    ORGANIC = "organic"
    VIETGAP = "vietgap"
    HALAL = "halal"
    GI = "gi"
    ECO_LABEL = "eco-label"
    GROWING_AREA = "growing-area"


_KINDS = (
    (ProducerKind.COOPERATIVE_GROUP, ("to hop tac", "tht", "to san xuat", "to lien ket")),
    (ProducerKind.COOPERATIVE, ("hop tac xa", "htx", "lien hiep hop tac xa", "lien hiep htx")),
    (ProducerKind.ENTERPRISE, ("cong ty", "cty", "doanh nghiep", "dntn", "chi nhanh", "tap doan", "tong cong ty")),
    (ProducerKind.HOUSEHOLD, ("ho kinh doanh", "hkd", "ho san xuat", "ho gia dinh", "ho ong", "ho ba")),
    (ProducerKind.FARM, ("trang trai",)),
    (ProducerKind.ASSOCIATION, ("hoi", "hiep hoi", "chi hoi")),
)

_BY_BEGINNING = {beginning: kind for kind, beginnings in _KINDS for beginning in beginnings}
_BEGINNING = re.compile(f"({'|'.join(sorted(_BY_BEGINNING, key=len, reverse=True))}) ")


def kind_of(name: str) -> ProducerKind | None:
    """What a producer's own name says that it is; None where it says nothing, as a person's name or `Cơ sở …`."""
    found = _BEGINNING.match(f"{fold(name)} ")
    return _BY_BEGINNING[found[1]] if found else None


# What stands for long words in makers' names; folded.
_SHORT = {
    "doanh nghiep tu nhan": "dntn",
    "doanh nghiep": "dn",
    "hop tac xa": "htx",
    "to hop tac": "tht",
    "cong ty": "cty",
    "trach nhiem huu han": "tnhh",
    "co phan": "cp",
    "ho kinh doanh": "hkd",
}
_LONG = re.compile(rf"\b(?:{'|'.join(_SHORT)})\b")


def abbreviated(folded: str) -> str:
    """A folded text with `htx` for `hop tac xa` and the like: names that were written either way are then the same."""
    return _LONG.sub(lambda found: _SHORT[found[0]], folded)


def is_private(kind: str | None) -> bool:
    """Whether a producer's address may be a home: of households, farms, groups and of an unknown kind."""
    return kind in (None, ProducerKind.HOUSEHOLD, ProducerKind.FARM, ProducerKind.COOPERATIVE_GROUP)


@dataclass(frozen=True)
class ProductSet:
    """One of the 26 product sets of QĐ 26/2026, in one of six groups."""

    number: int
    name: str
    name_en: str
    group: str
    group_en: str
    agency: str

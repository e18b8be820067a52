"""Product sets and groups of the programme, and kinds of producers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProducerKind(StrEnum):
    """What a producer is in law; the programme counts by these."""

    COOPERATIVE = "cooperative"
    COOPERATIVE_GROUP = "cooperative-group"
    ENTERPRISE = "enterprise"
    FARM = "farm"
    HOUSEHOLD = "household"
    ASSOCIATION = "association"


@dataclass(frozen=True)
class ProductSet:
    """One of the 26 product sets of QĐ 26/2026, in one of six groups."""

    number: int
    name: str
    name_en: str
    group: str
    group_en: str
    agency: str

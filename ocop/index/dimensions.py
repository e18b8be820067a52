"""What the small numbers in the columns mean, facet by facet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ocop import reference
from ocop.domain.recognition import STARS, Evidence, Status
from ocop.domain.register import UNKNOWN, Facet
from ocop.domain.taxonomy import CertificateKind, ProducerKind

STATUSES, EVIDENCES, KINDS, CERTIFICATES = tuple(Status), tuple(Evidence), tuple(ProducerKind), tuple(CertificateKind)

# Years are counted from here, the programme being of 2018; 0 is unknown.
YEAR_0 = 2000
CODES = range(1, 100)


@dataclass(frozen=True)
class Dimension:
    """A facet: the column that it is read from, and for each number in it the codes of the choices that it falls under.

    Most numbers fall under one; a product may bear several certificates at once.
    """

    column: str
    codes: tuple[tuple[str, ...], ...]

    def chosen(self, codes: Iterable[str]) -> NDArray[np.bool_]:
        """For each number whether it falls under one of the chosen codes."""
        wanted = frozenset(codes)
        return np.array([not wanted.isdisjoint(each) for each in self.codes])

    def named(self, counts: NDArray[np.int64]) -> dict[str, int]:
        """Counts by number as counts by code, without those of none."""
        found: dict[str, int] = {}
        for number in counts.nonzero()[0].tolist():
            for code in self.codes[number]:
                found[code] = found.get(code, 0) + int(counts[number])
        return found


@cache
def dimensions() -> dict[Facet, Dimension]:
    """Every facet, in the order in which people read them."""
    sets, provinces = reference.product_sets(), reference.provinces()
    numbers = range(1, max(sets) + 1)
    region_codes = {name: code for code, name in reference.regions().items()}
    group_codes = {name: code for code, (name, _english) in reference.groups().items()}
    regions = {int(code): region_codes[province.region] for code, province in provinces.items()}
    bits = range(1 << len(CERTIFICATES))
    kinds = [tuple(kind for place, kind in enumerate(CERTIFICATES) if number >> place & 1) for number in bits]
    return {
        Facet.STARS: _single("stars", [str(n) if n in STARS else UNKNOWN for n in range(1, max(STARS) + 1)]),
        Facet.STATUS: Dimension("status", tuple((status,) for status in STATUSES)),
        Facet.GROUP: _single("set", [group_codes[sets[number].group] for number in numbers]),
        Facet.SET: _single("set", [str(number) for number in numbers]),
        Facet.REGION: _single("province", [regions.get(number, UNKNOWN) for number in CODES]),
        Facet.PROVINCE: _single("province", [f"{number:02}" for number in CODES]),
        Facet.FORMER_PROVINCE: _single("former", [f"{number:02}" for number in CODES]),
        Facet.KIND: _single("kind", KINDS),
        Facet.YEAR: _single("year", [str(YEAR_0 + number) for number in CODES]),
        Facet.EVIDENCE: _single("evidence", EVIDENCES),
        Facet.CERTIFICATE: Dimension("certificate", tuple(each or (UNKNOWN,) for each in kinds)),
    }


def _single(column: str, codes: Iterable[str]) -> Dimension:
    """A column of numbers from 1, each of one code; 0 is unknown."""
    return Dimension(column, ((UNKNOWN,), *((code,) for code in codes)))

"""The communes since 1 July 2025 as columns; the number of one is its place, 0 is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ocop import reference
from ocop.domain.places import Commune, Extent


@dataclass(frozen=True)
class CommuneTable:
    """One place in each column for every commune; the first place is the unknown one."""

    every: tuple[Commune | None, ...]
    numbers: dict[str, int]
    province: NDArray[np.uint8]
    former: NDArray[np.uint8]
    expected: NDArray[np.bool_]
    ward: NDArray[np.bool_]


@cache
def communes() -> CommuneTable:
    """Every commune in order of code."""
    known = sorted(reference.communes().values(), key=lambda each: each.code)
    extents = [None, *(each.extent for each in known)]
    return CommuneTable(
        (None, *known),
        {each.code: number for number, each in enumerate(known, start=1)},
        np.array([0, *(int(each.province) for each in known)], np.uint8),
        np.array([0, *(int(each.former) for each in known)], np.uint8),
        np.array([each is Extent.COMMUNE for each in extents]),
        np.array([each is Extent.WARD for each in extents]),
    )

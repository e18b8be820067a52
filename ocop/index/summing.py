"""Summaries: every figure of a split counted at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocop.domain.figures import HORIZONS, By, Distribution, Line, Places, Summary
from ocop.domain.recognition import STARS, Scope, Status
from ocop.domain.register import Choices, Overview
from ocop.index.columns import Small
from ocop.index.communes import communes
from ocop.index.dimensions import STATUSES, dimensions
from ocop.index.tally import Split, Tally, makers_of, split

_STARS = max(STARS) + 1
VALID, EXPIRING, EXPIRED, REVOKED, REPORTED = (
    STATUSES.index(each) for each in (Status.VALID, Status.EXPIRING, Status.EXPIRED, Status.REVOKED, Status.REPORTED)
)
NONE = STATUSES.index(Status.NONE)
_PLACED = (
    "communes",
    "communes_with_product",
    "wards",
    "wards_with_product",
    "products_in_communes",
    "products_in_wards",
)


def summary(tally: Tally, scope: Scope, places: Places, by: By) -> Summary:
    """The register split into lines."""
    wanted = split(by.facet(places))
    lines = tally.lines(wanted)
    counts = _counts(tally, lines, len(wanted.codes))
    ending = _ending(tally, lines, len(wanted.codes))
    producers = _producers(tally, lines, len(wanted.codes))
    placed = _communes(tally, wanted)
    found = [
        _line(code, counts[n], ending[:, n], int(producers[n]), None if placed is None else placed[:, n])
        for n, code in enumerate(wanted.codes)
    ]
    if by is By.YEAR:
        found = [line for line in found if line.products_ever or line.code is None]
    makers = int(np.count_nonzero(makers_of(tally.snapshot, tally.rows)))
    total = _line(None, counts.sum(axis=0), ending.sum(axis=1), makers, _all_communes(tally))
    return Summary(tally.day, scope, places, by, tuple(found), total)


def distribution(tally: Tally, scope: Scope, rows: By, places: Places, choices: Choices) -> Distribution:
    """Products in force by line and stars."""
    wanted = split(rows.facet(places))
    kept = tally.rows[tally.chosen(choices, wanted.facet)[tally.rows]]
    lines = tally.lines(wanted)[kept]
    counts = _two_ways(lines, tally.view.columns["stars"][kept], len(wanted.codes))
    cells = {
        (code, stars): int(counts[n, stars])
        for n, code in enumerate(wanted.codes)
        if rows is not By.YEAR or code is None or counts[n].any()
        for stars in STARS
    }
    return Distribution(tally.day, scope, places, rows, cells)


def overview(tally: Tally) -> Overview:
    """What was ever recognised by the day, by status and stars."""
    counts = _counts(tally, np.zeros(tally.snapshot.size, np.uint8), 1)[0]
    ever = np.flatnonzero(tally.view.columns["status"] != NONE)
    provinces = np.bincount(tally.snapshot.products.province[ever], minlength=1)
    return Overview(
        tally.day,
        int(counts.sum()) - int(counts[NONE].sum()),
        int(np.count_nonzero(makers_of(tally.snapshot, ever))),
        int(np.count_nonzero(provinces[1:])),
        {status: int(counts[n].sum()) for n, status in enumerate(STATUSES) if n != NONE and counts[n].any()},
        {
            (stars, status): int(counts[n, stars])
            for stars in STARS
            for n, status in enumerate(STATUSES)
            if counts[n, stars]
        },
    )


def _counts(tally: Tally, lines: Small, count: int) -> NDArray[np.int64]:
    """Products by line, status and stars."""
    columns = tally.view.columns
    states = columns["status"] * np.uint8(_STARS) + columns["stars"]
    kinds = len(STATUSES) * _STARS
    keys = lines.astype(np.uint16) * np.uint16(kinds) + states
    return np.bincount(keys, minlength=count * kinds).reshape(count, len(STATUSES), _STARS)


def _two_ways(lines: Small, stars: Small, count: int) -> NDArray[np.int64]:
    keys = lines.astype(np.uint16) * np.uint16(_STARS) + stars
    return np.bincount(keys, minlength=count * _STARS).reshape(count, _STARS)


def _ending(tally: Tally, lines: Small, count: int) -> NDArray[np.int64]:
    """Products in force by horizon and line."""
    soon = tally.left < max(HORIZONS)
    left, lines = tally.left[soon], lines[tally.rows[soon]]
    return np.array([np.bincount(lines[left < days], minlength=count) for days in HORIZONS])


def _producers(tally: Tally, lines: Small, count: int) -> NDArray[np.int64]:
    """Makers with a product in force in each line."""
    makers = len(tally.snapshot.makers.id)
    held = np.zeros(count * makers, bool)
    held[lines[tally.rows].astype(np.int64) * makers + tally.snapshot.maker[tally.rows]] = True
    found: NDArray[np.int64] = held.reshape(count, makers).sum(axis=1, dtype=np.int64)
    return found


def _communes(tally: Tally, wanted: Split) -> NDArray[np.int64] | None:
    """By line what `_PLACED` names; None where the split is not of places."""
    table = communes()
    columns = {"province": table.province, "former": table.former}
    column = columns.get(dimensions()[wanted.facet].column)
    if column is None:
        return None
    lines = wanted.line[column]
    return np.array(
        [np.bincount(lines, weights, len(wanted.codes)).astype(np.int64) for weights in _placed(tally.by_commune)]
    )


def _all_communes(tally: Tally) -> NDArray[np.int64]:
    return np.array([each.sum() for each in _placed(tally.by_commune)])


def _placed(products: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """For each commune what it adds to every number of `_PLACED`."""
    table, held = communes(), products > 0
    counted = (table.expected, table.expected & held, table.ward, table.ward & held)
    return (*(each.astype(np.int64) for each in counted), products * table.expected, products * table.ward)


def _line(
    code: str | None,
    counts: NDArray[np.int64],
    ending: NDArray[np.int64],
    producers: int,
    placed: NDArray[np.int64] | None,
) -> Line:
    by_stars = counts[VALID] + counts[EXPIRING]
    some = {} if placed is None else dict(zip(_PLACED, map(int, placed), strict=True))
    return Line(
        code=code,
        products_ever=int(counts.sum() - counts[NONE].sum()),
        products_in_force=int(by_stars.sum()),
        by_stars={stars: int(by_stars[stars]) for stars in STARS},
        ending=dict(zip(HORIZONS, map(int, ending), strict=True)),
        expired=int(counts[EXPIRED].sum()),
        revoked=int(counts[REVOKED].sum()),
        reported=int(counts[REPORTED].sum()),
        producers=producers,
        **some,
    )

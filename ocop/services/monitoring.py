"""What a leader and a map ask: what changed, which communes and provinces lag, what one province has."""

from __future__ import annotations

from collections import Counter

import numpy as np

from ocop import reference
from ocop.domain.figures import NAMED, By, Line, Places, Share
from ocop.domain.monitoring import (
    Behind,
    Changed,
    Changes,
    CommuneCount,
    Communes,
    Lag,
    Lagging,
    PlacedPoint,
    PointsOfSale,
    ProducerCount,
    ProvinceCard,
    Unplaced,
)
from ocop.domain.places import Extent
from ocop.errors import QueryError
from ocop.index import communes as places
from ocop.index import history
from ocop.index.summing import NONE
from ocop.index.tally import split
from ocop.services.asked import Asked
from ocop.store import queries, surroundings

# A province is judged by what lapsed only where it has so many products; and so many are named for each reason.
FEWEST = 10
WORST = 5


def changes(asked: Asked) -> Changes:
    """What befell products since the first of the month."""
    first = asked.day.replace(day=1)
    found = history.changed(asked.tally, first)
    kinds = tuple(Changed(change, len(rows), asked.named(rows[:NAMED])) for change, rows in found.items())
    return Changes(first, asked.day, asked.scope, kinds)


def communes(asked: Asked, province: str | None) -> Communes:
    """Every commune of a province or of all, with its products in force."""
    tally, table = asked.tally, places.communes()
    best = tally.rows[tally.view.columns["stars"][tally.rows] == 5]
    five = np.bincount(tally.commune(best), minlength=len(table.every))
    every = tuple(
        CommuneCount(
            commune.code,
            commune.name,
            commune.type,
            commune.province,
            commune.former,
            commune.latitude,
            commune.longitude,
            int(tally.by_commune[n]),
            int(five[n]),
        )
        for n, commune in enumerate(table.every)
        if commune is not None and province in (None, commune.province)
    )
    extent = {each.code: reference.communes()[each.code].extent for each in every}
    expected = [each for each in every if extent[each.code] is Extent.COMMUNE]
    without = tuple(each for each in expected if not each.products)
    here = tally.rows[tally.commune(tally.rows) == 0]
    if province is not None:
        here = here[tally.snapshot.products.province[here] == int(province)]
    covered = Share(len(expected) - len(without), len(expected))
    return Communes(asked.day, asked.scope, every, covered, without, len(here), asked.complete(asked.day, province))


def provinces_behind(asked: Asked) -> Lagging:
    """The worst below the nation's share of communes, and the worst above its share of lapsed products."""
    summary = asked.summary(Places.NOW, By.PROVINCE)
    judged = [line for line in summary.lines if line.code and asked.complete(asked.day, line.code)]
    nation = summary.total
    found: list[Behind] = []
    covered = [(line.covered, line) for line in judged if line.covered and line.covered.whole]
    for share, line in sorted(covered, key=lambda each: (_percent(each[0]), each[1].code))[:WORST]:
        if nation.covered and _percent(share) < _percent(nation.covered):
            found.append(Behind(line.code or "", Lag.COMMUNES, share, nation.covered))
    lapsed = [(_lapsed(line), line) for line in judged if line.products_ever >= FEWEST]
    for share, line in sorted(lapsed, key=lambda each: (-_percent(each[0]), each[1].code))[:WORST]:
        if _percent(share) > _percent(_lapsed(nation)):
            found.append(Behind(line.code or "", Lag.LAPSED, share, _lapsed(nation)))
    return Lagging(asked.day, asked.scope, len(judged), tuple(found))


def card(asked: Asked, vintage: Places, code: str) -> ProvinceCard:
    """A province's numbers, its products in force with the most stars, its makers with the most products.

    Raises:
        QueryError: no such province is among those places.
    """
    wanted = split(vintage.facet)
    if code not in wanted.codes[:-1]:
        raise QueryError(f"Không có tỉnh, thành phố nào mang mã “{code[:8]}” trong {vintage} tỉnh: hãy kiểm tra mã.")
    tally = asked.tally
    rows = tally.rows[tally.lines(wanted)[tally.rows] == wanted.codes.index(code)]
    stars, decided = tally.view.columns["stars"][rows], tally.view.decided[rows]
    best = rows[np.lexsort((rows, -decided, -stars.astype(np.int64)))[:NAMED]]
    makers, counts = np.unique(tally.snapshot.maker[rows], return_counts=True)
    most = np.lexsort((makers, -counts))[:NAMED]
    ids = tally.snapshot.makers.id[makers[most]].tolist()
    known = queries.producers(asked.session, ids)
    producers = tuple(ProducerCount(known[n], int(count)) for n, count in zip(ids, counts[most], strict=True))
    line = asked.summary(vintage, By.PROVINCE).line(code)
    return ProvinceCard(asked.day, asked.scope, vintage, line, asked.named(best), producers)


def unplaced(asked: Asked) -> Unplaced:
    """What was ever recognised by the day and has no place, or only a province."""
    tally = asked.tally
    ever = np.flatnonzero(tally.view.columns["status"] != NONE).astype(np.int32)
    now, former = split(Places.NOW.facet), split(Places.FORMER.facet)
    nowhere = ever[tally.lines(now)[ever] == len(now.codes) - 1]
    unknown = np.count_nonzero(tally.lines(former)[ever] == len(former.codes) - 1)
    loose = ever[tally.commune(ever) == 0]
    first = [*nowhere[:NAMED], *(row for row in loose[: 2 * NAMED] if row not in nowhere)][:NAMED]
    return Unplaced(asked.day, asked.scope, len(nowhere), int(unknown), len(loose), asked.named(first))


def points_of_sale(asked: Asked) -> PointsOfSale:
    """Those open on the day, each at its commune."""
    known = reference.communes()
    points = []
    for each in surroundings.points_of_sale(asked.session, asked.scope):
        if not each.is_open(asked.day):
            continue
        at = known.get(each.commune or "")
        where = (at.latitude, at.longitude) if at else (None, None)
        points.append(PlacedPoint(each.name, each.kind, each.province, each.commune, each.address, *where))
    return PointsOfSale(asked.day, asked.scope, dict(Counter(each.kind for each in points)), tuple(points))


def _lapsed(line: Line) -> Share:
    return Share(line.expired, line.products_ever)


def _percent(share: Share) -> float:
    return share.percent or 0.0

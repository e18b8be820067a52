"""The targets of Decision 919 on a day, and published national totals beside the register's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from ocop import reference
from ocop.domain.entries import FairEntry, PointOfSaleEntry
from ocop.domain.monitoring import Published, PublishedFigure
from ocop.domain.places import MERGERS
from ocop.domain.targets import Missing, Operator, Target, TargetResult, Unit
from ocop.index import aims
from ocop.index.aims import AIMS, Count, Held
from ocop.index.tally import InForce
from ocop.services.asked import Asked
from ocop.store import surroundings

# The programme began in 2018: no trend is shown before.
BEGAN = 2018


def targets() -> tuple[Target, ...]:
    """The targets as decided, from `data/targets.csv`."""
    return tuple(
        Target(
            id=row["id"],
            title=row["title"],
            title_en=row["title_en"],
            operator=Operator(row["operator"]),
            value=float(row["value"]),
            upper=float(row["upper"]) if row["upper"] else None,
            unit=Unit(row["unit"]),
            as_of=date.fromisoformat(row["as_of"]),
            baseline=date.fromisoformat(row["baseline"]) if row["baseline"] else None,
            formula=row["formula"],
            formula_en=row["formula_en"],
            source=row["source"],
        )
        for row in reference.rows("targets.csv")
    )


@dataclass(frozen=True)
class _Surroundings:
    """Where products are sold and shown."""

    points: list[PointOfSaleEntry]
    fairs: list[FairEntry]


def results(asked: Asked) -> tuple[TargetResult, ...]:
    """Every target on the day, with its value at the end of each year before."""
    snapshot, decided = asked.index.snapshot, targets()
    around = _Surroundings(
        surroundings.points_of_sale(asked.session, asked.scope), surroundings.fairs(asked.session, asked.scope)
    )
    kinds = aims.maker_kinds(snapshot)
    counted: dict[date, dict[str, Count]] = {}
    for day in (*_year_ends(asked), asked.day):
        held = Held(InForce(snapshot, day), kinds)
        counted[day] = {each.id: _count(each, held, around) for each in decided}
    ever = dict(zip(("T1", "T2"), aims.ever_on(snapshot, asked.day), strict=True)) if snapshot.size else {}
    complete = asked.complete(asked.day)
    return tuple(
        TargetResult(
            target=each,
            day=asked.day,
            scope=asked.scope,
            value=_value(each, counted[asked.day][each.id]),
            numerator=counted[asked.day][each.id].part,
            denominator=counted[asked.day][each.id].whole,
            unknown=counted[asked.day][each.id].unknown,
            missing=counted[asked.day][each.id].missing,
            ever=ever.get(each.id),
            complete=complete,
            trend={day: _value(each, counted[day][each.id]) for day in _year_ends(asked)},
        )
        for each in decided
    )


def published(asked: Asked) -> Published:
    """Every published total, contradictions side by side."""
    rows = reference.rows("published_figures.csv")
    totals = Counter(date.fromisoformat(row["as_of"]) for row in rows)
    own = {day: _own(asked, day) for day in totals}
    figures = []
    for row in rows:
        day = date.fromisoformat(row["as_of"])
        figures.append(
            PublishedFigure(
                day,
                _whole(row["products_3star_up"]),
                _whole(row["producers"]),
                _whole(row["stars5"]),
                row["note"],
                row["source"],
                totals[day] > 1,
                *own[day],
            )
        )
    return Published(asked.scope, tuple(figures), asked.declared)


def _own(asked: Asked, day: date) -> tuple[int, int, int, int, int, bool]:
    """Ever recognised, ever with five stars, in force, with five stars, producers, and whether all decisions are in."""
    held = InForce(asked.index.snapshot, day)
    five = int(np.count_nonzero(held.stars == 5))
    producers = int(np.count_nonzero(held.makers))
    return (*aims.ever_on(asked.index.snapshot, day), len(held.rows), five, producers, asked.complete(day))


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _year_ends(asked: Asked) -> Iterator[date]:
    """The ends of years from the first with a recognition to the day."""
    first = aims.first_year(asked.index.snapshot, BEGAN)
    if first is not None:
        days = (date(year, 12, 31) for year in range(first, asked.day.year + 1))
        yield from (day for day in days if day <= asked.day)


def _count(target: Target, held: Held, around: _Surroundings) -> Count:
    if target.unit is Unit.PER_PROVINCE:
        return _provinces(around.points, held.now.day)
    if target.unit is Unit.PER_YEAR:
        return _forums(around.fairs, held.now.day)
    return AIMS[target.id](held, target.baseline)


def _value(target: Target, count: Count) -> float | None:
    """In the unit of the goal."""
    if count.missing or count.part is None:
        return None
    if target.unit is Unit.PERCENT:
        return 100 * count.part / count.whole if count.whole else None
    return float(count.part)


def _provinces(points: list[PointOfSaleEntry], day: date) -> Count:
    """Provinces with an open point of sale: of the 63 before the mergers, of the 34 since."""
    opened = [each for each in points if each.is_open(day)]
    provinces = len(reference.provinces() if day >= MERGERS else reference.former_provinces())
    if not opened:
        return Count(None, provinces, missing=Missing.POINTS_OF_SALE)
    if day >= MERGERS:
        return Count(len({each.province for each in opened}), provinces)
    former = [_former(each) for each in opened]
    return Count(len(set(former) - {None}), provinces, former.count(None))


def _former(point: PointOfSaleEntry) -> str | None:
    """The former province that a point lies in: by its commune, else where the present one was never merged."""
    commune = reference.communes().get(point.commune or "")
    if commune is not None:
        return commune.former
    merged = [each.code for each in reference.former_provinces().values() if each.successor == point.province]
    return merged[0] if len(merged) == 1 else None


def _forums(fairs: list[FairEntry], day: date) -> Count:
    """International events begun in the year of the day; a year of which no event at all is known says nothing."""
    known = [each for each in fairs if each.first_day.year == day.year and each.first_day <= day]
    if not known:
        return Count(None, missing=Missing.EVENTS)
    return Count(sum(each.international for each in known))

"""The overview's five numbers, and what ends soon."""

from __future__ import annotations

from datetime import date

import numpy as np

from ocop.domain.dates import months_later
from ocop.domain.figures import HORIZONS, NAMED, By, Ending, Headline, Measure, Number, Places
from ocop.domain.recognition import ENDING_SOON_DAYS
from ocop.index import aims
from ocop.index.snapshot import number
from ocop.index.tally import InForce, communes_in
from ocop.services.asked import Asked


def headline(asked: Asked) -> Headline:
    """Five numbers; those of a year before only where all decisions of both days are in."""
    year_ago = months_later(asked.day, -12)
    now = _numbers(asked, asked.day)
    complete = asked.complete(asked.day)
    before: dict[Measure, int] = {}
    if complete and asked.complete(year_ago) and aims.ever_on(asked.index.snapshot, year_ago)[0]:
        before = _numbers(asked, year_ago)
    total = asked.summary(Places.NOW, By.PROVINCE).total.communes
    numbers = tuple(
        Number(each, now[each], before.get(each), total if each is Measure.COMMUNES else None) for each in Measure
    )
    return Headline(asked.day, year_ago, asked.scope, numbers, complete)


def ending(asked: Asked) -> Ending:
    """By province, with the soonest of all by name."""
    tally = asked.tally
    soon = tally.rows[tally.left < max(HORIZONS)]
    order = np.lexsort((soon, tally.view.until[soon]))[:NAMED]
    return Ending(asked.day, asked.scope, asked.summary(Places.NOW, By.PROVINCE), asked.named(soon[order]))


def _numbers(asked: Asked, day: date) -> dict[Measure, int]:
    held = InForce(asked.index.snapshot, day)
    return {
        Measure.PRODUCTS: len(held.rows),
        Measure.FIVE_STARS: int(np.count_nonzero(held.stars == 5)),
        Measure.PRODUCERS: int(np.count_nonzero(held.makers)),
        Measure.COMMUNES: communes_in(held.by_commune),
        Measure.ENDING: int(np.count_nonzero(held.until - number(day) < ENDING_SOON_DAYS)),
    }

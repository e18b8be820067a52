"""The classes of a coloured map: at most five, with limits that can be read and none of them empty."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import floor, log10

from ocop.figures.ground import HATCH
from ocop.figures.maps import Step
from ocop.i18n import Language

# From few to many, told apart in grey print; zero is paper, and what is not known is hatched.
GREENS = ("#D9EBDD", "#ABD3B6", "#74B18B", "#3C8C65", "#0B5A3D")
ZERO = "#FBFAF6"


@dataclass(frozen=True)
class Classes:
    """Where each class begins: the first at the smallest value above zero."""

    starts: tuple[float, ...]
    whole: bool
    exact: bool = False  # each class is one value

    def fill(self, value: float | None) -> str:
        """The colour of a value; zero and unknown each have one of their own."""
        if value is None:
            return HATCH
        return self._green(max(0, bisect_right(self.starts, value) - 1)) if value > 0 else ZERO

    def legend(self, write: Callable[[float], str], t: Language) -> list[Step]:
        """Each class with its limits in words."""
        last = len(self.starts) - 1
        return [Step(self._green(place), self._words(place, last, write, t)) for place in range(len(self.starts))]

    def _green(self, place: int) -> str:
        """Few classes take colours from the whole of the scale."""
        last = len(self.starts) - 1
        return GREENS[round(place * (len(GREENS) - 1) / last)] if last else GREENS[2]

    def _words(self, place: int, last: int, write: Callable[[float], str], t: Language) -> str:
        start = self.starts[place]
        if self.exact:
            return write(start)
        if self.whole:
            end = None if place == last else self.starts[place + 1] - 1
            if end == start:
                return write(start)
            return t("từ {start}", start=write(start)) if end is None else f"{write(start)} – {write(end)}"
        if place == 0:
            return t("dưới {end}", end=write(self.starts[1]))
        if place == last:
            return t("từ {start}", start=write(start))
        return t("{start} – dưới {end}", start=write(start), end=write(self.starts[place + 1]))


def classes(values: Iterable[float | None], *, whole: bool) -> Classes:
    """Classes that hold about equally many provinces; `whole` says that the values are counts."""
    known = sorted(value for value in values if value is not None and value > 0)
    if not known:
        return Classes((), whole)
    distinct = sorted(set(known))
    if len(distinct) <= len(GREENS):
        return Classes(tuple(distinct), whole, exact=True)
    fifths = [known[len(known) * fifth // len(GREENS)] for fifth in range(1, len(GREENS))]
    step = _step((fifths[-1] - fifths[0]) / 6, whole=whole)
    rounded = {round(round(value / step) * step, 6) for value in fifths}
    starts = sorted({known[0]} | {start for start in rounded if known[0] < start <= known[-1]})
    filled = {bisect_right(starts, value) - 1 for value in known}
    return Classes(tuple(start for place, start in enumerate(starts) if place in filled), whole)


def _step(rough: float, *, whole: bool) -> float:
    """1, 2 or 5 of a power of ten: the largest that is not above a rough one."""
    if rough <= 0 or (whole and rough < 1):
        return 1 if whole else 0.01
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in (5, 2, 1) if step * power <= rough * 1.0001)

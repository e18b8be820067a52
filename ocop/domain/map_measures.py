"""What a map can be coloured by, and the value that a line of figures has of it."""

from __future__ import annotations

from enum import StrEnum

from ocop.domain.figures import Line, Share

SOON = 90  # days: what ends within them is "ending soon", as everywhere


class MapMeasure(StrEnum):
    """What a map is coloured by; the words are those of the address."""

    IN_FORCE = "con-hieu-luc"
    FIVE_STARS = "5-sao"
    FOUR_STARS = "4-sao"
    SHARE = "ty-le-con-hieu-luc"
    ENDING = "sap-het"
    PER_COMMUNE = "moi-xa"
    COMMUNES = "xa-co-san-pham"

    @property
    def share_of(self) -> str | None:
        """The property of a line that holds it, of those that are a part of a whole."""
        return {MapMeasure.SHARE: "in_force", MapMeasure.COMMUNES: "covered"}.get(self)

    @property
    def is_count(self) -> bool:
        """Whether it is a whole number."""
        return self.share_of is None and self is not MapMeasure.PER_COMMUNE


def share(measure: MapMeasure, line: Line) -> Share | None:
    """The part and the whole behind a share."""
    found: Share | None = getattr(line, measure.share_of) if measure.share_of else None
    return found


def value(measure: MapMeasure, line: Line, *, complete: bool) -> float | None:
    """What a place has of a measure, shares in percent.

    None where nothing is known: a register without every decision knows nothing of a place that it has no product of.
    """
    if not line.products_ever and not complete:
        return None
    if measure.share_of:
        found = share(measure, line)
        return found.percent if found else None
    if measure is MapMeasure.PER_COMMUNE:
        return line.per_commune
    return {
        MapMeasure.IN_FORCE: line.products_in_force,
        MapMeasure.FIVE_STARS: line.by_stars.get(5, 0),
        MapMeasure.FOUR_STARS: line.by_stars.get(4, 0),
        MapMeasure.ENDING: line.ending.get(SOON, 0),
    }[measure]

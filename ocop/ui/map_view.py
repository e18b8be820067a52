"""A view of the map as it stands in the address, in stable codes: what is coloured, of which provinces, as of when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ocop import reference
from ocop.domain.figures import Places
from ocop.domain.map_measures import MapMeasure
from ocop.i18n import facts
from ocop.web import asof

MEASURE, PLACES, PROVINCE, FORMER, SHOPS = "so-lieu", "dia-gioi", "tinh", "tinh-cu", "diem-ban"


@dataclass(frozen=True)
class MapView:
    """What is asked for. `day` is None for today; `province` is a code of `places`; `shops` are kinds."""

    measure: MapMeasure = MapMeasure.IN_FORCE
    places: Places = Places.NOW
    day: date | None = None
    province: str | None = None
    shops: frozenset[str] = frozenset()

    def parameters(self) -> dict[str, str]:
        """The view as it stands in an address; what is as usual is left out."""
        found = {
            MEASURE: "" if self.measure is MapMeasure.IN_FORCE else self.measure,
            PLACES: "" if self.places is Places.NOW else self.places,
            asof.DAY: self.day.isoformat() if self.day else "",
            PROVINCE if self.places is Places.NOW else FORMER: self.province or "",
            SHOPS: ",".join(kind for kind in facts.POINT if kind in self.shops),
        }
        return {key: str(value) for key, value in found.items() if value}

    def by(self, measure: MapMeasure) -> MapView:
        """Coloured by something else."""
        return replace(self, measure=measure)

    def of(self, places: Places) -> MapView:
        """Of the other provinces; a code of the one means nothing among the other."""
        return self if places is self.places else replace(self, places=places, province=None)

    def on(self, day: date | None) -> MapView:
        """As of another day."""
        return replace(self, day=day)

    def at(self, province: str | None) -> MapView:
        """With a province chosen, or the whole country."""
        return replace(self, province=province)

    def toggled(self, shop: str) -> MapView:
        """With a kind of point of sale shown, or no longer."""
        return replace(self, shops=self.shops ^ {shop})


def read(parameters: Mapping[str, str], today: date) -> tuple[MapView, list[str]]:
    """The view that an address asks for, and the values in it that nothing is known of."""
    unknown = []
    measure, places = parameters.get(MEASURE, ""), parameters.get(PLACES, "")
    for value, kinds in ((measure, MapMeasure), (places, Places)):
        if value and value not in set(kinds):
            unknown.append(value)
    shown = Places(places) if places in set(Places) else Places.NOW
    if not places and parameters.get(FORMER):
        shown = Places.FORMER  # a link from the catalogue's former provinces
    province = parameters.get(PROVINCE if shown is Places.NOW else FORMER) or None
    if province and province not in names(shown):
        unknown.append(province)
        province = None
    day, no_day = asof.read(parameters, today)
    unknown += no_day
    shops = dict.fromkeys(filter(None, parameters.get(SHOPS, "").split(",")))
    unknown += [kind for kind in shops if kind not in facts.POINT]
    known = frozenset(kind for kind in shops if kind in facts.POINT)
    chosen = MapMeasure(measure) if measure in set(MapMeasure) else MapMeasure.IN_FORCE
    return MapView(chosen, shown, None if day == today else day, province, known), unknown


def names(places: Places) -> dict[str, str]:
    """The provinces of a vintage by code."""
    if places is Places.NOW:
        return {code: each.name for code, each in reference.provinces().items()}
    return {code: each.name for code, each in reference.former_provinces().items()}

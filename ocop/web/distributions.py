"""What the page of distributions is asked for, and its pictures by name: on the screen and as files the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ocop.domain.figures import By, Places
from ocop.domain.recognition import Scope
from ocop.domain.register import UNKNOWN
from ocop.figures import distributions
from ocop.figures.charts import Picture
from ocop.i18n import Language, facets
from ocop.i18n.words import N_
from ocop.services.register import Register
from ocop.web import asof
from ocop.web.view import KEYS, View
from ocop.web.view import read as read_view

PLACES, SHARES, SHARE = "dia-gioi", "theo", "ty-le"

TITLES = {
    By.REGION: N_("Theo vùng"),
    By.GROUP: N_("Theo nhóm sản phẩm"),
    By.TYPE: N_("Theo loại chủ thể"),
    By.YEAR: N_("Theo năm của quyết định"),
    By.PROVINCE: N_("Theo tỉnh, thành phố"),
    By.SET: N_("Theo bộ sản phẩm"),
}
FLOW, SURVIVAL = "flow", "survival"
OVER_TIME = {
    FLOW: N_("Mỗi năm có bao nhiêu công nhận mới, công nhận lại, nâng hạng, hết hạn, thu hồi"),
    SURVIVAL: N_(
        "Trong các sản phẩm được công nhận mỗi năm (theo quyết định sớm nhất trong sổ), bao nhiêu phần còn hiệu lực"
    ),
}


@dataclass(frozen=True)
class Asked:
    """What an address asks for: the choices, the day, which provinces, counts or shares."""

    view: View
    day: date
    places: Places = Places.NOW
    shares: bool = False

    def parameters(self, today: date) -> dict[str, str]:
        """As it stands in an address; what is as usual is left out."""
        found = {
            **self.view.parameters(),
            asof.DAY: "" if self.day == today else self.day.isoformat(),
            PLACES: "" if self.places is Places.NOW else self.places,
            SHARES: SHARE if self.shares else "",
        }
        return {key: value for key, value in found.items() if value}

    def choosing(self, view: View) -> Asked:
        """With other choices."""
        return replace(self, view=view)


def read(parameters: Mapping[str, str], today: date) -> tuple[Asked, list[str]]:
    """What an address asks for, and the values in it that nothing is known of."""
    day, unknown = asof.read(parameters, today)
    view, more = read_view({key: parameters.get(key, "") for key in KEYS.values()})
    places, shares = parameters.get(PLACES, ""), parameters.get(SHARES, "")
    unknown += more
    unknown += [places] if places and places not in set(Places) else []
    unknown += [shares] if shares and shares != SHARE else []
    return Asked(view, day, Places(places) if places in set(Places) else Places.NOW, shares == SHARE), unknown


def picture(register: Register, scope: Scope, asked: Asked, key: str, t: Language) -> Picture:
    """The picture of that name: one of `TITLES` or `OVER_TIME`."""
    return _drawn(register, register.revision(), scope, asked, key, t)


# The revision stands for the state of the register: what is drawn hangs on nothing else.
@lru_cache(maxsize=256)
def _drawn(register: Register, _revision: int, scope: Scope, asked: Asked, key: str, t: Language) -> Picture:
    choices = asked.view.choices
    if key == FLOW:
        return distributions.flow(register.flow(scope, asked.day, choices=choices), t)
    if key == SURVIVAL:
        return distributions.survival(register.survival(scope, asked.day, choices=choices), t)
    by = By(key)
    facet = by.facet(asked.places)
    found = register.distribution(scope, asked.day, by, places=asked.places, choices=choices)
    named: dict[str | None, str] = dict(facets.labels(facet, t).items())
    return distributions.by_stars(
        found,
        named | {None: named[UNKNOWN]},
        t(facets.TITLES[facet]),
        t,
        shares=asked.shares,
        chosen=asked.view.query(scope).chosen(facet),
    )

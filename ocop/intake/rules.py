"""What a file is checked against, and the questions about places that come up again and again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from ocop.domain.recognition import Level
from ocop.domain.text import fold
from ocop.intake.decisions import Cited
from ocop.intake.results import Gazetteer, Kind

_PREFIX = re.compile(r"^(?:tỉnh|thành phố|tp)\b[\s.]*", re.IGNORECASE)
_CITY = re.compile(r"\b(?:thành phố|tp)\b[\s.]*([^,;.()]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Rules:
    """What a file is checked against; `given` is what the caller says of rows that are silent themselves.

    `sound` and `placed` remember what was found in order: a row's, its stars' and the titles' citation with the
    decision that they make; an authority with a place and a day. Most rows of a file say the same.
    """

    kind: Kind
    today: date
    gazetteer: Gazetteer
    given: Cited
    sound: dict[tuple[Cited, Cited, Cited], Cited] = field(default_factory=dict, repr=False)
    placed: set[tuple[str, str, date]] = field(default_factory=set, repr=False)
    _existed: dict[tuple[str, date], bool] = field(default_factory=dict, repr=False)
    _levels: dict[tuple[str, date], Level | None] = field(default_factory=dict, repr=False)

    def province_existed(self, name: str, on: date) -> bool:
        """As the gazetteer says, asked once for each name and day, with and without "tỉnh", "thành phố"."""
        key = name, on
        if key not in self._existed:
            self._existed[key] = any(self.gazetteer.province_existed(n, on) for n in {name, _PREFIX.sub("", name)})
        return self._existed[key]

    def level_of(self, authority: str, on: date) -> Level | None:
        """Who an authority is, from its name; None where the name does not tell."""
        key = authority, on
        if key not in self._levels:
            self._levels[key] = self._level(authority, on)
        return self._levels[key]

    def _level(self, authority: str, on: date) -> Level | None:
        words = f" {fold(authority)} "
        if words.startswith((" bo ", " thu tuong ")) or " trung uong " in words:
            return Level.NATION
        if any(name in words for name in (" huyen ", " thi xa ", " quan ")):
            return Level.DISTRICT
        if " tinh " in words:
            return Level.PROVINCE
        if city := _CITY.search(authority):  # a city is a province's equal or a district's
            return Level.PROVINCE if self.province_existed(city[1].strip(), on) else Level.DISTRICT
        return None

"""Made-up decisions by whoever recognised these stars on that day, with numbers that nobody can take for real ones."""

from __future__ import annotations

from datetime import date, timedelta

from ocop import reference
from ocop.demo.places import Home, called
from ocop.domain.dates import Stated
from ocop.domain.entries import DecisionEntry
from ocop.domain.places import MERGERS
from ocop.domain.recognition import Evidence, Level

SOURCE = "Dữ liệu minh họa"
DISTRICTS_FROM = date(2023, 2, 24)
MINISTRIES_MERGED = date(2025, 3, 1)
HUE, HUE_CITY = "46", date(2025, 1, 1)
RULES = (  # as facts are told of them; from when the last one applies is not confirmed
    (date(2026, 8, 1), "QĐ 26/2026/QĐ-TTg"),
    (date(2025, 7, 6), "QĐ 1489/QĐ-TTg"),
    (DISTRICTS_FROM, "QĐ 148/QĐ-TTg"),
    (date(2019, 1, 1), "QĐ 1048/2019 + 781/2020"),
)
EXTENSIONS_FROM = RULES[0][0]
NATIONAL_ROUNDS = (  # days of the ministry, with how many products rose to five stars
    (date(2021, 4, 15), 20),
    (date(2023, 7, 5), 22),
    (date(2025, 1, 9), 28),
    (date(2025, 6, 20), 47),
    (date(2025, 12, 18), 5),
    (date(2026, 6, 25), 4),
)
SATURDAY, FRIDAY = 5, 4


def rule_of(day: date) -> str:
    """The version of the rules that a decision of this day names."""
    return next(rule for start, rule in RULES if start <= day)


def level_of(stars: int, day: date) -> Level:
    """Who recognises: three stars by districts from QĐ 148 until there were none, five by the ministry."""
    if stars == 5:
        return Level.NATION
    return Level.DISTRICT if stars == 3 and DISTRICTS_FROM <= day < MERGERS else Level.PROVINCE


def authority_of(level: Level, home: Home, day: date) -> str:
    """The name of the body, as it was called on the day, marked as an illustration."""
    former = reference.former_provinces()[home.commune.former]
    if level is Level.NATION:
        return f"{'Bộ NN&PTNT' if day < MINISTRIES_MERGED else 'Bộ Nông nghiệp và Môi trường'} (minh họa)"
    if level is Level.DISTRICT:
        return f"UBND huyện số {home.district}, {former.name} (minh họa)"
    if day >= MERGERS:
        return f"UBND {called(reference.provinces()[home.commune.province], day)} (minh họa)"
    if former.code == HUE and day < HUE_CITY:
        return "UBND tỉnh Thừa Thiên Huế (minh họa)"
    return f"UBND {former.full_name[0].lower()}{former.full_name[1:]} (minh họa)"


def sitting(home: Home, near: date) -> date:
    """The working day of a month on which the bodies of a former province decide: many products, one decision."""
    chosen = near.replace(day=(int(home.commune.former) * 7 + near.month * 11 + near.year * 5) % 24 + 4)
    weekday = chosen.weekday()
    return chosen if weekday < SATURDAY else chosen - timedelta(days=weekday - FRIDAY)


class Decisions:
    """Decisions of one run, each written once however many products it names."""

    def __init__(self) -> None:
        self._written: dict[tuple[Level, str, int, date, str], DecisionEntry] = {}

    def of(self, home: Home, stars: int, day: date, note: str = "") -> DecisionEntry:
        """The decision on a product of this place with these stars, of this day."""
        level = level_of(stars, day)
        where = "" if level is Level.NATION else home.commune.former if day < MERGERS else home.commune.province
        key = (level, where, home.district if level is Level.DISTRICT else 0, day, note)
        decision = self._written.get(key)
        if decision is None:
            decision = self._written[key] = DecisionEntry(
                number=_number(level, home, where, day),
                stated=Stated(day.year, day.month, day.day),
                authority=authority_of(level, home, day),
                level=level,
                evidence=Evidence.MADE_UP,
                source=SOURCE,
                note=note,
            )
        return decision


def _number(level: Level, home: Home, where: str, day: date) -> str:
    district = home.district if level is Level.DISTRICT else 0
    mixed = day.toordinal() * 31 + int(where or 0) * 577 + district * 1013 + list(Level).index(level) * 37
    return f"MH-{mixed % 9999 + 1:04}/QĐ-MINHHOA"

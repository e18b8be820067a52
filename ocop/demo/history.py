"""The whole made-up history of a product: its grants, and now and then what altered one of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from ocop.demo.chance import Chance, Weighted
from ocop.demo.decisions import EXTENSIONS_FROM, Decisions, rule_of, sitting
from ocop.demo.grants import Grant, Grants
from ocop.demo.places import Home
from ocop.domain.entries import EventEntry
from ocop.domain.recognition import Kind

EXTENSION_DAYS = 180
EXTENDED = 0.2
NO_POINTS = 0.1
NO_RULE = 0.08
POINTS = {  # some 90 and more with four stars: the ministry still decides
    3: tuple(Decimal(half) / 2 for half in range(100, 140)),
    4: (*(Decimal(half) / 2 for half in range(140, 180)), *(Decimal(whole) for whole in (90, 91, 92))),
    5: tuple(Decimal(half) / 2 for half in range(180, 197)),
}
ALTERED: Weighted[tuple[Kind, int, int, str] | None] = Weighted(
    [
        ((Kind.REVOKED, 90, 900, "Thu hồi theo dữ liệu minh họa"), 0.006),
        ((Kind.ANNULLED, 40, 200, "Hủy quyết định theo dữ liệu minh họa"), 0.0015),
        ((Kind.CORRECTED, 35, 120, "Đính chính tên sản phẩm"), 0.006),
        ((Kind.PASSED, 60, 900, "Chuyển cho chủ thể mới"), 0.005),
        (None, 0.9815),
    ]
)


class Histories:
    """Tells the histories of products as of one day."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._grants = Grants(today)
        self._decisions = Decisions()

    def tell(self, chance: Chance, home: Home, stars: int, first: date) -> tuple[EventEntry, ...]:
        """The events of a product that came in near a day, in order of time."""
        grants = self._grants.plan(chance, home, stars, first)
        events = [self._granted(chance, home, grant) for grant in grants]
        altered = self._altered(chance, home, grants[-1], len(grants) - 1)
        return (*events, altered) if altered else tuple(events)

    def _granted(self, chance: Chance, home: Home, grant: Grant) -> EventEntry:
        return EventEntry(
            kind=grant.kind,
            decision=self._decisions.of(home, grant.stars, grant.day),
            stars=grant.stars,
            points=chance.known(chance.pick(POINTS[grant.stars]), NO_POINTS),
            valid_from=grant.starts,
            rule=chance.known(rule_of(grant.day), NO_RULE),
        )

    def _altered(self, chance: Chance, home: Home, grant: Grant, about: int) -> EventEntry | None:
        """What befell the last grant while it was in term, if anything."""
        fate = chance.of(ALTERED)
        if fate is None:
            return self._extended(chance, home, grant, about)
        kind, soonest, latest, note = fate
        day = sitting(home, grant.effective + timedelta(days=chance.between(soonest, latest)))
        if not grant.effective < day <= min(grant.ends, self._today):
            return None
        return EventEntry(
            kind=kind,
            decision=self._decisions.of(home, grant.stars, day, note),
            stars=grant.stars if kind is Kind.CORRECTED else None,
            about=about,
            rule=chance.known(rule_of(day), NO_RULE),
        )

    def _extended(self, chance: Chance, home: Home, grant: Grant, about: int) -> EventEntry | None:
        """Half a year more, decided in the last weeks of the term (Article 12 of QĐ 26/2026)."""
        ends = grant.ends
        if ends < EXTENSIONS_FROM or not chance.happens(EXTENDED):
            return None
        day = sitting(home, ends - timedelta(days=25))
        if not EXTENSIONS_FROM <= day <= min(ends, self._today):
            return None
        return EventEntry(
            kind=Kind.EXTENDED,
            decision=self._decisions.of(home, grant.stars, day, "Gia hạn 180 ngày"),
            valid_until=ends + timedelta(days=EXTENSION_DAYS),
            about=about,
            rule=chance.known(rule_of(day), NO_RULE),
        )

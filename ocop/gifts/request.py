"""What is asked for: the event, who receives, what they avoid, how many items. Frozen, without names of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class EventKind(StrEnum):
    """The kind of event: it chooses the article, before the guest's class does."""

    VISIT = "visit"
    FOOD_AND_LODGING = "food-and-lodging"
    LEAVING_OFFICE = "leaving-office"
    SELF_FUNDED = "self-funded"
    ROTATING_CONFERENCE = "rotating-conference"
    CONFERENCE = "conference"
    CONFERENCE_FOREIGN_PAID = "conference-foreign-paid"
    DOMESTIC = "domestic"
    OUTBOUND = "outbound"
    FAIR = "fair"


class GuestClass(StrEnum):
    """The class of a delegation by its head, as the circular's annex lists them."""

    SPECIAL = "special"
    A = "A"
    B = "B"
    C = "C"
    OTHER = "other"


class Role(StrEnum):
    """Who of the delegation receives."""

    HEAD = "head"
    SPOUSE = "spouse"
    MEMBER = "member"


class Money(StrEnum):
    """Whose money: the first three are the funds of Article 3 of the circular."""

    BUDGET = "budget"
    OWN_REVENUE = "own-revenue"
    SPONSORED = "sponsored"
    OTHER = "other"


class Travel(StrEnum):
    """How the gift travels."""

    HAND = "hand"
    HOLD = "hold"
    SENT = "sent"


class Avoid(StrEnum):
    """What a guest does not eat, drink or touch."""

    ALCOHOL = "alcohol"
    PORK = "pork"
    BEEF = "beef"
    MEAT = "meat"
    FISH = "fish"
    MILK = "milk"
    EGG = "egg"
    HONEY = "honey"
    NUTS = "nuts"
    HALAL = "halal"
    VEGETARIAN = "vegetarian"


@dataclass(frozen=True, kw_only=True)
class Event:
    """The occasion. `plan_number` names the approved plan; `special_case` whoever allowed an exception, by number.

    `special_rate` is an amount that a decision under Article 25 allows for a rotating conference.
    """

    kind: EventKind
    day: date
    norm: int | None = None
    money: Money = Money.BUDGET
    plan_number: str | None = None
    plan_approved: date | None = None
    plan_begun: date | None = None
    special_case: str | None = None
    special_rate: int | None = None


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """One kind of recipient and how many there are. `country` is two letters; without it nothing crosses a border."""

    guest_class: GuestClass
    role: Role
    country: str | None = None
    count: int = 1
    avoids: frozenset[Avoid] = frozenset()
    travel: Travel | None = None


@dataclass(frozen=True)
class Given:
    """An earlier gift as the ledger tells it: when, which product of which maker, to which country or guest."""

    day: date
    code: str
    maker: int
    country: str | None = None
    guest: str | None = None


@dataclass(frozen=True, kw_only=True)
class Hand:
    """What was decided by hand about one recipient's basket; `kept` stays after an exchange, pinned by nobody."""

    pinned: frozenset[str] = frozenset()
    banned: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the basket should be: how many items, at most how much, what must and what must not be in it.

    `pinned`, `banned` and `kept` hold for every recipient, `by_hand` for each of them in order. `public` asks for a
    basket that anybody may see; `ordered_on` is the day on which makers would hear of it; `guest` stands for a guest in
    the ledger; `stock` holds the pieces confirmed for this event, by code; `heeded` are warnings that shall exclude.
    """

    items: int
    budget: int | None = None
    pinned: frozenset[str] = frozenset()
    banned: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    by_hand: tuple[Hand, ...] = ()
    heeded: frozenset[str] = frozenset()
    public: bool = False
    ordered_on: date | None = None
    guest: str | None = None
    earlier: tuple[Given, ...] = ()
    stock: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def held(self) -> frozenset[str]:
        """What must be in the basket: pinned, or kept."""
        return self.pinned | self.kept

    def of(self, place: int) -> Wish:
        """The wish for one recipient's basket, with what was decided by hand about it."""
        if place >= len(self.by_hand):
            return self
        hand = self.by_hand[place]
        return replace(
            self, pinned=self.pinned | hand.pinned, banned=self.banned | hand.banned, kept=self.kept | hand.kept
        )

    def hand(self, place: int) -> Hand:
        """What was decided by hand about one recipient's basket so far."""
        return self.by_hand[place] if place < len(self.by_hand) else Hand()

    def handed(self, place: int, hand: Hand) -> Wish:
        """The wish with another decision by hand about one recipient's basket."""
        hands = [self.hand(each) for each in range(max(len(self.by_hand), place + 1))]
        hands[place] = hand
        return replace(self, by_hand=tuple(hands))

    @property
    def named(self) -> frozenset[str]:
        """Every product that is pinned, kept or banned anywhere."""
        of = [self, *(self.of(place) for place in range(len(self.by_hand)))]
        return frozenset(code for each in of for code in each.held | each.banned)


@dataclass(frozen=True)
class Asked:
    """One recipient's side of a request, as the rules read it. `limit` is the most that the basket may cost."""

    event: Event
    recipient: Recipient
    wish: Wish
    limit: int | None

    @property
    def day(self) -> date:
        """The day of handing over."""
        return self.event.day

    @property
    def abroad(self) -> bool:
        """Whether the gift leaves the country."""
        return self.recipient.country not in (None, "VN")

"""What enters the register: a product with its maker, its history and what else is known, before the store has it.

An imported annex, a form and the made-up register all end in these. `None` means "not known", never "no".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ocop.domain.dates import Stated
from ocop.domain.recognition import Evidence, Kind, Level


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a maker is: in the words of its source, and as codes of both vintages as far as they are known.

    `stated` of a household names nothing closer than the commune. `commune` and `province` are codes since
    1 July 2025, `former_province` is a code of the 63 before.
    """

    stated: str = ""
    commune: str | None = None
    province: str | None = None
    former_province: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MakerEntry:
    """A producer (chủ thể).

    `channels` are sales channels: supermarket, convenience, e-commerce, market, export, own-shop.
    """

    name: str
    place: Place
    kind: str | None = None
    size: str | None = None
    led_by_woman: bool | None = None
    led_by_minority: bool | None = None
    workers: int | None = None
    trained_workers: int | None = None
    channels: frozenset[str] | None = None
    green_chain: bool | None = None
    craft_village: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What a buyer or a gift needs to know: grams, millilitres, percent by volume, đồng, days, pieces a month.

    `storage` is ambient, cool or frozen; `animal_origin` is empty where the product has none; `label_languages`
    are codes such as vi, en, zh.
    """

    name_en: str | None = None
    net_weight_g: int | None = None
    volume_ml: int | None = None
    alcohol_percent: Decimal | None = None
    price_vnd: int | None = None
    shelf_life_days: int | None = None
    storage: str | None = None
    ingredients: str | None = None
    animal_origin: tuple[str, ...] | None = None
    materials: str | None = None
    fragile: bool | None = None
    lead_time_days: int | None = None
    monthly_capacity: int | None = None
    label_languages: tuple[str, ...] | None = None
    story_vi: str | None = None
    story_en: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CertificateEntry:
    """Another certificate: organic, halal, vietgap, gi, eco-label, growing-area.

    `gi` is a geographical indication or a collective mark.
    """

    kind: str
    number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    expires_on: date | None = None
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionEntry:
    """A decision as its source states it; empty where the source does not."""

    number: str = ""
    stated: Stated
    authority: str = ""
    level: Level
    evidence: Evidence
    source: str
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class EventEntry:
    """One event of a history. `about` is the place in the history (from 0) of the grant that an alteration changes.

    `valid_from` is the day that the decision states when it is not its own; `valid_until` the new end of an
    extension; `rule` the version of the rules as the source states it, never inferred; `maker` whoever a product is
    passed on to.
    """

    kind: Kind
    decision: DecisionEntry
    stars: int | None = None
    points: Decimal | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    about: int | None = None
    rule: str | None = None
    maker: MakerEntry | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductEntry:
    """A product on its way into the register, its history in order of time."""

    code: str
    name: str
    maker: MakerEntry
    history: tuple[EventEntry, ...]
    set_number: int | None = None
    set_by: str = ""
    official_codes: tuple[str, ...] = ()
    facts: Facts = field(default_factory=Facts)
    certificates: tuple[CertificateEntry, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PointOfSaleEntry:
    """Where products are sold: kind is ocop-shop, supermarket, convenience, rest-stop, market, e-commerce."""

    name: str
    kind: str
    province: str
    commune: str | None = None
    address: str = ""
    opened: date | None = None
    closed: date | None = None

    def is_open(self, day: date) -> bool:
        """Whether it sells on a day, as far as is known; on the day it closes no more."""
        return (self.opened or date.min) <= day < (self.closed or date.max)


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalEntry:
    """A product put forward for stars; `stated` is an ISO date or empty."""

    name: str
    producer: str
    stars: int
    points: Decimal | None
    stated: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class InspectionEntry:
    """A check after recognition: who looked at what, what was found, by when it is mended, how it ended."""

    code: str
    inspected_on: date
    body: str
    subject: str
    finding: str | None = None
    deadline: date | None = None
    closed_on: date | None = None
    decision: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FairEntry:
    """A fair, forum or promotion; `country` as two letters where it was abroad."""

    name: str
    kind: str
    international: bool
    first_day: date
    last_day: date
    source: str
    province: str | None = None
    country: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactEntry:
    """How signed-in staff reach a maker; never public."""

    person: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None

"""What the register answers: questions and answers as frozen values, free of any store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ocop.domain.codes import is_code, shown
from ocop.domain.dates import Stated, months_later
from ocop.domain.promotion import Promotion, promotion
from ocop.domain.recognition import GRANTS, TERM_MONTHS, Evidence, Kind, Level, Scope, State, Status

PAGE = 24

# The bucket of what is not known: never dropped, and it can be chosen as any other.
UNKNOWN = "unknown"


class Facet(StrEnum):
    """By what a list of products can be narrowed; the words are those of the address and of the open data."""

    STARS = "stars"
    STATUS = "status"
    GROUP = "group"
    SET = "set"
    REGION = "region"
    PROVINCE = "province"
    FORMER_PROVINCE = "province_63"
    KIND = "kind"
    YEAR = "year"
    EVIDENCE = "evidence"
    CERTIFICATE = "certificate"


class Sort(StrEnum):
    """The order of a list: what fits best, by name, last decided first, ending soonest first."""

    BEST = "best"
    NAME = "name"
    NEWEST = "newest"
    ENDING = "ending"


Choices = frozenset[tuple[Facet, str]]


def choices(chosen: Mapping[Facet, Iterable[str]]) -> Choices:
    """Choices by facet as a query holds them."""
    return frozenset((facet, code) for facet, codes in chosen.items() for code in codes)


@dataclass(frozen=True)
class Left:
    """Where in its order a list was left: how its last product ranked there, and that product's code."""

    rank: int | str
    code: str


@dataclass(frozen=True)
class ProductQuery:
    """A question to the catalogue: of one facet any of the choices, of several all. None leaves nothing out.

    `after` goes on where a list was left, whatever has come or gone before that place since.
    """

    text: str = ""
    choices: Choices = frozenset()
    scope: Scope = Scope.REAL
    sort: Sort = Sort.BEST
    limit: int = PAGE
    offset: int = 0
    after: Left | None = None

    def chosen(self, facet: Facet) -> frozenset[str]:
        """The codes chosen of one facet."""
        return frozenset(code for each, code in self.choices if each is facet)


@dataclass(frozen=True)
class Producer:
    """Who makes it, and where as far as the public may know: of a household the commune at most."""

    id: int
    name: str
    kind: str | None
    place_stated: str
    commune: str | None
    province: str | None
    former_province: str | None


@dataclass(frozen=True)
class Recognition:
    """One event of a product's history with the decision that made it."""

    id: int
    kind: Kind
    stars: int | None
    stated: Stated
    valid_from: date | None
    valid_until: date | None
    decision: str | None
    authority: str | None
    level: Level
    evidence: Evidence
    source: str
    note: str
    former_producer: str | None = None
    # the grant that it changes, by id
    about: int | None = None

    @property
    def effective(self) -> date:
        """The day from which it counts."""
        return self.valid_from or self.stated.earliest

    @property
    def has_usual_term(self) -> bool:
        """Whether its end is the one that the register counts, not one that a decision states."""
        usual = self.kind in GRANTS and self.valid_until is not None
        return usual and self.valid_until == months_later(self.effective, TERM_MONTHS)

    def as_altered(self, state: State, until: date | None) -> Recognition:
        """The one that governs, with the end that extensions and corrections have given it since."""
        dated = until is not None and state in (State.IN_FORCE, State.ENDED)
        return replace(self, valid_until=until) if dated else self


@dataclass(frozen=True)
class Product:
    """A product as a list or a card shows it, with what holds on the day that was asked for."""

    id: int
    code: str
    # what else leads to it: official codes, and the register's own of records that were merged into it
    other_codes: tuple[str, ...]
    name: str
    set_number: int | None
    scope: Scope
    producer: Producer
    status: Status
    stars: int | None
    governing: Recognition | None
    alcohol_percent: Decimal | None = None
    # the fingerprint of its maker's photograph, where there is one
    photo: str | None = None
    # all fourteen digits, where it bears one
    gtin: str | None = None

    @property
    def promotion(self) -> Promotion:
        """How far the product may be promoted."""
        return promotion(self.set_number, self.alcohol_percent, self.name)

    @property
    def shown_code(self) -> str:
        """The code as it is printed."""
        return shown(self.code)

    @property
    def official_codes(self) -> tuple[str, ...]:
        """The codes of the programme, of either vintage."""
        return tuple(each for each in self.other_codes if not is_code(each))

    @property
    def former_codes(self) -> tuple[str, ...]:
        """The register's codes of records that were merged into it, as they are printed on packs."""
        return tuple(shown(each) for each in self.other_codes if is_code(each))


@dataclass(frozen=True)
class PhotoWords:
    """Whose a photograph is, and what is seen on it, in Vietnamese and English."""

    credit: str = ""
    alt_vi: str = ""
    alt_en: str = ""

    def alt(self, language: str) -> str:
        """What is seen on it, for who cannot see it; Vietnamese to Vietnamese readers, English to all others."""
        return self.alt_vi if language == "vi" else self.alt_en


NO_WORDS = PhotoWords()


@dataclass(frozen=True)
class Inspected:
    """An inspection after recognition that a decision has ended (919 Đ1.4.đ); no other is told to the public."""

    on: date
    body: str
    finding: str | None
    decision: str
    closed_on: date


@dataclass(frozen=True)
class Record:
    """One product with its whole history, newest first, and what else the register holds of its maker.

    `complete` says that every decision that could concern the maker is in, so that what is not here is not recognised.
    `changed` is the day on which the register last changed what it says of the product, `photo` names whose its
    photograph is, `inspections` are those that a decision had ended, newest first.
    """

    product: Product
    history: tuple[Recognition, ...]
    others: tuple[Product, ...]
    complete: bool
    changed: date | None = None
    photo: PhotoWords = NO_WORDS
    inspections: tuple[Inspected, ...] = ()

    @property
    def recognised(self) -> int:
        """How many products of the maker have a recognition in force."""
        in_force = (Status.VALID, Status.EXPIRING)
        return sum(each.status in in_force for each in (self.product, *self.others))


@dataclass(frozen=True)
class Found:
    """A page of a catalogue answer; `total` counts all that the query matches.

    `facets` counts, for each choice that a reader could make, what it would find: each facet with its own choices
    left out. `suggestion` is what might have been meant where nothing was found. `left` is where to go on.
    """

    total: int
    products: tuple[Product, ...]
    facets: Mapping[Facet, Mapping[str, int]] = field(default_factory=dict, hash=False)
    suggestion: str | None = None
    left: Left | None = None


@dataclass(frozen=True)
class Overview:
    """The register in a few numbers as of a day, in one scope."""

    day: date
    products: int
    producers: int
    provinces: int
    by_status: dict[Status, int] = field(hash=False)
    by_stars: dict[tuple[int, Status], int] = field(hash=False)

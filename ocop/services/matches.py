"""What each row of an annex is taken for, and what a person chose about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ocop.domain.entries import MakerEntry, ProductEntry
from ocop.domain.identity import MakerKey, ProductKey
from ocop.domain.recognition import Kind

Where = tuple[str, int]


class What(StrEnum):
    """What a good row is to the register."""

    NEW = "new"  # a product of its own
    NEXT = "next"  # the next recognition of a product that is known
    KNOWN = "known"  # says what stands already


@dataclass(frozen=True)
class Choices:
    """What is chosen of look-alikes: all of the same name and maker (`merge`) but those kept apart, or row by row.

    `products` are the codes of the products that rows are merged into, `makers` the makers that rows are taken for.
    """

    merge: bool = False
    apart: frozenset[Where] = frozenset()
    products: Mapping[Where, str] = field(default_factory=dict)
    makers: Mapping[Where, MakerEntry] = field(default_factory=dict)


NO_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class Taken:
    """One row: the product and the maker that it is taken for. The code of a new product is only the stored one."""

    what: What
    code: str
    maker_key: MakerKey
    maker: str
    kind: Kind

    @classmethod
    def of(cls, what: What, entry: ProductEntry, key: ProductKey) -> Taken:
        """What is entered, as a product of that key."""
        return cls(what, entry.code, key[1], entry.maker.name, entry.history[0].kind)

    @property
    def province(self) -> str | None:
        """Where the maker is, by the code of one of the 34; None where that is not known."""
        return self.maker_key[1]


@dataclass
class Reconciled:
    """What came of the rows, by sheet and row. `contradictions` were not loaded; `flags` are for a person.

    `known` counts the rows that say what stands already, `repeated` holds those that repeat a row of the same file.
    """

    entries: list[ProductEntry] = field(default_factory=list)
    known: int = 0
    repeated: dict[Where, Where] = field(default_factory=dict)
    merged: int = 0
    doubles: dict[Where, str] = field(default_factory=dict)
    contradictions: dict[Where, str] = field(default_factory=dict)
    flags: dict[Where, list[str]] = field(default_factory=dict)
    taken: dict[Where, Taken] = field(default_factory=dict)

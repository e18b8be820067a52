"""The curated combos of gifts, filled from a register on a day and kept until either changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ocop import reference
from ocop.domain.recognition import Scope
from ocop.domain.register import Product
from ocop.domain.said import say
from ocop.errors import QueryError
from ocop.gifts import combos
from ocop.gifts.candidates import Offer
from ocop.gifts.combos import Combo, Filled, Slot
from ocop.services import gifts
from ocop.services.register import Register

THEMES = ("di-san", "lang-nghe", "tra-ca-phe", "huong-vi", "bien", "duoc-lieu")


@dataclass(frozen=True)
class Piece:
    """A product in a combo. `price` in đồng."""

    product: Product
    stars: int
    price: int


@dataclass(frozen=True)
class Place:
    """A slot on a day: its product, or how many of its kind are in force and how many of them have no price."""

    slot: Slot
    piece: Piece | None
    in_force: int
    unpriced: int


@dataclass(frozen=True)
class Full:
    """A combo as the register fills it on a day."""

    combo: Combo
    places: tuple[Place, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The products that were found."""
        return tuple(place.piece for place in self.places if place.piece is not None)

    @property
    def total(self) -> int:
        """What they cost together, in đồng."""
        return sum(piece.price for piece in self.pieces)

    @property
    def is_whole(self) -> bool:
        """Whether every slot has its product."""
        return len(self.pieces) == len(self.places)


def filled(
    register: Register, scope: Scope, day: date, *, region: str | None = None, theme: str | None = None
) -> tuple[Full, ...]:
    """The combos of a region or a theme, all where none is named; a combo of the whole country has a region of its own.

    Raises:
        QueryError: no combo is of that region or that theme.
    """
    wanted = [
        each
        for each in combos.combos()
        if (region is None or each.region == region) and (theme is None or each.theme == theme)
    ]
    for name, given, known in ((say("vùng"), region, regions()), (say("chủ đề"), theme, THEMES)):
        if given is not None and given not in known:
            raise QueryError(
                say(
                    "Không có bộ quà nào thuộc {name} “{given}”: hãy chọn trong {listed}.",
                    name=name,
                    given=given,
                    listed=", ".join(known),
                )
            )
    every = {each.combo.id: each for each in _all(register, scope, day)}
    return tuple(every[each.id] for each in wanted)


def regions() -> tuple[str, ...]:
    """The regions that combos are of: the whole country, then from north to south."""
    known = {each.region for each in combos.combos()}
    return tuple(code for code in (combos.NATION, *reference.regions()) if code in known)


def _all(register: Register, scope: Scope, day: date) -> tuple[Full, ...]:
    """Every combo: filled once for a revision and a day."""
    question, revision = ("combos", scope, day), register.revision()
    known: tuple[Full, ...] | None = register.memo.get(question, revision)
    if known is None:
        offer = gifts.offer(register, scope, day)
        eligible = combos.may_be_given(offer)
        known = tuple(
            Full(each, tuple(_place(register, offer, slot) for slot in combos.fill(offer, each, eligible)))
            for each in combos.combos()
        )
        register.memo.keep(question, revision, known)
    return known


def _place(register: Register, offer: Offer, found: Filled) -> Place:
    row, shelf = found.row, offer.shelf
    piece = None
    if row is not None:
        record = register.record(str(shelf.code[row]), offer.day)
        if record is not None:
            piece = Piece(record.product, int(shelf.stars[row]), int(shelf.price[row]))
    return Place(found.slot, piece, found.in_force, found.unpriced)

"""Register codes of made-up products: all begin with `MH` (minh họa), so that staff see at a glance what they are."""

from __future__ import annotations

from ocop.demo.chance import Chance
from ocop.domain.codes import ALPHABET, LENGTH, check_value

PREFIX = "MH"
FREE = LENGTH - 1 - len(PREFIX)
BITS = 5 * FREE
CAPACITY = 1 << BITS
_MASK = CAPACITY - 1


class Codes:
    """The codes of one run: number i has a code of its own, and neighbours look nothing alike."""

    def __init__(self, chance: Chance) -> None:
        self._factors = tuple(chance.between(0, CAPACITY // 2 - 1) * 2 + 1 for _ in range(2))
        self._shift = chance.between(0, _MASK)
        self._prefix = [ALPHABET.index(character) for character in PREFIX]

    def code(self, number: int) -> str:
        """The code of the product with this number; each step can be undone, so that no two numbers share one."""
        first, second = self._factors
        mixed = (number * first + self._shift) & _MASK
        mixed ^= mixed >> 13
        mixed = mixed * second & _MASK
        mixed ^= mixed >> 12
        values = self._prefix + [mixed >> 5 * place & 31 for place in range(FREE)]
        return "".join([ALPHABET[value] for value in values]) + ALPHABET[check_value(values)]

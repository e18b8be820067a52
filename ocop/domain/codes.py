"""The register's own product codes: printed once on a pack, valid for ever.

Eight characters shown as `XXXX-XXXX`: digits and capital letters without I, L, O and U, the last one a
check character (Luhn over that alphabet). A code holds no place and no year, since those go stale: after
the mergers of 1 July 2025 the place codes inside official product codes name other provinces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8

_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_BASE = len(ALPHABET)
_DOUBLED = tuple(sum(divmod(2 * value, _BASE)) for value in range(_BASE))
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\u2013": None, "\u00a0": None})


def tidy(typed: str) -> str:
    """What a person typed or scanned, in the form that the store keeps: `fr23-riax` becomes `FR23R1AX`."""
    return typed.strip().upper().translate(_MISREAD)


def is_code(tidied: str) -> bool:
    """Whether a tidied text has the length, the alphabet and the check character of a register code."""
    return (
        len(tidied) == LENGTH
        and all(character in ALPHABET for character in tidied)
        and with_check(tidied[:-1]) == tidied
    )


def with_check(body: str) -> str:
    """A whole code from its first seven characters."""
    return body + ALPHABET[check_value([_VALUES[character] for character in body])]


def check_value(values: Sequence[int]) -> int:
    """Luhn's check character over the alphabet, all characters as their places in it."""
    return -(sum([_DOUBLED[value] for value in values[::-2]]) + sum(values[-2::-2])) % _BASE


def nearest(tidied: str) -> list[str]:
    """The right codes that a mistyped one may stand for: one character off, left out, or too many; two swapped."""
    if not set(tidied) <= set(ALPHABET) or not abs(len(tidied) - LENGTH) <= 1:
        return []
    cuts = [(tidied[:place], tidied[place:]) for place in range(len(tidied) + 1)]
    swapped = [head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1]
    other = [head + letter + tail[1:] for head, tail in cuts if tail for letter in ALPHABET]
    longer = [head + letter + tail for head, tail in cuts for letter in ALPHABET]
    shorter = [head + tail[1:] for head, tail in cuts if tail]
    found = dict.fromkeys(each for each in (*swapped, *other, *longer, *shorter) if is_code(each))
    return [each for each in found if each != tidied]


def shown(code: str) -> str:
    """The code as it is printed: `FR23R1AX` becomes `FR23-R1AX`."""
    return f"{code[:4]}-{code[4:]}"


def mark_url(base_url: str, shown_code: str) -> str:
    """Where a printed code leads, in capitals, which make its picture smaller; they are read in any case."""
    return f"{base_url}/m/{shown_code}".upper()


def tidy_official(typed: str) -> str:
    """An official product code (`83-829-28780-3-2022`) in the form that the store keeps: digits between dashes."""
    return "-".join(re.findall("[0-9]+", typed))

"""GTIN, the number below the bars on a pack (GS1): 8, 12, 13 or 14 digits, the last one a check digit.

The four lengths are one series of numbers: `8936012345671` and `08936012345671` name the same article, so the register
keeps all fourteen digits.
"""

from __future__ import annotations

LENGTHS = (8, 12, 13, 14)
WHOLE = 14


def tidy(typed: str) -> str:
    """What was typed or scanned as the fourteen digits that the store keeps; empty where it is no GTIN."""
    digits = typed.strip().replace(" ", "")
    is_whole = digits.isascii() and digits.isdigit() and len(digits) in LENGTHS and bool(digits.strip("0"))
    return digits.zfill(WHOLE) if is_whole and check_digit(digits[:-1]) == digits[-1] else ""


def check_digit(body: str) -> str:
    """The last digit: with it the digits, weighted 3 and 1 by turns from the right, add up to a multiple of ten."""
    return str(-sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(body))) % 10)


def shown(gtin: str) -> str:
    """The number as it stands on a pack: without the zeros that only fill it up."""
    significant = len(gtin.lstrip("0"))
    return gtin[-next(length for length in LENGTHS if length >= significant) :]

"""Vietnamese text made comparable: `Cà phê Buôn Ma Thuột` and `ca phe buon ma thuot` fold to the same."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Lower case, without marks, đ as d, one space between words; Unicode does not decompose đ, so it is mapped."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _NOT_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()

"""Vietnamese text made comparable: `Cà phê Buôn Ma Thuột` and `ca phe buon ma thuot` fold to the same."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^0-9a-z]+")


def _plain(text: str) -> str:
    """Without marks, đ as d: Unicode does not decompose đ, so it is mapped."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


# Every letter of the Vietnamese alphabet in one step; what is not among them takes the longer way.
_LETTERS = "aăâeêioôơuưyđàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ"
_TABLE = str.maketrans({letter: _plain(letter) for letter in _LETTERS})


def fold(text: str) -> str:
    """Lower case, without marks, đ as d, one space between words."""
    lowered = text.lower().translate(_TABLE)
    if not lowered.isascii():
        lowered = _plain(lowered)
    return _NOT_WORD.sub(" ", lowered).strip()

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


# The two ways of placing a tone over oa, oe and uy; the newer one is taken.
_OLD_TONES = {
    old: new
    for pairs in ("oà òa oá óa oả ỏa oã õa oạ ọa", "oè òe oé óe oẻ ỏe oẽ õe oẹ ọe", "uỳ ùy uý úy uỷ ủy uỹ ũy uỵ ụy")
    for old, new in zip(pairs.split()[::2], pairs.split()[1::2], strict=True)
}
_OLD_TONE = re.compile(rf"(?:{'|'.join(_OLD_TONES)})(?!\w)")
_NO_LETTER = re.compile(r"[\W_]+")


def same_name(text: str) -> str:
    """What two spellings of one name share: case, spaces, punctuation and the place of a tone, but never the tone.

    `Lê Thị Hoa` and `Lê Thị Hòa` are two people; `HTX Hoà Bình` and `HTX HÒA BÌNH` one cooperative.
    """
    plain = unicodedata.normalize("NFC", text).lower()
    return _NO_LETTER.sub(" ", _OLD_TONE.sub(lambda found: _OLD_TONES[found[0]], plain)).strip()

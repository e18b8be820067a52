"""Vietnamese text made comparable: `Cà phê Buôn Ma Thuột` and `ca phe buon ma thuot` fold to the same."""

from __future__ import annotations

import re
import unicodedata


class _Letters(dict[int, str]):
    """What each character becomes: its plain letter or digit, nothing for a mark, a space for anything else.

    Filled in as characters are met; those beyond the alphabets that use Latin letters are worked out each time.
    """

    def __missing__(self, code: int) -> str:
        # Unicode does not decompose đ, so it is mapped
        decomposed = unicodedata.normalize("NFD", chr(code).lower().replace("đ", "d"))
        plain = "".join(
            letter if letter in _PLAIN else " " for letter in decomposed if not unicodedata.combining(letter)
        )
        if code < _KEPT:
            self[code] = plain
        return plain


_PLAIN = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
_KEPT = 0x2000
_LETTERS = _Letters()


def fold(text: str) -> str:
    """Lower case, without marks, đ as d, one space between words."""
    return " ".join(text.translate(_LETTERS).split())


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

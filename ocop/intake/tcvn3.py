"""TCVN3 ("ABC"), the letters of the .VnTime fonts, as offices wrote them before Unicode and some files still are.

Such a file looks like Western European text: "S¶n phÈm" is "Sản phẩm".
"""

from __future__ import annotations

import re

_LETTERS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TABLE = {first + place: letter for first, letters in _LETTERS.items() for place, letter in enumerate(letters)}
# "sản phẩm", which no list of products is without
_SIGN = re.compile("¶n phèm", re.IGNORECASE)
_FEW = 3


def is_written_in(text: str) -> bool:
    """Whether a text, read as Western European, is Vietnamese in this encoding."""
    return bool(_SIGN.search(text))


def decoded(text: str) -> str:
    """The same as Vietnamese; what holds other letters than these is left as it is."""
    if text.isascii() or not all(character.isascii() or ord(character) in _TABLE for character in text):
        return text
    plain = [character for character in text if character.isascii() and character.isalpha()]
    vietnamese = text.translate(_TABLE)
    # a font of capitals draws small letters large, so that only the plain ones are written as capitals
    return vietnamese.upper() if len(plain) >= _FEW and all(map(str.isupper, plain)) else vietnamese

"""Looking up one product: by a code, an address or a picture of either, or by a name."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import zxingcpp
from PIL import Image, UnidentifiedImageError

from ocop.domain import lookup
from ocop.domain.lookup import Meaning
from ocop.domain.recognition import Scope
from ocop.domain.register import Found, ProductQuery, Record
from ocop.services.photos import upright
from ocop.services.register import Register

FEW = 5  # the best matches of a name
# A camera's picture is read at this size at most; what is larger than a camera's is not read at all.
READ_AT = (2000, 2000)
MOST_PIXELS = 60_000_000
FORMATS = zxingcpp.barcode_formats_from_str("QRCode,DataMatrix,EAN13,EAN8,UPCA,ITF14")


class Outcome(StrEnum):
    """What came of a look-up."""

    NOTHING_ASKED = "nothing-asked"
    PRODUCT = "product"
    SEVERAL = "several"
    MISTYPED = "mistyped"
    UNKNOWN_CODE = "unknown-code"
    ELSEWHERE = "elsewhere"
    STRANGER = "stranger"
    NONE_FOUND = "none-found"


@dataclass(frozen=True)
class Answer:
    """What came of it: the product that bears the code, the best matches of a name, or what to say instead.

    `asked` is what was typed, of another site's address its name; `near` are codes that may have been meant.
    """

    outcome: Outcome
    asked: str = ""
    record: Record | None = None
    found: Found | None = None
    near: tuple[tuple[str, str], ...] = ()


def look_up(register: Register, typed: str, scope: Scope, day: date, *, scanned: bool = False) -> Answer:
    """Answer what was typed or scanned; a code counts in either register, a name in the one that is read."""
    meant = lookup.read(typed, register.settings.base_url, scanned=scanned)
    if meant.meaning is Meaning.CODE:
        record = register.record(meant.text, day)
        if record is not None:
            return Answer(Outcome.PRODUCT, meant.text, record)
        near = register.nearest(meant.text)
        return Answer(Outcome.MISTYPED if near else Outcome.UNKNOWN_CODE, meant.text, near=near)
    if meant.meaning is not Meaning.WORDS:
        outcomes = {Meaning.ELSEWHERE: Outcome.ELSEWHERE, Meaning.STRANGER: Outcome.STRANGER}
        return Answer(outcomes.get(meant.meaning, Outcome.NOTHING_ASKED), meant.text)
    found = register.search(ProductQuery(meant.text, scope=scope, limit=FEW), day)
    if found.total:
        return Answer(Outcome.SEVERAL, meant.text, found=found)
    if lookup.is_almost_code(meant.text):
        return Answer(Outcome.MISTYPED, meant.text, near=register.nearest(meant.text))
    return Answer(Outcome.NONE_FOUND, meant.text, found=found)


def texts_in(picture: bytes) -> list[str]:
    """What the codes in a picture hold. The picture is read and forgotten."""
    try:
        with Image.open(io.BytesIO(picture), formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return []
            opened.draft("L", READ_AT)
            turned = upright(opened).convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return []
    turned.thumbnail(READ_AT)
    return [found.text for found in zxingcpp.read_barcodes(turned, FORMATS, text_mode=zxingcpp.TextMode.Plain)]

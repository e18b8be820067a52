"""Makers' photographs: made small, without what a camera adds to them (place, time, owner), and kept in the store."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from ocop.domain.codes import is_code, tidy
from ocop.domain.said import say
from ocop.errors import DataError
from ocop.services.register import Register
from ocop.store import photos
from ocop.store.engine import writing

SIZE = (640, 480)
MOST_BYTES = 30 * 1024  # what a phone waits for
TOO_LARGE = say("Ảnh có quá nhiều điểm ảnh: hãy thu nhỏ ảnh rồi thử lại.")
LARGEST_FILE = 20 * 1024 * 1024
MOST_PIXELS = 60_000_000
QUALITIES = range(82, 20, -6)
# Of a label that a reader photographed, its small print.
LEGIBLE = (1600, 1600)
MOST_LEGIBLE = 300 * 1024
# Anybody may send one: what is not JPEG, which can be unpacked at a fraction of its size, may be no larger than this.
MOST_UNPACKED = 24_000_000


def keep(register: Register, *, code: str, file: Path, credit: str, by: str, reason: str) -> None:
    """Keep a photograph of a product in place of the one there; `credit` says whose it is and stands below it.

    Raises:
        DataError: the file is no photograph that can be used, or the code is none.
        Conflict: no product bears the code.
    """
    if not is_code(tidy(code)):
        raise DataError(say("“{code}” không phải mã của sổ đăng ký: hãy kiểm tra lại mã.", code=code[:40]))
    try:
        size = file.stat().st_size
        content = file.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        raise DataError(
            say("Không mở được tệp {file}: {why}. Hãy kiểm tra đường dẫn.", file=file, why=error.strerror)
        ) from None
    if size > LARGEST_FILE:
        raise DataError(say("Ảnh lớn hơn 20 MB: hãy chọn ảnh nhỏ hơn."))
    picture = made_small(content)
    with writing(register.engine) as session:
        photos.keep_photo(session, code=tidy(code), picture=picture, credit=credit, by=by, reason=reason)


def checked(content: bytes) -> bytes:
    """An upload as `made_small` makes it.

    Raises:
        DataError: it is larger than 20 MB, or as `made_small`.
    """
    if len(content) > LARGEST_FILE:
        raise DataError(say("Ảnh lớn hơn 20 MB: hãy chọn ảnh nhỏ hơn."))
    return made_small(content)


def made_small(content: bytes) -> bytes:
    """A photograph as WebP of 640 by 480 and at most 30 KB: only its pixels, cut to shape about the middle.

    Raises:
        DataError: the content is no JPEG, PNG or WebP, or it is broken, or has more pixels than a camera takes.
    """
    with _opened(content) as opened:
        turned = upright(opened).convert("RGBA")
    cut = ImageOps.fit(_on_paper(turned), SIZE, Image.Resampling.LANCZOS)
    return _within(cut, MOST_BYTES)


def made_legible(content: bytes) -> bytes:
    """A photograph as WebP of at most 1600 pixels a side and 300 KB, whole: only its pixels, its small print readable.

    Raises:
        DataError: the content is no JPEG, PNG or WebP, or it is broken, or has too many pixels.
    """
    with _opened(content) as opened:
        opened.draft("RGB", LEGIBLE)
        if opened.width * opened.height > MOST_UNPACKED:
            raise DataError(TOO_LARGE)
        turned = upright(opened)
        turned.thumbnail(LEGIBLE, Image.Resampling.LANCZOS)
        whole = _on_paper(turned.convert("RGBA"))
    small = _within(whole, MOST_LEGIBLE, method=4)
    return small if len(small) <= MOST_LEGIBLE else _within(whole.reduce(2), MOST_LEGIBLE, method=4)


def upright(opened: Image.Image) -> Image.Image:
    """A picture as whoever took it held the camera; as it lies where what the camera added is made to break readers."""
    try:
        return ImageOps.exif_transpose(opened)
    except (TypeError, LookupError, ArithmeticError, struct.error):
        return opened


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    """A picture by what it holds, whatever its name says; what goes wrong with it is said in one sentence."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise DataError(TOO_LARGE)
            yield opened
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise DataError(say("Tệp không phải ảnh JPEG, PNG hoặc WebP đọc được: hãy chọn ảnh khác.")) from None


def _on_paper(picture: Image.Image) -> Image.Image:
    """A picture with what is transparent in it white."""
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def _within(picture: Image.Image, most: int, method: int = 6) -> bytes:
    """A picture as WebP, as good as so many bytes allow."""
    for quality in QUALITIES:
        small = io.BytesIO()
        picture.save(small, "WEBP", quality=quality, method=method)
        if small.tell() <= most:
            break
    return small.getvalue()

"""Makers' photographs: made small, without what a camera adds to them (place, time, owner), and kept in the store."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from ocop.domain.codes import is_code, tidy
from ocop.errors import DataError
from ocop.services.register import Register
from ocop.store import photos
from ocop.store.engine import writing

SIZE = (640, 480)
MOST_BYTES = 30 * 1024  # what a phone waits for
LARGEST_FILE = 20 * 1024 * 1024
MOST_PIXELS = 60_000_000
QUALITIES = range(82, 20, -6)


def keep(register: Register, *, code: str, file: Path, credit: str, by: str, reason: str) -> None:
    """Keep a photograph of a product in place of the one there; `credit` says whose it is and stands below it.

    Raises:
        DataError: the file is no photograph that can be used, or the code is none.
        Conflict: no product bears the code.
    """
    if not is_code(tidy(code)):
        raise DataError(f"“{code[:40]}” không phải mã của sổ đăng ký: hãy kiểm tra lại mã.")
    try:
        size = file.stat().st_size
        content = file.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        raise DataError(f"Không mở được tệp {file}: {error.strerror}. Hãy kiểm tra đường dẫn.") from None
    if size > LARGEST_FILE:
        raise DataError("Ảnh lớn hơn 20 MB: hãy chọn ảnh nhỏ hơn.")
    picture = made_small(content)
    with writing(register.engine) as session:
        photos.keep_photo(session, code=tidy(code), picture=picture, credit=credit, by=by, reason=reason)


def made_small(content: bytes) -> bytes:
    """A photograph as WebP of 640 by 480 and at most 30 KB: only its pixels, cut to shape about the middle.

    Raises:
        DataError: the content is no JPEG, PNG or WebP, or it is broken, or has more pixels than a camera takes.
    """
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise DataError("Ảnh có quá nhiều điểm ảnh: hãy thu nhỏ ảnh rồi thử lại.")
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise DataError("Tệp không phải ảnh JPEG, PNG hoặc WebP đọc được: hãy chọn ảnh khác.") from None
    paper = Image.new("RGBA", upright.size, "white")
    cut = ImageOps.fit(Image.alpha_composite(paper, upright).convert("RGB"), SIZE, Image.Resampling.LANCZOS)
    for quality in QUALITIES:
        small = io.BytesIO()
        cut.save(small, "WEBP", quality=quality, method=6)
        if small.tell() <= MOST_BYTES:
            break
    return small.getvalue()

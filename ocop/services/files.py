"""A file written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from ocop.domain.said import say
from ocop.errors import DataError


def whole(out: Path, body: bytes) -> None:
    """Write beside, then put in place.

    Raises:
        DataError: it cannot be written there.
    """
    if not out.parent.is_dir():
        raise DataError(say("Không có thư mục {parent}: hãy tạo trước hoặc chọn nơi khác.", parent=out.parent))
    draft = out.with_name(f".{out.name}.part")
    try:
        draft.write_bytes(body)
        draft.replace(out)
    except OSError as error:
        raise DataError(
            say("Không ghi được {out}: {strerror}. Hãy chọn nơi khác.", out=out, strerror=error.strerror)
        ) from None
    finally:
        draft.unlink(missing_ok=True)

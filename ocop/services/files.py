"""A file written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from ocop.errors import DataError


def whole(out: Path, body: bytes) -> None:
    """Write beside, then put in place.

    Raises:
        DataError: it cannot be written there.
    """
    if not out.parent.is_dir():
        raise DataError(f"Không có thư mục {out.parent}: hãy tạo trước hoặc chọn nơi khác.")
    draft = out.with_name(f".{out.name}.part")
    try:
        draft.write_bytes(body)
        draft.replace(out)
    except OSError as error:
        raise DataError(f"Không ghi được {out}: {error.strerror}. Hãy chọn nơi khác.") from None
    finally:
        draft.unlink(missing_ok=True)

"""Where a list goes on: what stands in a cursor, shut so that nobody builds upon it."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from starlette.datastructures import QueryParams

from ocop.errors import QueryError
from ocop.web.api.parameters import CURSOR, YEARS

# What may differ from one page to the next.
FREE = frozenset({"cursor", "limit", "format", "offset"})
WRONG = "cursor không đúng: hãy lấy nguyên địa chỉ ở “next” của trang trước, hoặc bỏ cursor để bắt đầu lại."
OTHER = "cursor là của một câu hỏi khác: hãy giữ các tham số của trang trước, hoặc bỏ cursor để bắt đầu lại."
MOST_RANK = 2**31 - 1


def written(path: str, given: QueryParams, day: date, *place: int | str) -> str:
    """The cursor behind a place in the answer to a question, as of the day of its first page."""
    text = json.dumps([_question(path, given), day.isoformat(), *place], ensure_ascii=True, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(
    path: str, given: QueryParams, kinds: tuple[type[int] | type[str] | None, ...]
) -> tuple[date, list[int | str]] | None:
    """The day and the place that a cursor holds, each part of a kind (None: a number or a text); None without a cursor.

    Raises:
        QueryError: it is none of ours, or that of another question.
    """
    text = given.get(CURSOR.name, "")
    if not text:
        return None
    try:
        asked, day, *place = json.loads(urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)))
        known = date.fromisoformat(day)
        if len(text) > 400 or known.year not in YEARS or len(place) != len(kinds):
            raise ValueError
        for part, kind in zip(place, kinds, strict=True):
            _check(part, kind)
    except (ValueError, TypeError, RecursionError):
        raise QueryError(WRONG) from None
    if asked != _question(path, given):
        raise QueryError(OTHER)
    return known, place


def _check(part: object, kind: type[int] | type[str] | None) -> None:
    is_number = type(part) is int and 0 <= part <= MOST_RANK
    is_text = isinstance(part, str) and len(part) <= 100 and part.isprintable() and part.isascii()
    if not ((is_number and kind in (int, None)) or (is_text and kind in (str, None))):
        raise ValueError


def _question(path: str, given: QueryParams) -> str:
    asked: Iterable[tuple[str, str]] = sorted((k, v) for k, v in given.multi_items() if k not in FREE and v)
    return sha256(json.dumps([path, list(asked)]).encode()).hexdigest()[:12]

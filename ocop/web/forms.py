"""Reading a form that anybody may send: nothing larger than allowed is kept, and whatever arrives ends in words."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from enum import StrEnum

from anyio import fail_after
from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

# What it says of a broken form anybody could make it say again and again.
logging.getLogger("python_multipart").setLevel(logging.ERROR)
MOST_FIELDS = 16
MOST_TEXT = 64 * 1024  # of one field
# What is too large is still listened to up to here, or the browser would show a broken connection and not our words.
MOST_HEARD = 40 * 1024 * 1024
SECONDS = 120


_BOUNDARY = re.compile(r"[\w'()+,./:=?-]{1,70}", re.ASCII)


class Trouble(StrEnum):
    """What was wrong with the form as it arrived."""

    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    TOO_SLOW = "too-slow"


@dataclass(frozen=True)
class Sent:
    """What arrived: the texts, one file, and what was wrong."""

    texts: dict[str, str] = field(default_factory=dict)
    file: bytes | None = None
    trouble: Trouble | None = None


class _TooLarge(Exception):
    """More bytes came than a form may have."""


async def read(request: Request, *, file: str, most: int) -> Sent:
    """The texts of a form and its one file of that name; of a form that is too large the texts before the file."""
    kind = _kind(request.headers.get("content-type", ""))
    if kind is None:
        return Sent(trouble=Trouble.UNREADABLE)
    parser = MultiPartParser(
        kind, _limited(request, most), max_files=1, max_fields=MOST_FIELDS, max_part_size=MOST_TEXT
    )
    try:
        with fail_after(SECONDS):
            form = await parser.parse()
    except _TooLarge:
        return Sent(_texts(parser.items), trouble=Trouble.TOO_LARGE)
    except TimeoutError:
        return Sent(_texts(parser.items), trouble=Trouble.TOO_SLOW)
    except (MultiPartException, ValueError):
        return Sent(_texts(parser.items), trouble=Trouble.UNREADABLE)
    try:
        sent = form.get(file)
        content = await sent.read() if isinstance(sent, UploadFile) else b""
        return Sent(_texts(form.multi_items()), content or None)
    finally:
        await form.close()


def _kind(written: str) -> Headers | None:
    """The content type with its boundary alone: no browser names a charset, and some would run code of their own."""
    kind, given = parse_options_header(written)
    boundary = given.get(b"boundary", b"").decode("latin-1")
    if kind.lower() != b"multipart/form-data" or not _BOUNDARY.fullmatch(boundary):
        return None
    return Headers({"content-type": f'multipart/form-data; boundary="{boundary}"'})


async def _limited(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    """The body as it comes; what is beyond the limit is heard and forgotten."""
    heard = 0
    async for chunk in request.stream():
        if heard < most:
            yield chunk[: most - heard]
        heard += len(chunk)
        if heard > MOST_HEARD:
            break
    if heard > most:
        raise _TooLarge


def _texts(items: list[tuple[str, str | UploadFile]]) -> dict[str, str]:
    return {name: tidy(value) for name, value in items if isinstance(value, str)}


def tidy(text: str) -> str:
    """What somebody wrote, in one normal form, with its line breaks and without signs that no page can show."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(sign for sign in lines if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs")).strip()

"""What somebody types or scans who wants to know of one product: a code, an address that holds one, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from ocop.domain import gtin, official_codes
from ocop.domain.codes import is_code, tidy

LONGEST = 400
KEY = "ma"  # under which our addresses carry a code

# Our paths that name a product: its mark page, its code as a picture, its photograph, its GTIN.
_PATH = re.compile(r"/(?:m|qr|anh|01)/([^/.]+)", re.IGNORECASE)
_SCHEME = re.compile(r"https?:", re.IGNORECASE)
_BARE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::\d+)?(?:/|$)", re.IGNORECASE)


class Meaning(StrEnum):
    """What was typed or scanned."""

    NOTHING = "nothing"
    CODE = "code"  # in the form of a code, whether or not a product bears it
    ELSEWHERE = "elsewhere"  # an address of ours that is of no product
    STRANGER = "stranger"  # an address of another site, or something that no site reads
    WORDS = "words"


@dataclass(frozen=True)
class Meant:
    """What it means, and the part that matters: the code, the name of the other site, or the words."""

    meaning: Meaning
    text: str = ""


def read(typed: str, base_url: str, *, scanned: bool = False) -> Meant:
    """Read what was typed. Of what was scanned only codes count, since a code's content is nobody's words."""
    text = typed.strip()[:LONGEST]
    if not text:
        return Meant(Meaning.NOTHING)
    if address := _address(text, base_url):
        if not _is_ours(address, base_url):
            return Meant(Meaning.STRANGER, _host(address))
        code = _code_of(address)
        return Meant(Meaning.CODE, code) if code else Meant(Meaning.ELSEWHERE)
    if is_code(tidy(text)) or gtin.tidy(text) or _is_official(text):
        return Meant(Meaning.CODE, text)
    return Meant(Meaning.STRANGER) if scanned else Meant(Meaning.WORDS, text)


def is_almost_code(text: str) -> bool:
    """Whether words may be a mistyped code: about as long, and with a digit, as hardly any name is."""
    own = tidy(text)
    return own.isascii() and own.isalnum() and 7 <= len(own) <= 9 and any(sign.isdigit() for sign in text)


def _address(text: str, base_url: str) -> SplitResult | None:
    """A text as an address; the scheme may be missing. None where it is none."""
    host = urlsplit(base_url).netloc
    if _SCHEME.match(text):
        whole = text
    elif _BARE.match(text) or text.lower().startswith(f"{host}/"):
        whole = f"https://{text}"
    else:
        return None
    try:
        found = urlsplit(whole)
        _ = found.port  # which is read late
    except ValueError:
        return urlsplit("https://")
    return found


def _is_ours(address: SplitResult, base_url: str) -> bool:
    """Whether it leads to this register; what stands before an @ is no name of a site."""
    ours = urlsplit(base_url)
    return address.username is None and (address.hostname, address.port or 0) in {
        (ours.hostname, ours.port or 0),
        (ours.hostname, ours.port or (443 if ours.scheme == "https" else 80)),
    }


def _host(address: SplitResult) -> str:
    return address.hostname or ""


def _code_of(address: SplitResult) -> str:
    """The code that an address of ours names; empty where it names none."""
    found = _PATH.match(address.path)
    named = unquote(found[1]) if found else parse_qs(address.query).get(KEY, [""])[0]
    return named.strip()[:LONGEST]


def _is_official(text: str) -> bool:
    try:
        official_codes.parse(text)
    except ValueError:
        return False
    return True

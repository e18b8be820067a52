"""What a request asks of the mark page, read once: the same question in any spelling finds the same answer."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qs

from starlette.types import Scope

from ocop import i18n
from ocop.domain.codes import is_code, tidy
from ocop.web import compress

# What decides which answer is meant. Longer than any browser's is no header of a reader.
HEADERS = frozenset({b"accept", b"accept-language", b"accept-encoding", b"if-none-match"})
LONGEST = 400


class Asked(NamedTuple):
    """One question: which code, in which language, form and encoding; `tag` is what the reader has already."""

    typed: str
    language: str
    form: str
    encoding: str
    tag: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """The same for every spelling of a code."""
        return plain(self.typed), self.language, self.form, self.encoding


def read(scope: Scope) -> Asked:
    """What a request asks for."""
    found = dict.fromkeys(HEADERS, "")
    for name, value in scope["headers"]:
        if name in HEADERS:
            found[name] = value[:LONGEST].decode("latin-1")
    typed, form = scope["path_params"]["code"], "html"
    if typed[-5:].lower() == ".json":
        typed, form = typed[:-5], "json"
    elif "application/json" in found[b"accept"] and "text/html" not in found[b"accept"]:
        form = "json"
    query = scope["query_string"]
    asked = query[:LONGEST].decode("latin-1") if b"lang=" in query else ""
    return Asked(
        typed,
        _language(asked, found[b"accept-language"]),
        form,
        _encoding(found[b"accept-encoding"]),
        found[b"if-none-match"],
    )


@lru_cache(maxsize=512)
def _language(query: str, accepted: str) -> str:
    """`?lang=`, else what the browser asks for, else Vietnamese."""
    asked = parse_qs(query).get("lang", [""])[-1]
    return asked if asked in i18n.MARK_NAMES else i18n.preferred(accepted, i18n.MARK_NAMES).code


_encoding = lru_cache(maxsize=128)(compress.encoding)


@lru_cache(maxsize=2048)
def plain(typed: str) -> str:
    """A code of the register in the one spelling that the store keeps; anything else as it was typed."""
    own = tidy(typed)
    return own if is_code(own) else typed

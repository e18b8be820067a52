"""Serving the mark page: bytes ready to be sent, kept for as long as the register and the day stay the same.

A plain ASGI application, since what it does for a page that it has ready must cost less than making a response.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.types import Message, Receive, Scope, Send

from ocop import __version__, i18n
from ocop.domain.recognition import Scope as RegisterScope
from ocop.domain.recognition import Status
from ocop.domain.register import Record
from ocop.errors import StoreUnavailable
from ocop.services.memo import Memo
from ocop.services.register import Register
from ocop.services.watch import Watch
from ocop.web import compress, marks, pages
from ocop.web.asking import Asked, plain, read
from ocop.web.ready import Ready

# Pages that are ready (some 4 KB each), and records for the time when the store does not answer.
READY, KEPT = 16_384, 1024
# With the two seconds of `Watch` a revocation shows within three; a copy in between may outlive our failure by a day.
FRESH = "public, max-age=1, stale-if-error=86400"
VARY = "Accept, Accept-Language, Accept-Encoding"
TYPES = {"html": "text/html; charset=utf-8", "json": "application/json; charset=utf-8"}
READ = ("GET", "HEAD")


class Answer(NamedTuple):
    """The messages of an answer, whole and for a reader who has it already; `code` is of the product in it."""

    start: Message
    body: Message
    unchanged: Message | None = None
    tag: str = ""
    code: str = ""


class MarkPage:
    """`GET /m/{code}` and `/m/{code}.json`: the register's own code in any spelling, or an official one.

    `scanned` hears of each document that was sent: the product's code and the language. Not of a 304, whose reader was
    counted with the page that he has, nor of HEAD and JSON, which no person reads.
    """

    def __init__(
        self,
        register: Register,
        *,
        scanned: Callable[[str, str], object] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._register, self._scanned = register, scanned
        self.watch = Watch(register, now)
        self._ready: Ready[Answer] = Ready(register, READY)
        self._last = Memo(KEPT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is ready; else make it, away from the loop that serves everybody."""
        if scope["method"] not in READ:
            await _send(send, _empty(405, [(b"allow", b"GET, HEAD")]), is_head=True)
            return
        asked = read(scope)
        answer = self._at_hand(asked)
        if answer is None:
            answer = await run_in_threadpool(self._make, asked)
        if answer.unchanged and _has(asked.tag, answer.tag):
            answer = Answer(answer.unchanged, _empty(304, []).body)
        if self._scanned and answer.code and scope["method"] == "GET" and asked.form == "html":
            self._scanned(answer.code, asked.language)
        await _send(send, answer, is_head=scope["method"] == "HEAD")

    def come(self) -> tuple[date, int]:
        """The day and the revision for which `prepare` may make pages of what is read from now on.

        Raises:
            StoreUnavailable: the store does not answer.
        """
        day, revision = self._register.today(), self.watch.look()
        self._ready.turn(day, revision)
        return day, revision

    def prepare(self, record: Record, language: str, day: date, revision: int) -> None:
        """Make a page before anybody asks for it, as most browsers will."""
        asked = Asked(record.product.code, language, "html", "br", "")
        if self._ready.get(asked.key, day, revision) is None:
            answer = self._known(asked, record, self._body(asked, record, day))
            self._ready.keep(asked.key, day, revision, answer)

    def _at_hand(self, asked: Asked) -> Answer | None:
        revision = self.watch.known()
        if revision is None:
            return None
        return self._ready.get(asked.key, self._register.today(), revision)

    def _make(self, asked: Asked) -> Answer:
        """Read the store; where it does not answer, say what was last known and when, or nothing of the product."""
        day = self._register.today()
        try:
            revision = self.watch.look()
            self._ready.turn(day, revision)
            if known := self._ready.get(asked.key, day, revision):
                return known
            record = self._register.record(asked.typed, day)
            body = self._body(asked, record, day)
        except StoreUnavailable:
            return self._unanswered(asked, day)
        if record is None:
            return self._answer(asked, 404, body, [("x-robots-tag", "noindex")])
        self._last.keep(plain(asked.typed), 0, (record, day))
        answer = self._known(asked, record, body)
        self._ready.keep(asked.key, day, revision, answer)
        return answer

    def _known(self, asked: Asked, record: Record, body: bytes) -> Answer:
        """The tag is of the bytes themselves: every process says the same of a page that stays the same."""
        tag = f'"{sha256(body + asked.encoding.encode()).hexdigest()[:16]}"'
        return self._answer(asked, 200, body, _extra(record), tag, record.product.code)

    def _body(self, asked: Asked, record: Record | None, day: date, stale: datetime | None = None) -> bytes:
        if asked.form == "html":
            t = i18n.language(asked.language, i18n.MARK_NAMES)
            return marks.document(self._register, record, asked.typed, day, t, stale=stale)
        found = marks.data(self._register, record, asked.typed, day)
        if stale:
            found["stale_as_of"] = stale.isoformat(timespec="seconds")
        return json.dumps(found, ensure_ascii=False, indent=1).encode()

    def _unanswered(self, asked: Asked, day: date) -> Answer:
        """The last known copy while its verdict cannot have turned since; else that nothing can be said."""
        known: tuple[Record, date] | None = self._last.get(plain(asked.typed), 0)
        if known and self.watch.answered and not _has_turned(*known, day):
            body = self._body(asked, known[0], known[1], self.watch.answered)
            return self._answer(asked, 200, body, [*_extra(known[0]), ("cache-control", "no-store")])
        if asked.form == "json":
            body = json.dumps({"error": "sổ đăng ký tạm thời chưa tra cứu được"}, ensure_ascii=False).encode()
        else:
            t = i18n.language(asked.language, i18n.MARK_NAMES)
            body = pages.filled("unavailable.html", self._register, t, day, languages=i18n.MARK_NAMES).encode()
        return self._answer(asked, 503, body, [("cache-control", "no-store"), ("retry-after", "30")])

    def _answer(
        self, asked: Asked, status: int, body: bytes, extra: list[tuple[str, str]], tag: str = "", code: str = ""
    ) -> Answer:
        given = {"cache-control": FRESH, "vary": VARY, "content-language": asked.language, **dict(extra)}
        if tag:
            given["etag"] = tag
        packed = compress.packed(body, asked.encoding, compress.WELL)
        whole = given | {name.lower(): value for name, value in pages.SECURITY.items()}
        whole |= {"content-type": TYPES[asked.form], "content-length": str(len(packed))}
        if asked.encoding:
            whole["content-encoding"] = asked.encoding
        return Answer(
            _start(status, whole), {"type": "http.response.body", "body": packed}, _start(304, given), tag, code
        )


def release(register: Register) -> str:
    """What a page hangs on besides the store: the program's version, its texts, and what the operator decided."""
    files = [*(pages.FOLDER.glob("*.*")), *i18n.CATALOGUES.glob("*.po")]
    texts = sha256(b"".join(file.read_bytes() for file in sorted(files))).hexdigest()
    settings = register.settings
    return f"{__version__} {texts} {settings.base_url} {settings.operator} {settings.operator_is_state_body}"


def _extra(record: Record) -> list[tuple[str, str]]:
    return [("x-robots-tag", "noindex")] if record.product.scope is RegisterScope.DEMO else []


def _has_turned(record: Record, known_on: date, day: date) -> bool:
    """Whether a recognition that was in force when last read is over by now."""
    product = record.product
    until = product.governing.valid_until if product.governing else None
    return known_on != day and product.status in (Status.VALID, Status.EXPIRING) and (until is None or until < day)


def _has(header: str, tag: str) -> bool:
    """Whether a reader's If-None-Match names what we would send."""
    return bool(header) and (
        header == tag or header.strip() == "*" or tag in [each.strip().removeprefix("W/") for each in header.split(",")]
    )


def _start(status: int, headers: dict[str, str]) -> Message:
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": "http.response.start", "status": status, "headers": raw}


def _empty(status: int, headers: list[tuple[bytes, bytes]]) -> Answer:
    start = {"type": "http.response.start", "status": status, "headers": headers}
    return Answer(start, {"type": "http.response.body", "body": b""})


async def _send(send: Send, answer: Answer, *, is_head: bool) -> None:
    await send(answer.start)
    await send({"type": "http.response.body", "body": b""} if is_head else answer.body)

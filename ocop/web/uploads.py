"""What the screens may be sent: files for a field that stands on the page at this moment, so many and no more.

Streamlit keeps what is uploaded in memory and takes it from whoever has a session open, on any page and without end.
Here a session may send only while its page has a field for files (`ocop/ui/uploads.py` says when), up to a number and
a size of its own, and all sessions of a process together up to `OCOP_UPLOAD_MB`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from anyio import fail_after, move_on_after
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ocop import i18n
from ocop.i18n import Language
from ocop.i18n.words import N_
from ocop.web.allowances import LEDGER, Denied, Ledger, Why
from ocop.web.forms import MOST_HEARD, SECONDS

PATH = "/_stcore/upload_file/"
SENTENCES = {
    Why.NO_FIELD: (403, N_("Trang đang mở không có ô nhận tệp: hãy tải lại trang rồi gửi lại.")),
    Why.NO_LENGTH: (411, N_("Yêu cầu không ghi kích thước của tệp nên không được nhận.")),
    Why.TOO_LARGE: (413, N_("Tệp lớn hơn {most} MB: hãy chọn tệp nhỏ hơn.")),
    Why.TOO_MUCH: (413, N_("Các tệp của phiên này cộng lại lớn hơn {most} MB: hãy bỏ bớt tệp đã gửi.")),
    Why.TOO_MANY: (429, N_("Phiên này đã gửi {most} tệp, mức nhiều nhất: hãy bỏ bớt tệp đã gửi.")),
    Why.FULL: (429, N_("Đang có quá nhiều tệp được gửi đến: hãy thử lại sau một phút.")),
    Why.TOO_SLOW: (408, N_("Tệp được gửi quá chậm: hãy gửi lại khi đường truyền tốt hơn.")),
}


class Files(Protocol):
    """What lies in memory now."""

    def held(self) -> Mapping[str, Sequence[int]]:
        """The sizes of the files of each session, in bytes."""

    def forget(self, session: str) -> None:
        """Let the files of a session go."""


class UploadGuard:
    """In front of Streamlit's own way in for files. `most` is in bytes."""

    def __init__(self, app: ASGIApp, *, files: Files, most: int, ledger: Ledger = LEDGER) -> None:
        self.app, self.files, self.most, self.ledger = app, files, most, ledger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or say why a file is not taken."""
        if scope["type"] != "http" or scope["method"] != "PUT" or not scope["path"].startswith(PATH):
            await self.app(scope, receive, send)
            return
        session = scope["path"].removeprefix(PATH).partition("/")[0]
        try:
            coming = self.ledger.enter(session, _length(scope), self.files.held(), self.most)
        except Denied as denied:
            await _hear(receive)
            await _answer(scope, denied)(scope, receive, send)
            return
        try:
            await self._hand_on(scope, receive, send)
        finally:
            self.ledger.leave(coming)
            if not self.ledger.has_field(session):  # its page was left meanwhile
                self.files.forget(session)

    async def _hand_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_begun = False

        async def begun(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            with fail_after(SECONDS):
                await self.app(scope, receive, begun)
        except TimeoutError:
            if not has_begun:
                await _answer(scope, Denied(Why.TOO_SLOW))(scope, receive, send)


def _length(scope: Scope) -> int | None:
    """How long the body is said to be; None where it comes in pieces or does not say."""
    headers = Headers(scope=scope)
    told = headers.get("content-length", "")
    return int(told) if "transfer-encoding" not in headers and told.isascii() and told.isdigit() else None


async def _hear(receive: Receive) -> None:
    """Listen and forget, or the browser would show a broken connection and not our words."""
    heard = 0
    with move_on_after(SECONDS):
        while heard <= MOST_HEARD:
            message = await receive()
            if message["type"] != "http.request" or not message.get("more_body"):
                return
            heard += len(message.get("body", b""))


def _answer(scope: Scope, denied: Denied) -> Response:
    status, sentence = SENTENCES[denied.why]
    told = _language(scope)(sentence, most=denied.most)
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "60"} if denied.why is Why.FULL else {})
    return PlainTextResponse(told, status, headers)


def _language(scope: Scope) -> Language:
    """That of the page from which the file was sent."""
    try:
        asked = parse_qs(urlsplit(Headers(scope=scope).get("referer", "")).query).get("lang", [""])
    except ValueError:
        return i18n.language(None)
    return i18n.language(asked[0])

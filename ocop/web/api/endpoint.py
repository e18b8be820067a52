"""One address of the API: the same rules for every one of them, so that no answer forgets one.

Read-only and open to every page of the web (CORS); what is wrong is told as a problem (RFC 9457) in one sentence; an
answer bears a tag that changes with the register, the day or the program.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ocop.errors import QueryError, StoreUnavailable
from ocop.services.export import cell
from ocop.services.register import Register
from ocop.web.api import parameters
from ocop.web.api.parameters import Parameter

TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8", "jsonld": "application/ld+json"}
READ = ("GET", "HEAD")
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, X-Request-ID",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Vary": "Accept",
}
ASKED_FIRST = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match, X-Request-ID",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}
DOWN = "sổ đăng ký tạm thời chưa tra cứu được, hãy thử lại sau ít phút"
TITLES = {
    400: "Câu hỏi chưa đúng",
    404: "Không có trong sổ đăng ký",
    405: "Chỉ đọc",
    406: "Không có dạng này",
    429: "Quá nhiều câu hỏi",
    503: "Tạm thời chưa tra cứu được",
}


class Problem(Exception):
    """Something that the asker can mend, with the HTTP status that says so and what else helps."""

    def __init__(self, status: int, detail: str, **more: object) -> None:
        super().__init__(detail)
        self.status, self.detail, self.more = status, detail, more


@dataclass(frozen=True)
class Answer:
    """What an address says: `data` as JSON, `rows` as CSV under a file's name, `linked` as JSON-LD; where to go on."""

    data: Mapping[str, object]
    rows: Sequence[Mapping[str, object]] = ()
    columns: Sequence[str] = ()
    name: str = "ocop.csv"
    linked: Mapping[str, object] | None = None
    next: str | None = None


@dataclass(frozen=True)
class Operation:
    """An address with what it may be asked. `schema` names what it answers in the OpenAPI file."""

    path: str
    name: str
    about: str
    parameters: Sequence[Parameter]
    answer: Callable[[Register, Request], Answer]
    schema: str
    in_path: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def forms(self) -> list[str]:
        """In which forms it answers, the usual one first."""
        known = next((each.schema["enum"] for each in self.parameters if each.name == "format"), ["json"])
        assert isinstance(known, list)
        return known


class Endpoint:
    """Answers the requests to one address."""

    def __init__(self, register: Register, operation: Operation, release: str) -> None:
        self._register, self._operation, self._release = register, operation, release

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["method"] == "OPTIONS":
            answer = Response(status_code=204, headers=OPEN | ASKED_FIRST)
        elif scope["method"] not in READ:
            answer = problem(405, "Địa chỉ này chỉ để đọc: hãy dùng GET.")
            answer.headers["Allow"] = ASKED_FIRST["Allow"]
        else:
            answer = await run_in_threadpool(self._answer, Request(scope))
        if scope["method"] == "HEAD":
            answer.body = b""
        await answer(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        try:
            parameters.refuse_unknown(request.query_params, self._operation.parameters)
            form = self._form(request)
            tag = self._tag(request, form)
            headers = OPEN | {"ETag": tag, "Cache-Control": "public, max-age=1"}
            if _has(request.headers.get("if-none-match", ""), tag):
                return Response(status_code=304, headers=headers)
            answer = self._operation.answer(self._register, request)
            if form == "jsonld" and answer.linked is None:
                return problem(406, "Sản phẩm này là dữ liệu minh họa nên không có JSON-LD: hãy dùng format=json.")
            return _sent(answer, form, headers)
        except QueryError as error:
            return problem(400, str(error))
        except Problem as error:
            return problem(error.status, error.detail, **error.more)
        except StoreUnavailable:
            return problem(503, DOWN)

    def _form(self, request: Request) -> str:
        """The form that was asked for; of those that a header accepts, the first that is named there."""
        accepted = request.headers.get("accept", "").lower()
        usual = "csv" if "text/csv" in accepted else "jsonld" if "application/ld+json" in accepted else ""
        wanted = next((each for each in self._operation.parameters if each.name == "format"), None)
        if wanted is None:
            return "json"
        return parameters.among(request.query_params, wanted, usual if usual in self._operation.forms else "")

    def _tag(self, request: Request, form: str) -> str:
        """Taken before the answer is made: what is written meanwhile gives the next one another tag."""
        asked = f"{request.url.path} {sorted(request.query_params.multi_items())} {form}"
        state = f"{self._register.revision()} {self._register.today()} {self._release}"
        return f'"{sha256(f"{state} {asked}".encode("utf-8", "replace")).hexdigest()[:20]}"'


def problem(status: int, detail: str, **more: object) -> Response:
    """What is wrong, in a sentence; `error` says it once more for programs that knew us before."""
    said = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail, "error": detail, **more}
    headers = OPEN | {"Cache-Control": "no-store"} | ({"Retry-After": "30"} if status == 503 else {})
    return Response(_json(said), status, headers, media_type="application/problem+json")


def _sent(answer: Answer, form: str, headers: Mapping[str, str]) -> Response:
    found = dict(headers)
    if answer.next:
        found["Link"] = f'<{answer.next}>; rel="next"'
    if form == "csv":
        found["Content-Disposition"] = f'attachment; filename="{answer.name}"'
        return Response(_csv(answer), headers=found, media_type=TYPES[form])
    return Response(_json(answer.linked if form == "jsonld" else answer.data), headers=found, media_type=TYPES[form])


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _csv(answer: Answer) -> bytes:
    """With the mark by which spreadsheets know UTF-8; no cell can start a formula, and an empty list has its head."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(answer.columns or (answer.rows[0] if answer.rows else ()))
    writer.writerows([cell(_flat(value)) for value in row.values()] for row in answer.rows)
    return file.getvalue().encode("utf-8-sig", "replace")


def _flat(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(map(str, value)) if isinstance(value, list) else value


def _has(header: str, tag: str) -> bool:
    """Whether a reader's If-None-Match names what we would send."""
    named = [each.strip().removeprefix("W/") for each in header.split(",")]
    return header.strip() == "*" or tag in named

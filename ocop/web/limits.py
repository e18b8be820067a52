"""How often one address may search and ask for data: a sentence and 429 beyond it. Mark pages are never limited.

Whoever asks from this very machine is not limited (probes, measurements). Behind a proxy the address is what the proxy
says, where the proxy is one that the operator trusts; nobody else is believed.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ocop.services.register import Register
from ocop.web import pages
from ocop.web.api.endpoint import problem
from ocop.web.rates import SECONDS, Rates

Networks = Sequence[IPv4Network | IPv6Network]
# What costs the store or the processor something for each question.
LIMITED = ("/api/", "/danh-muc", "/tra-cuu", "/tai-ve/", "/bao-nhan-sai")
# So many times what one address may is what all together may.
TOGETHER = 100


class Limited:
    """In front of the routes and the screens' first paint."""

    def __init__(self, app: ASGIApp, *, register: Register) -> None:
        self.app, self.register = app, register
        most = register.settings.rate_limit
        self.trusted = register.settings.trusted_proxies
        self.rates = Rates(most, most * TOGETHER) if most else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or say that there were too many."""
        if self.rates and scope["type"] == "http" and scope["path"].startswith(LIMITED):
            address = reader(scope, self.trusted)
            if address and not self.rates.allow(address, self.register.today(), time.monotonic()):
                answer = await run_in_threadpool(self._refused, scope)
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _refused(self, scope: Scope) -> Response:
        if scope["path"].startswith("/api/"):
            told = "quá nhiều yêu cầu từ một địa chỉ: hãy thử lại sau một phút, hoặc tải bộ dữ liệu đầy đủ"
            answer: Response = problem(429, told)
        else:
            answer = pages.render(Request(scope), self.register, "too_many.html", 429)
        answer.headers["Retry-After"] = str(SECONDS)
        answer.headers["Cache-Control"] = "no-store"
        return answer


def reader(scope: Scope, trusted: Networks) -> str:
    """Whose request it is: the nearest address that is no trusted proxy; empty for this machine itself."""
    client = scope.get("client")
    forwarded = Headers(scope=scope).getlist("x-forwarded-for")
    chain = [each.strip() for line in forwarded for each in line.split(",")]
    chain.append(client[0] if client else "")
    for address in reversed(chain):
        if not _is_in(address, trusted):
            return address if _is_address(address) else ""
    return ""


def _is_in(address: str, networks: Networks) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True

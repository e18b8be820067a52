"""What the operator's Prometheus may ask: how many requests, how fast, and how fresh the answers are.

Requests are told apart by the pattern of their route (`/m/{code}`), never by what was asked: no code, no reader.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ocop.errors import StoreUnavailable
from ocop.services.register import Register
from ocop.services.watch import Watch
from ocop.web import pages

# Seconds: a page that is ready takes a thousandth, a report several whole ones.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
# Where `PathGuard` writes which of its own pages it answers with; all else that no route answers is `OTHER`.
PAGE = "ocop.page"
OTHER = "other"
# What a proxy adds: whoever stands behind it is somewhere else.
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


class Counts:
    """The figures of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "ocop_requests", "Requests by route and class of status", ("route", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "ocop_request_seconds", "Seconds until an answer was sent", ("route",), registry=self.registry,
            buckets=BUCKETS,
        )  # fmt: skip
        self._up = Gauge("ocop_store_up", "1 where the store answers", registry=self.registry)
        self._seen = Gauge("ocop_revision_seen", "Revision that answers are made from", registry=self.registry)
        self._lag = Gauge(
            "ocop_revision_lag_seconds", "Seconds since the store last confirmed that revision", registry=self.registry
        )
        ProcessCollector(registry=self.registry)

    def count(self, route: str, status: int, seconds: float) -> None:
        """One request was answered."""
        self._requests.labels(route, f"{status // 100}xx").inc()
        self._seconds.labels(route).observe(seconds)

    def text(self, watch: Watch) -> bytes:
        """All figures in Prometheus' own format; the store is looked at, at most once a second."""
        self._up.set(0)
        with suppress(StoreUnavailable):
            self._seen.set(watch.look())
            self._up.set(1)
        if (lag := watch.lag()) is not None:
            self._lag.set(lag)
        return generate_latest(self.registry)


class Counted:
    """Outermost of all: counts each request by the route that answered it."""

    def __init__(self, app: ASGIApp, *, counts: Counts) -> None:
        self.app, self.counts = app, counts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on and look at how it was answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 500

        async def heard(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        begun = time.perf_counter()
        try:
            await self.app(scope, receive, heard)
        finally:
            route = getattr(scope.get("route"), "path", None) or scope.get(PAGE, OTHER)
            self.counts.count(route, status, time.perf_counter() - begun)


def endpoint(register: Register, counts: Counts, watch: Watch) -> Callable[[Request], Response]:
    """`GET /metrics`, for programs on the same machine; for everybody else there is no such path."""

    def metrics(request: Request) -> Response:
        if not is_near(request):
            return pages.render(request, register, "not_found.html", 404)
        return Response(counts.text(watch), media_type=CONTENT_TYPE_PLAIN_0_0_4, headers={"Cache-Control": "no-store"})

    return metrics


def is_near(request: Request) -> bool:
    """Whether a request is from this machine: by its address, the name it asks for, and that no proxy sent it on."""
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    return _is_loopback(request.client.host) and _is_loopback(request.url.hostname or "")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False

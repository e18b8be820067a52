"""The list of our own paths. `uvicorn ocop.web.app:app` serves them alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from ocop.errors import StoreUnavailable
from ocop.services.register import Register, the_register_or_exit
from ocop.settings import ASSETS
from ocop.web import (
    about,
    assets,
    banner,
    downloads,
    dumps,
    gs1,
    health,
    label_reports,
    labels,
    maps,
    metrics,
    open_data,
    pages,
    photos,
    pictures,
    qr,
    sheet,
    sitemap,
)
from ocop.web.api import operations as api
from ocop.web.api.endpoint import DOWN, problem
from ocop.web.limits import Limited
from ocop.web.logs import Logged
from ocop.web.mark_page import MarkPage
from ocop.web.metrics import Counted, Counts
from ocop.web.paths import PathGuard
from ocop.web.preparing import Preparing


def routes(register: Register, counts: Counts | None = None, mark: MarkPage | None = None) -> list[BaseRoute]:
    """Every route that is not a Streamlit page. `/M/…` is how a QR code in capitals spells `/m/…`.

    `counts` are what `/metrics` tells, those of the `Counted` in front; without one it tells of no requests.
    """
    mark, codes = mark or mark_page(register), qr.endpoint(register)
    return [
        Route("/m/{code}", mark),
        Route("/M/{code}", mark),
        Route("/01/{gtin}", gs1.endpoint(register)),
        Route("/01/{gtin}/{rest:path}", gs1.endpoint(register)),
        Route("/qr/{code}.{form}", codes),
        *label_reports.routes(register),
        Route("/sitemap.xml", sitemap.index(register)),
        Route("/sitemap-{number:int}.xml", sitemap.part(register)),
        Route("/robots.txt", sitemap.robots(register)),
        Route("/tai-ve/danh-muc.{form}", downloads.endpoint(register)),
        Route("/ban-do/ca-nuoc.svg", maps.nation(register)),
        Route("/tai-ve/lanh-dao.pdf", sheet.endpoint(register)),
        Route("/tai-ve/nhan.pdf", labels.sheets(register)),
        Route("/tai-ve/trich-{code}.pdf", labels.extract(register)),
        Route("/hinh/{name}.{form}", pictures.endpoint(register)),
        Route("/ban-do/{code}.svg", maps.place),
        Route("/anh/{code}.webp", photos.endpoint(register)),
        *api.routes(register),
        Route(open_data.PATH, open_data.endpoint(register)),
        Route(about.PATH, about.endpoint(register)),
        Route(dumps.PATH, dumps.endpoint(register)),
        Route("/healthz", health.endpoint(register)),
        Route("/readyz", health.ready(register)),
        Route("/metrics", metrics.endpoint(register, counts or Counts(), mark.watch)),
        Route("/favicon.ico", assets.icon),
        Mount("/assets", assets.Assets(directory=ASSETS)),
    ]


def mark_page(register: Register) -> MarkPage:
    """The page behind a printed code, which counts what it hands out."""
    return MarkPage(register, scanned=register.count_scan)


def handlers(register: Register) -> Mapping[Any, Callable[[Request, Exception], Response]]:
    """What a reader sees when the store stops answering: that nothing is said about the product."""

    def unavailable(request: Request, _error: Exception) -> Response:
        if request.url.path.startswith("/api/"):
            return problem(503, DOWN)
        return pages.render(request, register, "unavailable.html", 503)

    return {StoreUnavailable: unavailable}


def lifespan(
    register: Register, preparing: Preparing | None = None
) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """A server that ends normally writes what it still had in memory; `preparing` begins and ends with it."""

    @asynccontextmanager
    async def living(_app: object) -> AsyncIterator[None]:
        if preparing:
            preparing.start()
        yield
        if preparing:
            await run_in_threadpool(preparing.end)
        await run_in_threadpool(register.close)

    return living


def standalone(register: Register, *, prepares: bool = False) -> Starlette:
    """The public routes alone, for a process without Streamlit; `prepares` mark pages before they are asked for."""
    counts, mark = Counts(), mark_page(register)
    served = Starlette(
        routes=routes(register, counts, mark),
        exception_handlers=handlers(register),
        lifespan=lifespan(register, Preparing(register, mark) if prepares else None),
    )
    served.add_middleware(PathGuard, register=register)
    served.add_middleware(Limited, register=register)
    served.add_middleware(Counted, counts=counts)
    if register.settings.log_json:
        served.add_middleware(Logged)
    return served


def __getattr__(name: str) -> Starlette:
    """Make `app` when a server asks for it, not when a module is imported."""
    if name != "app":
        raise AttributeError(name)
    banner.hide()
    return standalone(the_register_or_exit(), prepares=True)

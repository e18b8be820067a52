"""The list of our own paths. `uvicorn ocop.web.app:app` serves them alone."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route

from ocop.services.register import Register, the_register_or_exit
from ocop.settings import ASSETS
from ocop.web import api, assets, health, marks, qr
from ocop.web.paths import PathGuard


def routes(register: Register) -> list[BaseRoute]:
    """Every route that is not a Streamlit page. `/M/…` is how a QR code in capitals spells `/m/…`."""
    mark, pictures = marks.endpoint(register), qr.endpoint(register)
    return [
        Route("/m/{code}", mark),
        Route("/M/{code}", mark),
        Route("/qr/{code}.{form}", pictures),
        Route("/api/v1/products", api.products(register)),
        Route("/healthz", health.endpoint(register)),
        Route("/favicon.ico", assets.icon),
        Mount("/assets", assets.Assets(directory=ASSETS)),
    ]


def standalone(register: Register) -> Starlette:
    """The public routes alone, for a process without Streamlit."""
    served = Starlette(routes=routes(register))
    served.add_middleware(PathGuard, register=register)
    return served


def __getattr__(name: str) -> Starlette:
    """Make `app` when a server asks for it, not when a module is imported."""
    if name != "app":
        raise AttributeError(name)
    return standalone(the_register_or_exit())

"""What a scan and a question cost the server: `python -m bench.routes --json`.

In process, one after another, so that only our code is measured. The peer of each is a bare Starlette route that
answers with the same bytes; the limit is what the page and its look-up may cost a tourist: 20 ms.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from statistics import median, quantiles

import httpx2
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ocop import settings
from ocop.services.register import Register
from ocop.web.app import standalone

ROUTES = ["/m/FR23-R1AX", "/m/ABCD-EFGH", "/api/v1/products?q=nuoc+mam", "/qr/FR23-R1AX.svg", "/healthz"]
REQUESTS = 300


async def milliseconds(app: Starlette, path: str) -> list[float]:
    """The time of each of many requests, after a warm-up."""
    spent = []
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        for number in range(REQUESTS + 20):
            begun = time.perf_counter()
            await client.get(path)
            if number >= 20:
                spent.append((time.perf_counter() - begun) * 1000)
    return spent


async def measure() -> dict[str, dict[str, float]]:
    """Each route beside a bare one with the same body."""
    folder = tempfile.mkdtemp()
    register = Register.open(settings.load({"OCOP_DATABASE_URL": f"sqlite:///{folder}/ocop.db"}))
    ours, figures = standalone(register), {}
    for path in ROUTES:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=ours), base_url="http://127.0.0.1") as client:
            body = (await client.get(path)).content

        async def bare(_request: Request, body: bytes = body) -> Response:
            return Response(body)

        spent = await milliseconds(ours, path)
        peer = await milliseconds(Starlette(routes=[Route(path.split("?")[0], bare)]), path)
        figures[path] = {
            "p50_ms": round(median(spent), 2),
            "p95_ms": round(quantiles(spent, n=20)[-1], 2),
            "bare_p50_ms": round(median(peer), 2),
            "ratio_to_bare": round(median(spent) / median(peer), 1),
            "bytes": len(body),
        }
    register.engine.dispose()
    return figures


def main() -> None:
    """Print the figures."""
    print(json.dumps({"limit_ms": 20, "routes": asyncio.run(measure())}))


if __name__ == "__main__":
    main()

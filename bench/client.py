"""Many requests at once from a bounded client on loopback: `wrk` where it is installed, else one of our own."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import time
from collections.abc import Mapping
from statistics import quantiles
from urllib.parse import urlsplit

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def load(url: str, *, connections: int, seconds: int, headers: Mapping[str, str] = {}) -> dict[str, float]:
    """Requests a second, and the milliseconds within which half and 99 of 100 were answered."""
    given = {"Accept-Encoding": "gzip", **headers}
    if shutil.which("wrk"):
        return _wrk(url, connections, seconds, given)
    return asyncio.run(_ours(url, connections, seconds, given))


def _wrk(url: str, connections: int, seconds: int, headers: Mapping[str, str]) -> dict[str, float]:
    told = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *told, url]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx or 3xx" not in text, text
    shares = {share: float(n) * UNITS[unit] for share, n, unit in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s)", text)}
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    assert rate, text
    return {"per_s": round(float(rate[1])), "p50_ms": round(shares["50"], 2), "p99_ms": round(shares["99"], 2)}


async def _ours(url: str, connections: int, seconds: int, headers: Mapping[str, str]) -> dict[str, float]:
    parts = urlsplit(url)
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    asked = f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{lines}\r\n".encode()
    spent: list[float] = []
    end = time.perf_counter() + seconds

    async def reader() -> None:
        stream, out = await asyncio.open_connection(parts.hostname, parts.port)
        while (begun := time.perf_counter()) < end:
            out.write(asked)
            head = await stream.readuntil(b"\r\n\r\n")
            assert head[9:12] in (b"200", b"304"), head
            if size := re.search(rb"(?i)content-length: (\d+)", head):
                await stream.readexactly(int(size[1]))
            spent.append((time.perf_counter() - begun) * 1000)
        out.close()

    await asyncio.gather(*(reader() for _connection in range(connections)))
    shares = quantiles(spent, n=100)
    return {"per_s": round(len(spent) / seconds), "p50_ms": round(shares[49], 2), "p99_ms": round(shares[98], 2)}

"""What the Streamlit pages cost: `python -m bench.pages --json`.

Reruns: the time from a reader's action to the end of the script, and what is sent, over the websocket, from a client of
our own, so that no browser is measured. A cold phone (390 by 844, four times slower, 1.6 Mbps down, 750 kbps up, 150 ms
away): first content, and the search box enabled with the first cards attached, beside the same pages without our
middleware. Memory: what fifty open sessions add to the server.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import websockets
from playwright.sync_api import Browser, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ocop.services import demo
from ocop.services.register import Register
from ocop.settings import ROOT, load
from tests.browser import chromium

PRODUCTS = 18_243
RERUNS = 30
LOADS = 5
SESSIONS = 50

# Each page: its name, and the views between which a reader goes to and fro.
PAGES = {
    "overview": ("", ["", "lang=en"]),
    "catalogue": ("danh-muc", ["q=ca+phe&sao=4", "q=tra&vung=dong-bang-song-hong"]),
    "catalogue, table": ("danh-muc", ["xem=bang&sao=5", "xem=bang&sao=4"]),
    "map": ("ban-do", ["so-lieu=5-sao", "so-lieu=sap-het"]),
    "distributions": ("phan-bo", ["nhom=thuc-pham", "theo=ty-le"]),
    "targets": ("chi-tieu", ["", "ngay=2024-12-31"]),
    "leader": ("lanh-dao", ["", "ngay=2025-12-31"]),
    "product": ("san-pham", ["ma={first}", "ma={second}"]),
}
PHONE = {"latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8, "offline": False}


@contextmanager
def serving(script: str, url: str) -> Iterator[tuple[str, int]]:
    """The program on a free port of loopback: its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    given = {"OCOP_DATABASE_URL": url, "OCOP_DEMO": "0", "OCOP_TODAY": "2026-11-22", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | given, stdout=subprocess.DEVNULL)
    address = f"127.0.0.1:{port}"
    try:
        for _try in range(300):
            try:
                urllib.request.urlopen(f"http://{address}/healthz", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(20)


async def rerun(client: websockets.ClientConnection, page: str, query: str) -> tuple[float, int]:
    """Milliseconds to the end of one run of the script, and the bytes that it sent."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = page
    begun, size = time.perf_counter(), 0
    await client.send(asked.SerializeToString())
    async for message in client:
        size += len(message)
        got = ForwardMsg()
        got.ParseFromString(message if isinstance(message, bytes) else message.encode())
        if got.WhichOneof("type") == "script_finished":
            break
    return (time.perf_counter() - begun) * 1000, size


async def reruns(address: str, views: dict[str, tuple[str, list[str]]]) -> dict[str, dict[str, float]]:
    """Each page, run again and again in one session."""
    figures = {}
    for name, (page, queries) in views.items():
        async with websockets.connect(f"ws://{address}/_stcore/stream", max_size=None) as client:
            spent, sizes = [], []
            for number in range(RERUNS + 4):
                milliseconds, size = await rerun(client, page, queries[number % len(queries)])
                if number >= 4:
                    spent.append(milliseconds)
                    sizes.append(size)
                await asyncio.sleep(0.02)
        figures[name] = {
            "p50_ms": round(median(spent), 1),
            "p95_ms": round(quantiles(spent, n=20)[-1], 1),
            "kb": round(median(sizes) / 1024, 1),
        }
    return figures


async def sessions(address: str, process: int) -> float:
    """Megabytes that each of fifty open sessions adds."""
    clients = []

    async def opened() -> None:
        client = await websockets.connect(f"ws://{address}/_stcore/stream", max_size=None)
        await rerun(client, "danh-muc", "sao=4")
        clients.append(client)

    for _warm in range(5):
        await opened()
    before = resident(process)
    for _session in range(SESSIONS):
        await opened()
    after = resident(process)
    for client in clients:
        await client.close()
    return round((after - before) / SESSIONS, 2)


def resident(process: int) -> float:
    """Megabytes of memory that a process holds."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def phone(browser: Browser, url: str, ready: str) -> tuple[float, float, float]:
    """Seconds to first content and to use, and the kilobytes of one cold load."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="vi")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", PHONE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    begun = time.perf_counter()
    page.goto(url, wait_until="commit", timeout=60_000)
    page.wait_for_function(ready, timeout=60_000)
    usable = time.perf_counter() - begun
    first = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 1e6") / 1000
    context.close()
    return first, usable, sum(received) / 1024


CARDS = "document.querySelector('#root {cards}') && document.querySelector('#root .oc-footer')"
BOX = " && [...document.querySelectorAll('#root [data-testid=stTextInput] input')].some(box => !box.disabled)"
READY = {
    "/?so=minh-hoa": CARDS.format(cards=".oc-numbers"),
    "/danh-muc?so=minh-hoa": CARDS.format(cards=".oc-card") + BOX,
}


def loads(address: str) -> dict[str, dict[str, float]]:
    """Cold loads of the public pages, the median of five."""
    figures = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        for path, ready in READY.items():
            done = [phone(browser, f"http://{address}{path}", ready) for _load in range(LOADS)]
            first, usable, size = (round(median(column), 2) for column in zip(*done, strict=True))
            figures[path.split("?")[0]] = {"first_content_s": first, "usable_s": usable, "kb": round(size)}
        browser.close()
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/ocop.db"
        register = Register.open(load({"OCOP_DATABASE_URL": url}))
        demo.load(register, products=PRODUCTS, by="bench")
        first, second = register.codes(demo.Scope.DEMO, limit=2, offset=100)
        register.engine.dispose()
        views = {
            name: (page, [query.format(first=first, second=second) for query in queries])
            for name, (page, queries) in PAGES.items()
        }
        with serving("streamlit_app.py", url) as (address, process):
            figures: dict[str, object] = {"reruns": asyncio.run(reruns(address, views))}
            figures["session_mb"] = asyncio.run(sessions(address, process))
            figures["cold_phone"] = loads(address)
        with serving("bench/plain_app.py", url) as (address, _process):
            figures["cold_phone_without_our_middleware"] = loads(address)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

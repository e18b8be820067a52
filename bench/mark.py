"""What a scan costs, on a phone and on the server: `python -m bench.mark --json`.

A cold phone (that of `bench.pages`): the mark page beside the Streamlit product page, as it comes and as we serve it,
and beside a bare static page of the same bytes. Requests: whole and unchanged (304) pages beside a bare Starlette route
in the same process, and beside nginx serving the bytes from a file where there is one. Latency while five Streamlit
sessions rerun without pause in the same process. Each in turn and the middle of three, since machines breathe.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median

import websockets
from playwright.sync_api import sync_playwright

from bench.client import load
from bench.pages import LOADS, PRODUCTS, phone, rerun, serving
from ocop.services import demo
from ocop.services.register import Register
from ocop.settings import ROOT
from ocop.settings import load as settings
from tests.browser import chromium

CONNECTIONS, SECONDS, ROUNDS, SESSIONS = 16, 3, 3, 5
LIMITS = {
    "cold_phone_s": 0.6,
    "times_faster_than_the_product_page": 20,
    "rate_to_bare_route": 0.7,
    "p99_ms_while_sessions_rerun": 100,
    "kb_on_the_wire": 6,
}
NGINX = """daemon off; pid {folder}/pid; error_log {folder}/error; events {{}}
http {{ access_log off; default_type text/html; client_body_temp_path {folder}; proxy_temp_path {folder};
fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
server {{ listen 127.0.0.1:{port}; root {folder}/files; keepalive_requests 1000000; }} }}"""
MARK_READY = "document.readyState === 'complete' && document.querySelector('main h1')"
PRODUCT_READY = "document.querySelector('#root .oc-product h1') && document.querySelector('#root .oc-footer')"


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def running(command: list[str], address: str, given: dict[str, str]) -> Iterator[str]:
    """A server until its address answers and as long as it is needed."""
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | given, stdout=subprocess.DEVNULL)
    try:
        for _try in range(300):
            with suppress(OSError):
                urllib.request.urlopen(address, timeout=5).close()
                break
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def mark_app(url: str, code: str) -> Iterator[str]:
    """The mark page and its bare peer in one process of uvicorn."""
    port = free_port()
    given = {"OCOP_DATABASE_URL": url, "OCOP_DEMO": "0", "OCOP_TODAY": "2026-11-22", "BENCH_CODE": code}
    command = [sys.executable, "-m", "uvicorn", "bench.mark_app:app", "--port", str(port)]
    with running([*command, "--log-level", "warning", "--no-access-log"], f"http://127.0.0.1:{port}/bare", given):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def nginx(body: bytes) -> Iterator[str | None]:
    """The same bytes from a file; None where there is no nginx."""
    if not shutil.which("nginx"):
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        files, port = Path(folder) / "files", free_port()
        files.mkdir()
        (files / "page").write_bytes(body)
        (Path(folder) / "conf").write_text(NGINX.format(folder=folder, port=port))
        command = ["nginx", "-c", f"{folder}/conf", "-p", folder, "-e", f"{folder}/error"]
        with running(command, f"http://127.0.0.1:{port}/page", {}) as address:
            yield address


def requests(base: str, code: str) -> dict[str, object]:
    """Requests a second: ours, the bare route, and a file."""
    asked = urllib.request.Request(f"{base}/m/{code}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked) as answer:
        body, tag = answer.read(), answer.headers["ETag"]
    unchanged = {"If-None-Match": tag}
    with nginx(body) as file:
        asked_for: dict[str, tuple[str | None, dict[str, str]]] = {
            "page": (f"{base}/m/{code}", {}),
            "bare_route": (f"{base}/bare", {}),
            "unchanged": (f"{base}/m/{code}", unchanged),
            "bare_304": (f"{base}/bare-304", {}),
            "nginx_file": (file, {}),
        }
        rounds: dict[str, list[dict[str, float]]] = {name: [] for name, (url, _headers) in asked_for.items() if url}
        for _round in range(ROUNDS):
            for name, found in rounds.items():
                url, headers = asked_for[name]
                found.append(load(str(url), connections=CONNECTIONS, seconds=SECONDS, headers=headers))
    figures: dict[str, object] = {
        name: {key: round(median(each[key] for each in found), 2) for key in found[0]} for name, found in rounds.items()
    }
    for ours, peer in (("page", "bare_route"), ("unchanged", "bare_304")):
        pairs = zip(rounds[ours], rounds[peer], strict=True)
        figures[f"{ours}_rate_to_bare"] = round(median(one["per_s"] / other["per_s"] for one, other in pairs), 2)
    return figures | {"bytes_gzip": len(body)}


async def while_rerunning(address: str, code: str) -> dict[str, dict[str, float]]:
    """The latency of a reader at a time, quiet and while five sessions rerun the catalogue and a product."""
    url = f"http://{address}/m/{code}"
    bare = f"http://{address}/_stcore/health"
    for warm in (url, bare):
        urllib.request.urlopen(warm).close()
    figures = {"quiet": await asyncio.to_thread(load, url, connections=1, seconds=SECONDS)}
    done = asyncio.Event()

    async def session(number: int) -> int:
        runs = 0
        async with websockets.connect(f"ws://{address}/_stcore/stream", max_size=None) as client:
            while not done.is_set():
                page, query = ("danh-muc", f"sao={3 + runs % 3}") if number % 2 else ("san-pham", f"ma={code}")
                await rerun(client, page, query)
                runs += 1
        return runs

    sessions = [asyncio.create_task(session(number)) for number in range(SESSIONS)]
    await asyncio.sleep(3)
    figures["five_sessions"] = await asyncio.to_thread(load, url, connections=1, seconds=3 * SECONDS)
    figures["five_sessions_bare_health"] = await asyncio.to_thread(load, bare, connections=1, seconds=2 * SECONDS)
    done.set()
    figures["five_sessions"]["reruns"] = sum(await asyncio.gather(*sessions))
    return figures


def loads(pages: dict[str, tuple[str, str]]) -> dict[str, dict[str, float]]:
    """Cold loads on the phone, the median of five: first content, and all of it."""
    figures = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        for name, (url, ready) in pages.items():
            done = [phone(browser, url, ready) for _load in range(LOADS)]
            first, whole, size = (round(median(column), 2) for column in zip(*done, strict=True))
            # a browser that tells of no first content says 1000
            figures[name] = {"first_content_s": first if first < 999 else whole, "whole_s": whole, "kb": size}
        browser.close()
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/ocop.db"
        register = Register.open(settings({"OCOP_DATABASE_URL": url}))
        demo.load(register, products=PRODUCTS, by="bench")
        (code,) = register.codes(demo.Scope.DEMO, limit=1, offset=100)
        register.engine.dispose()
        figures: dict[str, object] = {"limits": LIMITS}
        with mark_app(url, code) as base:
            figures["requests"] = requests(base, code)
            cold = loads({"static": (f"{base}/bare", MARK_READY)})
        with serving("streamlit_app.py", url) as (address, _process):
            figures["latency"] = asyncio.run(while_rerunning(address, code))
            cold |= loads({"mark": (f"http://{address}/m/{code}", MARK_READY)})
            cold |= loads({"product": (f"http://{address}/san-pham?ma={code}", PRODUCT_READY)})
        with serving("bench/plain_app.py", url) as (address, _process):
            cold |= loads({"product_as_streamlit_serves_it": (f"http://{address}/san-pham?ma={code}", PRODUCT_READY)})
    mark = cold["mark"]["first_content_s"]
    for peer in ("product", "product_as_streamlit_serves_it"):
        cold[peer]["times_slower"] = round(cold[peer]["whole_s"] / mark, 1)
    print(json.dumps(figures | {"cold_phone": cold}))


if __name__ == "__main__":
    main()

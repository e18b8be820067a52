"""How soon the register answers after its start: `python -m bench.start --json`.

Ours opens an empty store, migrates it and loads the shipped records before it answers. The peer is Streamlit with an
empty script; the limit is the interpreter that only imports Streamlit.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from ocop.settings import ROOT

RUNS = 5


def seconds_until(command: list[str], path: str, **environment: str) -> float:
    """From the start of a server to its first answer on a path."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = time.perf_counter()
    server = subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while time.perf_counter() - begun < 60:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                    body = answer.read()
                assert path != PRODUCTS or json.loads(body)["total"] == 37
                return time.perf_counter() - begun
            except OSError:
                time.sleep(0.02)
        raise TimeoutError(command)
    finally:
        server.terminate()
        server.wait(20)


PRODUCTS = "/api/v1/products"


def main() -> None:
    """Measure ours cold and warm, the peer and the limit, and print them."""
    folder = Path(tempfile.mkdtemp())
    (folder / "empty.py").write_text("import streamlit as st\n\nst.title('.')\n")
    streamlit = [sys.executable, "-m", "streamlit", "run"]
    cold, warm, peer, limit = [], [], [], []
    for run in range(RUNS):
        store = {"OCOP_DATABASE_URL": f"sqlite:///{folder / f'{run}.db'}"}
        cold.append(seconds_until([*streamlit, "streamlit_app.py"], PRODUCTS, **store))
        warm.append(seconds_until([*streamlit, "streamlit_app.py"], PRODUCTS, **store))
        peer.append(seconds_until([*streamlit, str(folder / "empty.py")], "/_stcore/health"))
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import streamlit.web.bootstrap"], check=True)
        limit.append(time.perf_counter() - begun)
    figures = {
        "fresh_store_s": round(median(cold), 2),
        "present_store_s": round(median(warm), 2),
        "empty_streamlit_s": round(median(peer), 2),
        "import_only_s": round(median(limit), 2),
        "ratio_to_empty_streamlit": round(median(cold) / median(peer), 2),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

"""What printing costs: `python -m bench.labels --json`.

10,000 labels of as many products on sheets of 24, from products to PDF; then every sheet is drawn and every code read
back and compared. Beside it the same codes as `qrcode` makes them by itself, which tries all masks. Limits: 60 s for
the labels, every code read.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pypdfium2
import zxingcpp
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from ocop import settings
from ocop.documents import label
from ocop.documents.layouts import LAYOUTS
from ocop.domain.codes import ALPHABET, mark_url, with_check
from ocop.domain.recognition import Scope
from ocop.domain.register import Facet, Product, ProductQuery, choices
from ocop.figures import codes
from ocop.services import demo, labels
from ocop.services.register import Register
from ocop.store.queries import INSTALLER

COUNT, DAY = 10_000, date(2026, 11, 22)
BASE = "https://ocop.example.vn"
SAMPLE = 300
DPI = 110


def products() -> list[Product]:
    """As many products in force, each under a code of its own."""
    url = f"sqlite:///{Path(tempfile.mkdtemp()) / 'ocop.db'}"
    register = Register.open(settings.load({"OCOP_DATABASE_URL": url, "OCOP_TODAY": DAY.isoformat()}))
    demo.load(register, products=4000, by=INSTALLER)
    query = ProductQuery(choices=choices({Facet.STATUS: labels.IN_FORCE}), scope=Scope.DEMO)
    with register.reading() as session:
        found = list(register.finder.every(session, query, DAY))
    register.engine.dispose()
    return [replace(found[number % len(found)], code=code(number)) for number in range(COUNT)]


def code(number: int) -> str:
    """A right code for a number."""
    body = ""
    for _place in range(7):
        number, digit = divmod(number, 32)
        body += ALPHABET[digit]
    return with_check(body)


def read_back(page: tuple[bytes, int]) -> list[str]:
    """The codes on some sheets as a decoder reads them."""
    found = []
    document = pypdfium2.PdfDocument(page[0])
    for number in range(page[1], len(document), os.cpu_count() or 1):
        drawn = document[number].render(scale=DPI / 72, grayscale=True).to_pil()
        found += [each.text for each in zxingcpp.read_barcodes(drawn, formats=zxingcpp.BarcodeFormat.QRCodeModel2)]
    return found


def automatic(url: str) -> None:
    """The peer: as the library makes a code by itself."""
    made = QRCode(error_correction=ERROR_CORRECT_M)
    made.add_data(url)
    made.make(fit=True)


def each_ms(make: object, urls: list[str]) -> float:
    begun = time.perf_counter()
    for url in urls:
        make(url)  # type: ignore[operator]
    return round(1000 * (time.perf_counter() - begun) / len(urls), 2)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.parse_args()
    chosen = products()
    urls = [mark_url(BASE, each.shown_code) for each in chosen]
    ours, peer = each_ms(codes.matrix, urls[:SAMPLE]), each_ms(automatic, urls[:SAMPLE])
    sheets = label.Sheets(chosen, BASE, LAYOUTS["a4-24"])
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        begun = time.perf_counter()
        made = label.pdf(sheets, workers)
        spent = time.perf_counter() - begun
        begun = time.perf_counter()
        parts = list(workers.map(read_back, [(made, number) for number in range(os.cpu_count() or 1)]))
        reading = time.perf_counter() - begun
    found = [url for part in parts for url in part]
    figures = {
        "labels": COUNT,
        "seconds": round(spent, 1),
        "seconds_limit": 60,
        "decoded": len(set(found) & set(urls)),
        "decoded_wrongly": len(set(found) - set(urls)),
        "decoding_seconds": round(reading, 1),
        "pdf_megabytes": round(len(made) / 1e6, 1),
        "code_ms": ours,
        "automatic_masks_code_ms": peer,
        "automatic_masks_all_codes_seconds": round(peer * COUNT / 1000, 1),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

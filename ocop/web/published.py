"""The files of a publication: the mark page in every language, its data, its code, and what stands once.

Addresses stay those of the application: a web server maps `/m/FR23-R1AX?lang=en` to `m/en/FR23-R1AX.html`
(deploy/nginx.conf), so that printed codes and links between the pages lead to them as they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from ocop.domain.publication import Entry
from ocop.domain.recognition import Scope
from ocop.domain.register import Record
from ocop.figures import codes
from ocop.i18n import MARK_NAMES, language
from ocop.services.publish import Press
from ocop.services.register import Register
from ocop.web import compress, mark_page, marks, pages, qr, sitemap

# Measured on the pages themselves (bench.publish): more takes longer and saves less than one byte in three hundred.
BROTLI, GZIP = 5, 6
LANGUAGES = {code: language(code, MARK_NAMES) for code in MARK_NAMES}
NOT_HERE = "khong-co"


def documents(register: Register, record: Record, published_on: date) -> dict[str, bytes]:
    """All files of one product by path, under its code and under those of records that were merged into it."""
    own, on = record.product.shown_code, published_on
    drawn = codes.svg(qr.drawing(record.product, register.settings.base_url, with_stars=False))
    data = json.dumps(marks.data(register, record, own, on, published_on=on), ensure_ascii=False).encode()
    found: dict[str, bytes] = {}
    for each, t in LANGUAGES.items():
        page = marks.document(register, record, own, on, t, published_on=on)
        found |= {f"m/{each}/{code}.html": page for code in (own, *record.product.former_codes)}
    for code in (own, *record.product.former_codes):
        found |= {f"m/{code}.json": data, f"qr/{code}.svg": drawn}
    return found


def others(register: Register, scope: Scope, products: Mapping[str, Entry], day: date) -> dict[str, bytes]:
    """What stands once: the sitemap, and what is said where no page lies."""
    found = {
        f"m/{each}/{NOT_HERE}.html": pages.filled("unavailable.html", register, t, day, languages=MARK_NAMES).encode()
        for each, t in LANGUAGES.items()
    }
    listed = {} if scope is Scope.DEMO else {code: each.published_on for code, each in products.items()}
    found |= sitemap.files(register.settings.base_url, listed)
    rules = "Disallow: /" if scope is Scope.DEMO else f"Disallow:\n\nSitemap: {register.settings.base_url}/sitemap.xml"
    return found | {"robots.txt": f"User-agent: *\n{rules}\n".encode()}


def plain(scope: Scope) -> dict[str, bytes]:
    """What the server itself reads: the headers that belong to every page."""
    headers = pages.SECURITY | ({"X-Robots-Tag": "noindex"} if scope is Scope.DEMO else {})
    lines = [f'add_header {name} "{value}" always;\n' for name, value in headers.items()]
    return {"headers.conf": "".join(lines).encode()}


def packed(body: bytes) -> dict[str, bytes]:
    """A file in the forms in which it is stored."""
    return {".br": compress.packed(body, "br", BROTLI), ".gz": compress.packed(body, "gzip", GZIP)}


def press(register: Register) -> Press:
    """What makes the files of a register."""
    return Press(documents, others, plain, packed, mark_page.release(register))

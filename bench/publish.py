"""What publishing costs: `python -m bench.publish --json`.

The made-up register of 18,243 products in six languages into an empty folder; the same again with nothing changed; the
night on which the next pages turn. Beside it, in one process, what rendering alone costs: one Jinja template as long as
a mark page, with 40 values, no register, nothing compressed or written. And what the forms of compression cost and save
on the pages themselves. Limits: 150 s for all, 3 s where nothing changed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from jinja2 import Environment

from ocop import settings
from ocop.domain.recognition import Scope
from ocop.i18n import MARK_NAMES
from ocop.services import demo
from ocop.services.publish import publish
from ocop.services.register import Register
from ocop.store.queries import INSTALLER
from ocop.web import compress, published

PRODUCTS, DAY = 18_243, date(2026, 11, 22)
SAMPLE = 200


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def cpu() -> float:
    """Seconds of work so far, of this process and those that it started."""
    return sum(sum(resource.getrusage(whose)[:2]) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def pages(register: Register) -> list[bytes]:
    """Some pages, to be weighed."""
    found = []
    for code in register.codes(Scope.DEMO, limit=SAMPLE, offset=0):
        record = register.record(code, DAY)
        assert record is not None
        found += [body for path, body in published.documents(register, record, DAY).items() if path.endswith(".html")]
    return found


def plain_rendering(sample: list[bytes]) -> float:
    """The peer: seconds to render as many pages of that length from one template with 40 escaped values."""
    length = sum(map(len, sample)) // len(sample)
    values = {f"v{number}": f"giá trị <{number}>" for number in range(40)}
    filler = "x" * (length // 40 - 20)
    template = Environment(autoescape=True).from_string("".join(f"<p>{filler}{{{{ {name} }}}}</p>" for name in values))
    count = 5000
    spent = seconds(lambda: [template.render(values).encode() for _page in range(count)])
    return spent * PRODUCTS * len(MARK_NAMES) / count


def weighed(sample: list[bytes]) -> dict[str, dict[str, float]]:
    """Milliseconds and bytes of a page in each quality that might be chosen."""
    forms: dict[str, Callable[[bytes], bytes]] = {}
    for quality in (4, 5, 7, 9, 11):
        forms[f"br {quality}"] = partial(compress.packed, how="br", quality=quality)
    for level in (1, 6, 9):
        forms[f"gzip {level}"] = partial(gzip.compress, compresslevel=level)
    found = {}
    for name, pack in forms.items():
        begun = time.perf_counter()
        size = sum(len(pack(body)) for body in sample)
        spent = time.perf_counter() - begun
        found[name] = {"ms": round(1000 * spent / len(sample), 3), "bytes": round(size / len(sample))}
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="ocop-publish-"))
    given = {"OCOP_DATABASE_URL": f"sqlite:///{place / 'ocop.db'}", "OCOP_BASE_URL": "https://ocop.example.vn"}
    register = Register.open(settings.load(given))
    demo.load(register, products=PRODUCTS, by=INSTALLER)
    register = replace(register, settings=replace(register.settings, today=None))
    press, folder = published.press(register), place / "published"

    def run(day: date) -> tuple[float, int, date | None]:
        begun = time.perf_counter()
        done = publish(register, folder, press, scope=Scope.DEMO, day=day, processes=os.cpu_count() or 1)
        return time.perf_counter() - begun, len(done.written), done.manifest.next_change

    before = cpu()
    every, written, following = run(DAY)
    worked = cpu() - before
    nothing, none, _day = run(DAY)
    assert (written, none) == (PRODUCTS, 0)
    assert following is not None
    night, turned, _day = run(following)
    sample = pages(register)
    peer = plain_rendering(sample)
    figures = {
        "products": PRODUCTS,
        "languages": len(MARK_NAMES),
        "all_seconds": round(every, 1),
        "all_seconds_limit": 150,
        # a machine that does other things too shows it here: with so many processes all to itself it takes this long
        "all_cpu_seconds_by_process": round(worked / (os.cpu_count() or 1), 1),
        "nothing_changed_seconds": round(nothing, 2),
        "nothing_changed_seconds_limit": 3,
        "next_night_seconds": round(night, 2),
        "next_night_products": turned,
        "rendering_alone_one_process_seconds": round(peer, 1),
        "ratio_to_rendering_alone": round(every / peer, 2),
        "processes": os.cpu_count(),
        "compression": weighed(sample),
    }
    print(json.dumps(figures))
    register.engine.dispose()
    shutil.rmtree(place)


if __name__ == "__main__":
    main()

"""`python -m ocop publish DIR --scope real|demo`."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from tqdm import tqdm

from ocop import settings
from ocop.domain.recognition import Scope
from ocop.services.publish import publish
from ocop.services.register import Register
from ocop.web import published


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("publish", help="công bố mọi trang xác nhận thành tệp tĩnh, chỉ ghi phần thay đổi")
    parser.add_argument("folder", type=Path, metavar="THƯ-MỤC")
    parser.add_argument(
        "--scope", type=Scope, choices=list(Scope), default=Scope.REAL, help="bản minh họa chỉ khi ghi rõ --scope demo"
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="SỐ", help="số tiến trình")
    parser.add_argument("--allow-local", action="store_true", help="chỉ để thử: cho phép địa chỉ nội bộ")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Publish with a progress bar and say what was written and when the next page turns."""
    register = Register.open(settings.load())
    begun = time.monotonic()
    with tqdm(unit=" sản phẩm", disable=None, leave=False) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        outcome = publish(
            register,
            given.folder,
            published.press(register),
            scope=given.scope,
            allow_local=given.allow_local,
            processes=given.processes,
            progress=progress,
        )
    manifest = outcome.manifest
    removed = f", bỏ {outcome.removed} sản phẩm" if outcome.removed else ""
    print(
        f"Đã công bố {len(manifest.products)} sản phẩm vào {given.folder}: ghi mới {len(outcome.written)}, "
        f"giữ nguyên {outcome.kept}{removed}; {time.monotonic() - begun:.1f} giây."
    )
    if manifest.next_change:
        print(f"Trang gần nhất phải ghi lại: ngày {manifest.next_change:%d/%m/%Y}. Nên công bố lại mỗi đêm.")
    return 0

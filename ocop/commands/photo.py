"""`python -m ocop photo CODE FILE --credit … --by NAME --reason …`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ocop import settings
from ocop.services import photos
from ocop.services.register import Register


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("photo", help="ghi ảnh của một sản phẩm, do chủ thể cung cấp")
    parser.add_argument("code", metavar="MÃ")
    parser.add_argument(
        "file", type=Path, metavar="ẢNH", help="JPEG, PNG hoặc WebP; được thu nhỏ và bỏ thông tin máy ảnh"
    )
    parser.add_argument("--credit", required=True, metavar="NGUỒN", help="ảnh của ai; ghi dưới ảnh")
    parser.add_argument("--by", required=True, metavar="TÊN")
    parser.add_argument("--reason", required=True, metavar="LÝ DO")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Keep it and say so."""
    register = Register.open(settings.load())
    photos.keep(register, code=given.code, file=given.file, credit=given.credit, by=given.by, reason=given.reason)
    print(f"Đã ghi ảnh của sản phẩm {given.code}.")
    return 0

"""`python -m ocop backup OUT`, `restore FILE` and `copy SOURCE TARGET`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ocop import settings
from ocop.services import backup


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    saving = commands.add_parser("backup", help="sao lưu toàn bộ sổ đăng ký thành một tệp, trong khi vẫn phục vụ")
    saving.add_argument("file", type=Path, metavar="TỆP")
    saving.set_defaults(run=save)
    restoring = commands.add_parser("restore", help="nạp một bản sao lưu vào cơ sở dữ liệu trống")
    restoring.add_argument("file", type=Path, metavar="TỆP")
    restoring.set_defaults(run=restore)
    copying = commands.add_parser("copy", help="chép sổ đăng ký sang một cơ sở dữ liệu trống, SQLite hoặc PostgreSQL")
    copying.add_argument("source", metavar="NGUỒN")
    copying.add_argument("target", metavar="ĐÍCH")
    copying.set_defaults(run=copy)


def save(given: argparse.Namespace) -> int:
    """Save the register and say how much it was."""
    _tell("Đã sao lưu", backup.backup(settings.load().database_url, given.file), f" vào {given.file}")
    return 0


def restore(given: argparse.Namespace) -> int:
    """Restore the register and say how much it was."""
    _tell("Đã khôi phục", backup.restore(given.file, settings.load().database_url), f" từ {given.file}")
    return 0


def copy(given: argparse.Namespace) -> int:
    """Copy the register and say how much it was."""
    _tell("Đã chép", backup.copy(given.source, given.target), " sang cơ sở dữ liệu đích")
    return 0


def _tell(done: str, saved: backup.Saved, where: str) -> None:
    print(f"{done} {saved.rows} dòng của {saved.tables} bảng{where}; sổ đăng ký ở lần thay đổi thứ {saved.revision}.")

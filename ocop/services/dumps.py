"""The dated packages of open data in a folder, as `services/dump.py` writes them: what is there, and its files."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from ocop.domain.recognition import Scope

DESCRIBED, DICTIONARY = "datapackage.json", "data-dictionary.md"
PACKAGE = re.compile(r"ocop(?:-minh-hoa)?-\d{4}-\d{2}-\d{2}", re.ASCII)
FILE = re.compile(rf"[a-z0-9_]+\.(?:csv|parquet)|{re.escape(DESCRIBED)}|{re.escape(DICTIONARY)}", re.ASCII)


@dataclass(frozen=True)
class DumpedFile:
    """A file of a package: its size in bytes, and how many rows where it holds a table."""

    name: str
    size: int
    sha256: str
    rows: int | None = None


@dataclass(frozen=True)
class Dumped:
    """A package as it was written: of which register and day, how many products, and its files."""

    name: str
    day: date
    scope: Scope
    products: int
    files: tuple[DumpedFile, ...]

    @property
    def size(self) -> int:
        """In bytes, of all files together."""
        return sum(each.size for each in self.files)


def listed(folder: Path) -> list[Dumped]:
    """The packages of a folder, the latest first; one that cannot be read is left out."""
    try:
        names = [each.name for each in folder.iterdir() if PACKAGE.fullmatch(each.name)]
    except OSError:
        return []
    found = [each for name in names if (each := _known(folder / name)) is not None]
    return sorted(found, key=lambda each: (each.day, each.scope is Scope.REAL), reverse=True)


def find(folder: Path, package: str, name: str) -> Path | None:
    """A file of a package; None where there is no such file, or what was asked for is no name of one."""
    if not (PACKAGE.fullmatch(package) and FILE.fullmatch(name)):
        return None
    file = folder / package / name
    return file if file.is_file() else None


def _known(package: Path) -> Dumped | None:
    try:
        return _read(package, (package / DESCRIBED).stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=256)
def _read(package: Path, _changed: int) -> Dumped:
    """Read once as long as it is not written anew."""
    told = json.loads((package / DESCRIBED).read_text(encoding="utf-8"))
    files, rows = [_summed(package / DESCRIBED), _summed(package / DICTIONARY)], {}
    for table in told["resources"]:
        rows[table["name"]] = int(table["rows"])
        for each in (table, table["parquet"]):
            digest = str(each["hash"]).removeprefix("sha256:")
            files.append(DumpedFile(str(each["path"]), int(each["bytes"]), digest, rows[table["name"]]))
    return Dumped(package.name, date.fromisoformat(told["as_of"]), Scope(told["scope"]), rows["products"], tuple(files))


def _summed(file: Path) -> DumpedFile:
    body = file.read_bytes()
    return DumpedFile(file.name, len(body), sha256(body).hexdigest())

"""The whole register as one file and back, and from one engine to the other.

The file is a ZIP: a member of JSON lines for each table, then `manifest.json` with the release of the tables, the
revision, and for each member its rows, columns and SHA-256. The archive's comment, its last 64 bytes, is the SHA-256 of
all before, so that no byte can change unseen. It holds all that the store holds, personal data too.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from ocop import clock
from ocop.errors import Conflict, DataError
from ocop.store import dumping, schema
from ocop.store.engine import alone, open_engine, unavailable

FORMAT = "ocop-backup-1"
MANIFEST = "manifest.json"
CHUNK = 1 << 20
SEAL = 64


class Saved(NamedTuple):
    """What a backup, a restoration or a copy went over: tables, rows in all, the revision of the register."""

    tables: int
    rows: int
    revision: int


def backup(database_url: str, file: Path) -> Saved:
    """Write all that the store holds at this moment to a file, while others read and write.

    The file stands whole or not at all, and only its owner may read it.

    Raises:
        StoreUnavailable: the store does not answer.
        Conflict: there is no register at that address.
        DataError: the file cannot be written.
    """
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with (
            _opened(database_url) as engine,
            _register(engine) as (connection, release),
            open(part, "w+b", opener=lambda path, flags: os.open(path, flags, 0o600)) as raw,
        ):
            saved = _write(raw, connection, release)
            seal(raw)
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(file)
    except OSError as error:
        raise DataError(f"Không ghi được tệp {file}: {error.strerror}. Hãy kiểm tra đường dẫn và chỗ trống.") from None
    finally:
        part.unlink(missing_ok=True)
    return saved


def restore(file: Path, database_url: str) -> Saved:
    """Put what a file holds into an empty database, in one transaction, after every member was found unharmed.

    Raises:
        DataError: the file is none of ours, or it was changed; nothing was stored.
        Conflict, StoreTooNew, StoreUnavailable: the database is not empty, or does not answer.
    """
    with _archive(file) as archive:
        _check_seal(file)
        manifest = _verified(archive)
        with _opened(database_url, create=True) as engine, alone(engine) as connection:
            tables = {table.name: table for table in dumping.prepare(connection, manifest["schema"])}
            if tables.keys() != manifest["tables"].keys():
                raise DataError("Bản sao lưu thiếu hoặc thừa bảng so với mốc mà nó ghi: hãy dùng bản sao lưu khác.")
            for name, table in tables.items():
                with archive.open(_member(name)) as member:
                    dumping.fill(connection, table, manifest["tables"][name]["columns"], map(json.loads, member))
                dumping.number_on(connection, table)
    return Saved(len(tables), sum(told["rows"] for told in manifest["tables"].values()), manifest["revision"])


def copy(source_url: str, target_url: str) -> Saved:
    """Put what one store holds at this moment into an empty database, of either engine, in one transaction.

    Raises:
        Conflict, StoreTooNew, StoreUnavailable: a store does not answer, the first is none, the second is not empty.
    """
    rows = 0

    def counted(lines: Iterator[dumping.Line]) -> Iterator[dumping.Line]:
        nonlocal rows
        for line in lines:
            rows += 1
            yield line

    with (
        _opened(source_url) as source,
        _register(source) as (reading, release),
        _opened(target_url, create=True) as target,
    ):
        if source.url == target.url:
            raise Conflict("Nguồn và đích là cùng một cơ sở dữ liệu: hãy chọn đích khác.")
        with alone(target) as writing:
            made = {table.name: table for table in dumping.prepare(writing, release)}
            for table in dumping.tables(reading):
                names = [column.name for column in table.columns]
                dumping.fill(writing, made[table.name], names, counted(dumping.lines(reading, table)))
                dumping.number_on(writing, made[table.name])
        return Saved(len(made), rows, _revision(reading))


@contextmanager
def _opened(database_url: str, *, create: bool = False) -> Iterator[Engine]:
    engine = open_engine(database_url, create=create)
    try:
        yield engine
    except DBAPIError as error:
        raise unavailable(engine.url, error) from error
    finally:
        engine.dispose()


@contextmanager
def _register(engine: Engine) -> Iterator[tuple[Connection, str]]:
    """A register as of this moment, and the release of its tables; it is not upgraded."""
    with dumping.snapshot(engine) as connection:
        release = schema.present_revision(connection)
        if release is None:
            raise Conflict(f"Chưa có sổ đăng ký ở {engine.url.render_as_string()}: hãy kiểm tra địa chỉ cơ sở dữ liệu.")
        yield connection, release


def _write(raw: IO[bytes], connection: Connection, release: str) -> Saved:
    told: dict[str, Any] = {}
    with ZipFile(raw, "w", ZIP_DEFLATED) as archive:
        for table in dumping.tables(connection):
            rows, digest = 0, sha256()
            with archive.open(_member(table.name), "w", force_zip64=True) as member:
                for line in dumping.lines(connection, table):
                    rows += 1
                    written = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                    digest.update(written)
                    member.write(written)
            columns = [column.name for column in table.columns]
            told[table.name] = {"rows": rows, "columns": columns, "sha256": digest.hexdigest()}
        saved = Saved(len(told), sum(each["rows"] for each in told.values()), _revision(connection))
        manifest = {
            "format": FORMAT,
            "made": clock.now().isoformat(timespec="seconds"),
            "schema": release,
            "revision": saved.revision,
            "tables": told,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        archive.comment = b"0" * SEAL
    return saved


def seal(raw: IO[bytes]) -> None:
    """Put the SHA-256 of all that comes before into the comment of an archive, its last 64 bytes."""
    raw.seek(0, os.SEEK_END)
    size = raw.tell() - SEAL
    digest = _digest(raw, size)
    raw.seek(size)
    raw.write(digest)


def _check_seal(file: Path) -> None:
    with file.open("rb") as raw:
        size = file.stat().st_size - SEAL
        if _digest(raw, size) != raw.read():
            raise _changed()


def _digest(raw: IO[bytes], size: int) -> bytes:
    """Of the first bytes of a file; it then stands behind them."""
    digest = sha256()
    raw.seek(0)
    while chunk := raw.read(min(CHUNK, size)):
        digest.update(chunk)
        size -= len(chunk)
    return digest.hexdigest().encode()


def _member(table: str) -> str:
    return f"{table}.jsonl"


def _revision(connection: Connection) -> int:
    return int(connection.scalar(text("select number from revision")) or 0)


@contextmanager
def _archive(file: Path) -> Iterator[ZipFile]:
    """A backup to be read; what shows that it is none, or a changed one, is said in one sentence."""
    try:
        with ZipFile(file) as archive:
            yield archive
    except (BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, NotImplementedError):
        raise _changed() from None
    except OSError as error:
        raise DataError(f"Không đọc được tệp {file}: {error.strerror or error}. Hãy kiểm tra đường dẫn.") from None


def _verified(archive: ZipFile) -> dict[str, Any]:
    """What the manifest says, once every member was found to be what it says."""
    manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if manifest["format"] != FORMAT:
        raise _changed()
    for name, told in manifest["tables"].items():
        digest, rows = sha256(), 0
        with archive.open(_member(name)) as member:
            while chunk := member.read(CHUNK):
                digest.update(chunk)
                rows += chunk.count(b"\n")
        if (digest.hexdigest(), rows) != (told["sha256"], told["rows"]):
            raise _changed()
    return manifest


def _changed() -> DataError:
    return DataError(
        "Tệp không phải bản sao lưu nguyên vẹn của sổ đăng ký (nội dung không khớp mã băm): không có gì được nạp; "
        "hãy dùng bản sao lưu khác."
    )

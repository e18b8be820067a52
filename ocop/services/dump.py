"""The open data as a folder: CSV and Parquet, a Frictionless package that describes them, the dictionary beside.

The same for the same register, revision and day. Real records and made-up ones are packages of their own.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ocop import __version__
from ocop.documents.dictionary import markdown
from ocop.domain.open_data import TABLES, Field, Table
from ocop.domain.recognition import Scope
from ocop.errors import DataError
from ocop.services.dump_rows import Row, rows
from ocop.services.export import WATERMARK, cell
from ocop.services.register import Register
from ocop.store import queries

NAMES = {Scope.REAL: "ocop", Scope.DEMO: "ocop-minh-hoa"}
TITLES = {Scope.REAL: "Sổ đăng ký sản phẩm OCOP", Scope.DEMO: f"Sổ đăng ký sản phẩm OCOP. {WATERMARK}"}
TYPES = {"string": pa.string(), "integer": pa.int64(), "date": pa.date32(), "boolean": pa.bool_()}
CHUNK = 5_000
FACTS = {
    Scope.REAL: "Sự kiện trong quyết định công khai và trang báo nêu ở cột source: không cần giấy phép",
    Scope.DEMO: "Tạo ra để trình diễn, theo giấy phép MIT như mã nguồn",
}
# Names and codes of provinces are derived from a package: see data/README.md.
PLACES = {"name": "MIT", "title": "MIT © 2025 Tran Ngoc Minh Hieu (vietnamadminunits)"}


def dump(register: Register, folder: Path, *, scope: Scope, day: date) -> tuple[Path, dict[str, int]]:
    """Write the package of one scope as of a day into a new folder below `folder`; where it is and how many rows.

    It is there whole or not at all.

    Raises:
        DataError: it cannot be written there, is there already, or the register changed meanwhile.
    """
    out = folder / f"{NAMES[scope]}-{day.isoformat()}"
    draft = folder / f".{out.name}.part"
    if out.exists():
        raise DataError(f"Đã có {out}: hãy chọn thư mục khác, hoặc xóa thư mục ấy trước.")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        with register.reading() as session:
            revision = queries.revision(session)
            counts = {
                table.name: _written(draft, table, rows(register, session, table.name, scope, day)) for table in TABLES
            }
        if register.revision() != revision:
            raise DataError("Sổ đăng ký vừa thay đổi trong lúc ghi: hãy chạy lại lệnh này.")
        package = described(draft, register, scope=scope, day=day, revision=revision, counts=counts)
        text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
        (draft / "datapackage.json").write_text(text, encoding="utf-8")
        (draft / "data-dictionary.md").write_text(markdown(), encoding="utf-8")
        draft.rename(out)
    except OSError as error:
        raise DataError(f"Không ghi được {out}: {error.strerror}. Hãy chọn nơi khác.") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return out, counts


def described(
    folder: Path, register: Register, *, scope: Scope, day: date, revision: int, counts: Mapping[str, int]
) -> dict[str, object]:
    """The package's description: schema, keys, where it comes from, under which terms, of which revision and day."""
    operator = register.settings.operator
    return {
        "profile": "tabular-data-package",
        "name": f"{NAMES[scope]}-{day.isoformat()}",
        "title": f"{TITLES[scope]} ({day:%d/%m/%Y})",
        "description": "Xem data-dictionary.md: ý nghĩa từng cột, tiếng Việt và tiếng Anh. Ô trống là chưa rõ.",
        "version": f"{day.isoformat()}.{revision}",
        "homepage": register.settings.base_url,
        "as_of": day.isoformat(),
        "revision": revision,
        "program": __version__,
        "scope": str(scope),
        "is_made_up": scope is Scope.DEMO,
        "licenses": [{"path": f"{register.settings.base_url}/du-lieu", "title": FACTS[scope]}],
        "sources": [{"title": WATERMARK if scope is Scope.DEMO else "Quyết định và trang báo nêu ở cột source"}],
        **({"contributors": [{"title": operator, "role": "publisher"}]} if operator else {}),
        "resources": [_resource(folder, table, counts[table.name]) for table in TABLES],
    }


def _resource(folder: Path, table: Table, count: int) -> dict[str, object]:
    known, parquet = folder / f"{table.name}.csv", folder / f"{table.name}.parquet"
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": known.name,
        "title": table.vi,
        "description": table.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_sum(known),
        "rows": count,
        "parquet": {"path": parquet.name, **_sum(parquet)},
        **({"licenses": [PLACES]} if table.name.startswith("provinces") else {}),
        "schema": {
            "fields": [_field(each, is_key=each is table.fields[0]) for each in table.fields],
            "primaryKey": table.fields[0].name,
            "foreignKeys": [_key(each, table) for each in table.fields if each.key],
            "missingValues": [""],
        },
    }


def _field(known: Field, *, is_key: bool) -> dict[str, object]:
    rules: dict[str, object] = {"required": True} if known.required else {}
    if is_key:
        rules["unique"] = True
    if known.values:
        rules["enum"] = [int(each) for each in known.values] if known.type == "integer" else list(known.values)
    if known.pattern:
        rules["pattern"] = known.pattern
    said = {"name": known.name, "type": known.type, "title": known.vi, "description": known.en}
    return said | ({"constraints": rules} if rules else {})


def _key(known: Field, table: Table) -> dict[str, object]:
    other, column = known.key.split(".")
    return {"fields": known.name, "reference": {"resource": "" if other == table.name else other, "fields": column}}


def _written(folder: Path, table: Table, found: Iterable[Row]) -> int:
    """The table as CSV and Parquet, as its rows come; how many."""
    names = [each.name for each in table.fields]
    schema = pa.schema([pa.field(each.name, TYPES[each.type], nullable=not each.required) for each in table.fields])
    count, waiting = 0, iter(found)
    with (
        (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file,
        pq.ParquetWriter(folder / f"{table.name}.parquet", schema) as parquet,
    ):
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        while some := list(islice(waiting, CHUNK)):
            count += len(some)
            writer.writerows(_cells(row, names) for row in some)
            parquet.write_table(pa.Table.from_pylist(some, schema=schema))
    return count


def _cells(row: Row, names: Iterable[str]) -> Iterator[object]:
    for value in (row[name] for name in names):
        yield str(value).lower() if isinstance(value, bool) else cell(value)


def _sum(file: Path) -> dict[str, object]:
    body = file.read_bytes()
    return {"bytes": len(body), "hash": f"sha256:{sha256(body).hexdigest()}"}

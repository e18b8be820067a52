"""Taking the register away: recognitions as of a day, as CSV, XLSX or JSON, made-up ones with a watermark inside."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from sqlalchemy.orm import Session
from xlsxwriter.exceptions import FileCreateError

from ocop import reference
from ocop.documents import listing
from ocop.domain import gtin as gtins
from ocop.domain.recognition import ENDINGS, Scope
from ocop.domain.register import Product, ProductQuery, Recognition
from ocop.errors import DataError
from ocop.services.register import Register
from ocop.store.export import ended, recognised

WATERMARK = "DỮ LIỆU MINH HỌA: tạo ra để trình diễn, không có thật"

COLUMNS = (
    "code", "official_code", "name", "stars", "status", "producer", "commune", "province", "province_63", "set",
    "level", "decision", "decided_on", "authority", "valid_from", "valid_until", "evidence",
    "revoked_by", "revoked_on", "gtin",
)  # fmt: skip
CHUNK = 500


def write(register: Register, *, scope: Scope, day: date, form: str, out: Path) -> int:
    """Write the recognitions of one scope as of a day to a file; how many. `form` is csv, xlsx or json.

    The file is there whole or not at all.

    Raises:
        DataError: it cannot be written there.
    """
    with register.reading() as session:
        return _whole(session, recognised(session, scope, day), scope=scope, day=day, form=form, out=out)


def write_list(
    register: Register, query: ProductQuery, *, day: date, form: str, out: Path, listed: Iterable[Product] | None = None
) -> int:
    """Write every product that a query finds, in its order, or those given; how many.

    Raises:
        DataError: it cannot be written there.
    """
    with register.reading() as session:
        found = register.finder.every(session, query, day) if listed is None else listed
        return _whole(session, found, scope=query.scope, day=day, form=form, out=out)


def listed(register: Register, query: ProductQuery, day: date, *, most: int) -> list[Product] | None:
    """All that a query finds, in its order; None where that is more than so many."""
    with register.reading() as session:
        found = list(islice(register.finder.every(session, query, day), most + 1))
    return None if len(found) > most else found


def picked(register: Register, codes: Sequence[str], day: date) -> list[Product]:
    """The products that bear the codes, in that order; codes that are not here are left out."""
    records = (register.record(code, day) for code in codes)
    return [record.product for record in records if record is not None]


def _whole(session: Session, products: Iterable[Product], *, scope: Scope, day: date, form: str, out: Path) -> int:
    """A file that is there whole or not at all; where any product is made up it bears the watermark."""
    writer = {"csv": _csv, "xlsx": _xlsx, "json": _json}[form]
    if not out.parent.is_dir():
        raise DataError(f"Không có thư mục {out.parent}: hãy tạo trước hoặc chọn nơi khác.")
    draft = out.with_name(f".{out.name}.part")
    try:
        count = writer(_items(session, products), scope, day, draft)
        draft.replace(out)
    except (OSError, FileCreateError) as error:
        raise DataError(f"Không ghi được {out}: {error}. Hãy chọn nơi khác.") from None
    finally:
        draft.unlink(missing_ok=True)
    return count


def _items(session: Session, products: Iterable[Product]) -> Iterator[dict[str, object]]:
    """The products as data; of one that was revoked both its recognition and what ended it."""
    waiting = iter(products)
    while some := list(islice(waiting, CHUNK)):
        events = [each.governing.id for each in some if each.governing and each.governing.kind in ENDINGS]
        granted = ended(session, events)
        yield from (item(each, granted.get(each.governing.id) if each.governing else None) for each in some)


def item(product: Product, granted: Recognition | None = None) -> dict[str, object]:
    """One product as data; dates are dates, what is not known is None. `granted` is what a revocation ended."""
    governing, maker = granted or product.governing, product.producer
    ending = product.governing if granted else None
    commune = reference.communes().get(maker.commune or "")
    province = reference.provinces().get(maker.province or "")
    former = reference.former_provinces().get(maker.former_province or "")
    return {
        "code": product.shown_code,
        "official_code": " ".join(product.official_codes) or None,
        "name": product.name,
        "stars": product.stars,
        "status": str(product.status),
        "producer": maker.name,
        "commune": commune.name if commune else None,
        "province": province.name if province else None,
        "province_63": former.name if former else None,
        "set": product.set_number,
        "level": governing and str(governing.level),
        "decision": governing and governing.decision,
        "decided_on": governing and str(governing.stated),
        "authority": governing and governing.authority,
        "valid_from": governing and governing.valid_from,
        "valid_until": governing and governing.valid_until,
        "evidence": governing and str(governing.evidence),
        "revoked_by": ending and ending.decision,
        "revoked_on": ending and str(ending.stated if ending.valid_from is None else ending.valid_from),
        "gtin": product.gtin and gtins.shown(product.gtin),
    }


def _csv(items: Iterator[dict[str, object]], scope: Scope, _day: date, out: Path) -> int:
    """With the mark by which spreadsheets know UTF-8; no cell can start a formula."""
    count = 0
    mark = [WATERMARK] if scope is Scope.DEMO else []
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*COLUMNS, *(["watermark"] if mark else [])])
        for count, row in enumerate(items, start=1):  # noqa: B007 -- the count outlives the loop
            writer.writerow([*(cell(value) for value in row.values()), *mark])
    return count


def numbers(columns: Sequence[str], rows: Iterable[Sequence[str | int]], scope: Scope) -> bytes:
    """The numbers of a chart as CSV, in the same way as a list."""
    mark = [WATERMARK] if scope is Scope.DEMO else []
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow([*columns, *(["watermark"] if mark else [])])
    writer.writerows([*map(cell, row), *mark] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula is put behind an apostrophe."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value


def _xlsx(items: Iterator[dict[str, object]], scope: Scope, day: date, out: Path) -> int:
    """For people: headings and values in Vietnamese."""
    return listing.write(items, watermark=WATERMARK if scope is Scope.DEMO else "", day=day, out=out)


def _json(items: Iterator[dict[str, object]], scope: Scope, day: date, out: Path) -> int:
    """One object with the items in order, written as they come."""
    count = 0
    head: dict[str, object] = {"as_of": day.isoformat(), "scope": str(scope)}
    if scope is Scope.DEMO:
        head["watermark"] = WATERMARK
    with out.open("w", encoding="utf-8") as file:
        file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "items": [')
        for count, row in enumerate(items, start=1):
            file.write(("," if count > 1 else "") + "\n")
            mark = {"watermark": WATERMARK} if scope is Scope.DEMO else {}
            file.write(json.dumps(row | mark, ensure_ascii=False, default=str))
        file.write("\n]}\n")
    return count

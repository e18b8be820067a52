"""What must be true of every store, looked for row by row: one sentence for each thing that is not."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby

from sqlalchemy import func, or_, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ocop.domain.text import fold, same_name
from ocop.store import standing
from ocop.store.queries import revision
from ocop.store.tables import (
    AuditRow,
    Base,
    DecisionRow,
    KeptFileRow,
    OfficialCodeRow,
    PhotoRow,
    ProducerRow,
    ProductRow,
    RecognitionRow,
    StandingRow,
    core,
)

AT_ONCE = 1000


def faults(session: Session) -> Iterator[str]:
    """Every fault as a sentence; of a file that is damaged only that, since nothing else can be read of it.

    It reads the whole store: some seconds for twenty thousand products. `session` must see one moment throughout.
    """
    damaged = list(_file(session))
    yield from damaged
    if not damaged:
        yield from _references(session)
        yield from _sources(session)
        yield from _standing(session)
        yield from _names(session)
        yield from _photos(session)
        yield from _files(session)
        yield from _revisions(session)
        yield from _codes(session)


def _file(session: Session) -> Iterator[str]:
    """What SQLite itself says of its file."""
    if session.get_bind().dialect.name != "sqlite":
        return
    try:
        said = [line for line in session.scalars(text("pragma integrity_check")) if line != "ok"]
    except DBAPIError as error:  # it gives up where a page makes no sense at all
        said = [str(error.orig)]
    for line in said:
        yield f"Tệp cơ sở dữ liệu bị hỏng ({' '.join(line.split())}): hãy khôi phục từ bản sao lưu."


def _references(session: Session) -> Iterator[str]:
    """Rows that name a row that is not there; both engines can be told not to look."""
    for table in Base.metadata.sorted_tables:
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            there = key.column.table
            named = there.alias()
            missing = ~select(named).where(named.c[key.column.name] == key.parent).exists()
            found = select(key.parent).where(key.parent.is_not(None), missing).distinct().order_by(key.parent)
            for number in session.scalars(found):
                yield f"Bảng {table.name}, cột {key.parent.name}: dòng {number} không có trong {there.name}."


def _sources(session: Session) -> Iterator[str]:
    """No recognition without a decision that says where it is from."""
    found = (
        select(ProductRow.code, RecognitionRow.id, DecisionRow.id)
        .join(RecognitionRow, RecognitionRow.product_id == ProductRow.id)
        .outerjoin(DecisionRow, RecognitionRow.decision_id == DecisionRow.id)
        .where(or_(DecisionRow.id.is_(None), func.trim(DecisionRow.source) == ""))
        .order_by(RecognitionRow.id)
    )
    for code, number, decision in session.execute(found):
        what = "không có quyết định" if decision is None else f"dựa vào quyết định {decision} không ghi nguồn"
        yield f"Sản phẩm {code}: công nhận {number} {what}."


def _standing(session: Session) -> Iterator[str]:
    """What is said to hold is what the rules derive from the history."""
    table = core(StandingRow)
    kept = session.execute(
        select(table).order_by(table.c.product_id, table.c.first_day).execution_options(yield_per=AT_ONCE)
    ).mappings()
    stored = groupby(map(dict, kept), key=lambda row: row["product_id"])
    waiting = next(stored, None)
    for product_id, code, history in standing.histories(session):
        rows = []
        if waiting and waiting[0] == product_id:
            rows = list(waiting[1])
            waiting = next(stored, None)
        if rows != standing.standing_rows(product_id, history):
            yield f"Sản phẩm {code}: tình trạng đã lưu không khớp với lịch sử quyết định của nó."


def _names(session: Session) -> Iterator[str]:
    """The columns by which names are found follow from the names."""
    for row, folded, who in ((ProductRow, fold, "Sản phẩm"), (ProducerRow, same_name, "Chủ thể")):
        key = ProductRow.code if row is ProductRow else ProducerRow.id
        for number, name, name_key in session.execute(
            select(key, row.name, row.name_key).order_by(row.id).execution_options(yield_per=AT_ONCE)
        ):
            if folded(name) != name_key:
                yield f"{who} {number}: cột tìm kiếm “{name_key}” không khớp với tên “{name}”."


def _photos(session: Session) -> Iterator[str]:
    """A photograph is the one whose fingerprint its product bears."""
    found = (
        select(ProductRow.code, ProductRow.photo, PhotoRow.product_id, PhotoRow.picture)
        .outerjoin(PhotoRow, PhotoRow.product_id == ProductRow.id)
        .where(or_(ProductRow.photo.is_not(None), PhotoRow.product_id.is_not(None)))
        .order_by(ProductRow.id)
        .execution_options(yield_per=AT_ONCE // 10)
    )
    for code, fingerprint, kept, picture in session.execute(found):
        if not kept:
            yield f"Sản phẩm {code}: ghi là có ảnh nhưng không còn ảnh."
        elif sha256(picture).hexdigest()[:10] != fingerprint:
            yield f"Sản phẩm {code}: ảnh không khớp với dấu vân của nó."


def _files(session: Session) -> Iterator[str]:
    """A file that claims rest on is the one that came."""
    for fingerprint in session.scalars(select(KeptFileRow.sha256).order_by(KeptFileRow.sha256)).all():
        content = session.scalar(select(KeptFileRow.content).where(KeptFileRow.sha256 == fingerprint)) or b""
        if sha256(content).hexdigest() != fingerprint:
            yield f"Tệp gốc {fingerprint[:16]}: nội dung đã lưu không khớp với dấu vân của nó."


def _revisions(session: Session) -> Iterator[str]:
    """Nothing is newer than the register itself: caches would never see it."""
    now = revision(session)
    for code, number in session.execute(
        select(ProductRow.code, ProductRow.revision).where(ProductRow.revision > now).order_by(ProductRow.id)
    ):
        yield f"Sản phẩm {code}: thay đổi ở lần {number}, sau lần thay đổi mới nhất của sổ ({now})."
    for audited in session.scalars(select(AuditRow.id).where(AuditRow.revision > now).order_by(AuditRow.id)):
        yield f"Nhật ký, dòng {audited}: ghi lần thay đổi sau lần mới nhất của sổ ({now})."


def _codes(session: Session) -> Iterator[str]:
    """A printed code leads to one product: its own, or the one that its record was merged into."""
    twice = select(ProductRow.code).join(OfficialCodeRow, OfficialCodeRow.code == ProductRow.code)
    for code in session.scalars(twice.order_by(ProductRow.code)):
        yield f"Mã {code}: vừa của một sản phẩm, vừa dẫn đến sản phẩm khác."

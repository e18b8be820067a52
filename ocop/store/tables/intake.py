"""What was taken into the register: the files as they came, and each import as a batch that can be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ocop.store.tables.base import Base


class KeptFileRow(Base):
    """A file as it came, once, by its fingerprint. It may hold personal data: no public read joins this table."""

    __tablename__ = "kept_file"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ImportBatchRow(Base):
    """One import: its file, what was mended in it, and the ids of the rows that it made.

    `made` holds, by table, the first and the last id, which are contiguous under the writers' lock, and the codes that
    older products gained. `revision` is the store's after it: what has another was changed later.
    """

    __tablename__ = "import_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey(KeptFileRow.sha256), index=True)
    mended: Mapped[dict[str, Any]] = mapped_column(JSON)
    decision: Mapped[str]
    entered: Mapped[int]
    merged: Mapped[int]
    revision: Mapped[int]
    made: Mapped[dict[str, Any]] = mapped_column(JSON)
    provinces: Mapped[list[str] | None]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]
    undone_why: Mapped[str | None]

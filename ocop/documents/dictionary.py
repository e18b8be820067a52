"""The data dictionary in two languages, made from the table of tables: `python -m ocop.documents.dictionary`."""

from __future__ import annotations

from ocop.domain.open_data import TABLES, Field, Table
from ocop.settings import ROOT

FILE = ROOT / "docs" / "data-dictionary.md"
HEAD = """# Từ điển dữ liệu / Data dictionary

Các bảng của bộ dữ liệu mở (`python -m ocop dump`). Ô trống là chưa rõ, không bao giờ là “không”. Dữ liệu minh họa ở
một bộ riêng, mọi dòng có `is_made_up` là `true`. Trong CSV, ô bắt đầu bằng `=`, `+`, `-` hoặc `@` có dấu nháy đơn ở
trước để bảng tính không hiểu thành công thức; trong Parquet thì giữ nguyên.

The tables of the open data. An empty cell is “not known”, never “no”. Made-up records are a package of their own, each
row with `is_made_up` `true`. In CSV a cell that begins with `=`, `+`, `-` or `@` has an apostrophe before it, so that
no spreadsheet takes it for a formula; Parquet has it as it is.
"""


def markdown() -> str:
    """The whole dictionary."""
    return HEAD + "".join(_table(table) for table in TABLES)


def _table(table: Table) -> str:
    rows = "".join(_row(each) for each in table.fields)
    head = f"\n## `{table.name}`\n\n{table.vi}. {table.en}. Khóa chính / primary key: `{table.fields[0].name}`.\n\n"
    return f"{head}| cột / column | kiểu / type | ý nghĩa | meaning | giá trị / values |\n|---|---|---|---|---|\n{rows}"


def _row(known: Field) -> str:
    kind = known.type if known.required else f"{known.type}, có thể trống / may be empty"
    values = ", ".join(f"`{each}`" for each in known.values) or (f"`{known.key}`" if known.key else "")
    return f"| `{known.name}` | {kind} | {known.vi} | {known.en} | {values} |\n"


if __name__ == "__main__":
    FILE.write_text(markdown(), encoding="utf-8")

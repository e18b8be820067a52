"""CSV and TSV as Vietnamese offices save them: UTF-8, UTF-16, Windows-1258 or TCVN3; comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from io import StringIO
from itertools import islice
from unicodedata import combining, normalize

from ocop.domain.said import say
from ocop.errors import DataError
from ocop.intake import tcvn3
from ocop.intake.sheets import Sheet, check_size

NAME, TCVN3 = "CSV", "TCVN3"
DELIMITERS = ",;\t"
# Encodings that are certain, or as good as: others are a guess that a person should look at.
SURE = frozenset({"utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"})

_SAMPLE = 2**16
_HINT = "sep="
_BYTE_ORDER = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNKNOWN = say("Không nhận ra bảng mã của tệp: hãy mở bằng Excel và lưu thành “CSV UTF-8” hoặc .xlsx.")


def read(data: bytes) -> Sheet:
    """The one sheet of a CSV or TSV file.

    Raises:
        DataError: the encoding is unknown, a quotation mark is never closed, or the table is too large.

    """
    text, encoding = _decode(data)
    if "\0" in text:
        raise DataError(_UNKNOWN)
    rows = _rows(text, _delimiter(text))
    if encoding == TCVN3:
        rows = [[tcvn3.decoded(cell) for cell in row] for row in rows]
    if text[: len(_HINT)].lower() == _HINT:
        rows[0] = []
    return Sheet(NAME, rows, encoding=encoding)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    widest = 0
    # Strict: a quotation mark left open would otherwise swallow the rows after it without a word.
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            rows.append(row)
            if len(row) > widest:
                widest = len(row)
            if len(rows) % 1000 == 0:
                check_size([(len(rows), widest)])
    except csv.Error:
        raise DataError(
            say(
                "Dòng {line_num} của tệp CSV có dấu nháy kép thiếu hoặc thừa: hãy sửa lại hoặc lưu tệp thành .xlsx.",
                line_num=reader.line_num,
            )
        ) from None
    check_size([(len(rows), widest)])
    return rows


def _decode(data: bytes) -> tuple[str, str]:
    """The text in composed form, and the encoding it was in."""
    for encoding in _candidates(data):
        if encoding == TCVN3:
            return data.decode("latin-1"), encoding
        try:
            text = normalize("NFC", data.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
        # Vietnamese in Windows-1258 composes wholly; other encodings read as it leave marks on nothing.
        if encoding != "cp1258" or not any(map(combining, text)):
            return text, encoding
    raise DataError(_UNKNOWN)


def _candidates(data: bytes) -> list[str]:
    for mark, encoding in _BYTE_ORDER:
        if data.startswith(mark):
            return [encoding]
    head = data[:_SAMPLE]
    if b"\0" in head:
        return ["utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"]
    if _is_utf8(data):
        return ["utf-8"]
    if tcvn3.is_written_in(data.decode("latin-1")):
        return [TCVN3]
    from charset_normalizer import from_bytes  # hardly ever needed

    guess = from_bytes(head).best()
    return ["cp1258", *([guess.encoding] if guess else [])]


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(text: str) -> str:
    """The delimiter by which most lines have equally many cells."""
    if text[: len(_HINT)].lower() == _HINT and text[len(_HINT) : len(_HINT) + 1] in DELIMITERS:
        return text[len(_HINT)]
    return max(DELIMITERS, key=lambda delimiter: _evenness(text[:_SAMPLE], delimiter))


def _evenness(sample: str, delimiter: str) -> int:
    rows = csv.reader(StringIO(sample, newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    try:
        for row in islice(rows, 200):
            widths[len(row)] += 1
    except csv.Error:
        return 0
    return max((many * (width - 1) for width, many in widths.items()), default=0)

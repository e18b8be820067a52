"""Receiving readers' reports of labels, and what the steward does with them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from threading import Semaphore

from ocop import clock
from ocop.domain import codes, label_reports
from ocop.domain.label_reports import LabelReport, StoredReport
from ocop.domain.roles import Act, Person
from ocop.domain.said import say
from ocop.errors import Conflict, DataError, QueryError
from ocop.services import people
from ocop.services.opened import Opened
from ocop.services.photos import made_legible
from ocop.store import label_reports as stored
from ocop.store import queries
from ocop.store.engine import writing

# However many ask and from wherever: what a day may bring to the store, with photographs of at most 300 KB.
MOST_A_DAY = 500
A_DAY = timedelta(days=1)

# Unpacking a photograph takes memory, so one at a time.
_one = Semaphore()


class TooMany(Conflict):
    """The store has received as many reports as it takes in a day."""


def receive(register: Opened, *, product: str, seen_where: str, what: str, language: str, photo: bytes | None) -> str:
    """Keep a report for the steward; the number that the reader may quote. No fact of the register changes.

    Raises:
        DataError: the photograph cannot be read as one.
        TooMany: the day's room is used up.
        StoreUnavailable: the store does not answer.
    """
    legible = None
    if photo:
        with _one:
            legible = made_legible(photo)
    with register.reading() as session:
        code = queries.code_of(session, code_in(product) or product)
    report = LabelReport(product, seen_where, what, language, code, legible)
    with register.adding() as session:
        if stored.received_since(session, clock.now() - A_DAY) >= MOST_A_DAY:
            raise TooMany("Hôm nay đã nhận quá nhiều báo cáo.")
        return label_reports.shown(stored.keep(session, report=report, new_number=_new_number))


def code_in(text: str) -> str:
    """A code of the register's own form among other words, such as `FR23-R1AX, mắm nêm`; empty where there is none."""
    return next((codes.tidy(word) for word in re.split(r"[\s,;()]+", text) if codes.is_code(codes.tidy(word))), "")


def _new_number() -> str:
    """A number that nobody can guess."""
    return label_reports.number("".join(secrets.choice(codes.ALPHABET) for _ in range(label_reports.CHANCE)))


def was_received(register: Opened, typed: str) -> str:
    """The number of a report that is here, as it is told; empty where there is none such."""
    number = label_reports.read_number(typed)
    if not number:
        return ""
    with register.reading() as session:
        return label_reports.shown(number) if stored.exists(session, number) else ""


def listed(register: Opened, *, closed: bool = False) -> list[StoredReport]:
    """The reports that wait, or all of them."""
    with register.reading() as session:
        return stored.listed(session, closed=closed)


def waiting(register: Opened, asking: Person, codes: Collection[str]) -> dict[str, int]:
    """How many reports of each product wait: counted for whoever works at the desk, quoted to nobody here.

    Raises:
        NotAllowed: who asks has no role any more.
    """
    people.where(register, asking, Act.SEE_LEDGER)
    with register.reading() as session:
        return stored.waiting(session, codes)


def close(register: Opened, typed: str, *, by: str, reason: str) -> str:
    """Say that a report was dealt with, and how; its number.

    Raises:
        QueryError: what was typed is no number.
        Conflict: there is no such report, or it is closed already.
    """
    number = _number(typed)
    with writing(register.engine) as session:
        stored.close(session, number=number, by=by, reason=reason)
    return label_reports.shown(number)


def save_photo(register: Opened, typed: str, out: Path) -> None:
    """Write the photograph of a report (WebP) to a file.

    Raises:
        QueryError: what was typed is no number, or the report has no photograph.
        DataError: the file cannot be written.
    """
    with register.reading() as session:
        picture = stored.photo(session, _number(typed))
    if picture is None:
        raise QueryError(say("Không có ảnh nào của báo cáo {typed}: hãy kiểm tra lại số.", typed=typed))
    try:
        out.write_bytes(picture)
    except OSError as error:
        raise DataError(
            say("Không ghi được {out}: {strerror}. Hãy chọn nơi khác.", out=out, strerror=error.strerror)
        ) from None


def _number(typed: str) -> str:
    number = label_reports.read_number(typed)
    if not number:
        raise QueryError(say("“{typed}” không phải số báo cáo: hãy gõ lại, dạng BC-XXXX-XXXX.", typed=typed[:40]))
    return number

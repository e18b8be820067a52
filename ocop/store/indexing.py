"""The register as columns for `ocop.index`: read whole once, then only what changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, String, func, select, type_coerce
from sqlalchemy.orm import Session

from ocop.domain.codes import LENGTH
from ocop.domain.recognition import Scope, State
from ocop.domain.text import fold
from ocop.index.dimensions import CERTIFICATES, EVIDENCES, KINDS
from ocop.index.finding import Index
from ocop.index.snapshot import NEVER, Certificates, Products, Snapshot, Terms
from ocop.index.texts import Texts
from ocop.store import wording
from ocop.store.queries import revision
from ocop.store.tables import (
    CertificateRow,
    DecisionRow,
    FactsRow,
    ProducerRow,
    ProductRow,
    RecognitionRow,
    StandingRow,
)

Wanted = tuple[ColumnElement[bool], ...]
Read = Callable[[Sequence[Any]], Any]

# Enough of a name to put names in order.
NAME_LETTERS = 32
CHUNK = 20_000


def fresh(session: Session, scope: Scope, present: Index | None) -> Index:
    """The index of a scope, true to the present revision: the present one, or it with what changed, or a new one."""
    now = revision(session)
    if present is None or present.revision > now:
        return Index(_snapshot(session, scope, since=-1), now)
    if present.revision == now:
        return present
    snapshot = present.snapshot
    changed = _snapshot(session, scope, since=present.revision)
    if changed.size:
        snapshot = snapshot.replaced(changed)
    # Only the illustration is ever taken out, and whole.
    if snapshot.size != session.scalar(select(func.count()).select_from(ProductRow).where(ProductRow.scope == scope)):
        snapshot = _snapshot(session, scope, since=-1)
    elif not changed.size:
        return present.at(now)
    return Index(snapshot, now)


def _snapshot(session: Session, scope: Scope, since: int) -> Snapshot:
    """The products of a scope that changed after a revision; all of them after -1."""
    wanted = (ProductRow.scope == scope, ProductRow.revision > since)
    ids, codes, names, sets, producers, titles, title = _products(session, wanted)
    only = select(ProductRow.producer_id).where(*wanted) if since >= 0 else None
    makers, called, places, place, provinces, formers, kinds = _makers(session, scope, only)
    maker = np.searchsorted(makers, producers).astype(np.int32)
    texts = (
        Texts.of([wording.name(*each) for each in titles], title),
        Texts.of(called, maker),
        Texts.of([wording.place(*each) for each in places], place[maker]),
        Texts.of([*map(wording.product_set, range(sets.max(initial=0) + 1))], sets.astype(np.int32)),
    )
    products = Products(ids, codes, names, sets, provinces[maker], formers[maker], kinds[maker])
    return Snapshot(products, _terms(session, wanted), _certificates(session, wanted), texts)


def _products(session: Session, wanted: Wanted) -> list[Any]:
    """In order of code: ids, codes, beginnings of names, sets, makers' ids; the distinct names, and whose is which."""
    titles = Distinct()
    columns = _columns(
        session,
        select(ProductRow.id, ProductRow.code, ProductRow.name_key, ProductRow.set_number, ProductRow.producer_id,
               FactsRow.name_en, ProductRow.name_key)
        .outerjoin(FactsRow)
        .where(*wanted)
        .order_by(ProductRow.code),
        _numbers, _codes, _beginnings, _small, _numbers, list, list,
    )  # fmt: skip
    title = titles.numbers(zip(columns[6], columns[5], strict=True))
    return [*columns[:5], titles.values, title]


def _makers(session: Session, scope: Scope, only: Select[int] | None) -> list[Any]:
    """In order of id: ids, folded names, distinct places and whose is which, provinces, former ones, kinds."""
    makers = select(
        ProducerRow.id, ProducerRow.name, ProducerRow.kind, ProducerRow.place_stated, ProducerRow.commune,
        ProducerRow.province, ProducerRow.former_province,
    ).where(ProducerRow.scope == scope)  # fmt: skip
    if only is not None:
        makers = makers.where(ProducerRow.id.in_(only))
    kinds = {str(each): place for place, each in enumerate(KINDS, start=1)}
    ids, names, kind, *stated = _columns(
        session, makers.order_by(ProducerRow.id), _numbers, _folded, _among(kinds), list, list, list, list
    )
    places = Distinct()
    place = places.numbers(zip(*stated, strict=True))
    provinces, formers = (_small([code and int(code) for code in column]) for column in stated[2:])
    return [ids, names, places.values, place, provinces, formers, kind]


def _terms(session: Session, wanted: Wanted) -> Terms:
    """What holds over time. Days are read as the driver gives them: making dates of millions takes seconds."""
    days = [type_coerce(day, String) for day in (StandingRow.first_day, StandingRow.last_day, StandingRow.until)]
    states = {str(each): place for place, each in enumerate(State)}
    evidences = {str(each): place for place, each in enumerate(EVIDENCES)}
    columns = _columns(
        session,
        select(StandingRow.product_id, *days, StandingRow.state, StandingRow.stars, DecisionRow.evidence,
               DecisionRow.stated)
        .join(ProductRow, ProductRow.id == StandingRow.product_id)
        .join(RecognitionRow, RecognitionRow.id == StandingRow.recognition_id)
        .join(DecisionRow, DecisionRow.id == RecognitionRow.decision_id)
        .where(*wanted),
        _numbers, _days, _days, _days, _among(states), _small, _among(evidences), _days,
    )  # fmt: skip
    return Terms(*columns)


def _certificates(session: Session, wanted: Wanted) -> Certificates:
    """Other certificates; without a day of issue from ever, without an end for ever."""
    days = [type_coerce(day, String) for day in (CertificateRow.issued_on, CertificateRow.expires_on)]
    bits = {str(each): 1 << place for place, each in enumerate(CERTIFICATES)}
    product, bit, first, last = _columns(
        session,
        select(CertificateRow.product_id, CertificateRow.kind, *days)
        .join(ProductRow, ProductRow.id == CertificateRow.product_id)
        .where(*wanted),
        _numbers, _among(bits), _days, _days,
    )  # fmt: skip
    return Certificates(product, bit, np.where(first == NEVER, np.int32(0), first), last)


def _columns(session: Session, statement: Select[*tuple[Any, ...]], *reads: Read) -> list[Any]:
    """The answer column by column, each made small chunk by chunk: a register of millions passes through."""
    chunks: list[list[Any]] = [[read(())] for read in reads]
    # past the session, which would look at every value once more
    for rows in session.connection().execute(statement, execution_options={"yield_per": CHUNK}).partitions():
        for chunk, read, column in zip(chunks, reads, zip(*rows, strict=True), strict=True):
            chunk.append(read(column))
    return [
        np.concatenate(chunk) if isinstance(chunk[0], np.ndarray) else list(chain.from_iterable(chunk))
        for chunk in chunks
    ]


class Distinct:
    """Values once each, in order of coming."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def numbers(self, values: Iterable[Any]) -> NDArray[np.int32]:
        """For each value its number."""
        known = self._numbers
        return np.fromiter((known.setdefault(value, len(known)) for value in values), np.int32)

    @property
    def values(self) -> list[Any]:
        """The values by number."""
        return list(self._numbers)


def _numbers(values: Sequence[int]) -> NDArray[np.int32]:
    return np.array(values, np.int32)


def _small(values: Sequence[int | None]) -> NDArray[np.uint8]:
    return np.array([value or 0 for value in values], np.uint8)


def _among(numbers: Mapping[str, int]) -> Read:
    """Words as their numbers; none is 0."""
    return lambda values: np.array([numbers[value] if value else 0 for value in values], np.uint8)


def _codes(values: Sequence[str]) -> NDArray[np.bytes_]:
    return np.array(values, f"S{LENGTH}")


def _beginnings(values: Sequence[str]) -> NDArray[np.bytes_]:
    return np.array([value.encode()[:NAME_LETTERS] for value in values], f"S{NAME_LETTERS}")


def _folded(values: Sequence[str]) -> list[str]:
    return [fold(value) for value in values]


def _days(values: Sequence[str | date | None]) -> NDArray[np.int32]:
    """Dates, or as much of them as was stated, as days since 1970; none is never."""
    days = np.array(values, "datetime64[D]")
    return np.where(np.isnat(days), NEVER, days.astype(np.int64)).astype(np.int32)

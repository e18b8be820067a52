"""The register as columns for `ocop.index`: read whole once, then only what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, String, func, select, type_coerce
from sqlalchemy.orm import Session

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

# Enough of a name to put names in order.
NAME_LETTERS = 32


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
    rows = _columns(
        session,
        select(
            ProductRow.id, ProductRow.code, ProductRow.name_key, ProductRow.set_number, ProductRow.producer_id,
            FactsRow.name_en,
        ).outerjoin(FactsRow).where(*wanted).order_by(ProductRow.code),
    )  # fmt: skip
    ids, codes, names, sets, producers, english = rows
    makers = select(ProductRow.producer_id).where(*wanted) if since >= 0 else None
    every = _makers(session, scope, makers)
    maker = np.searchsorted(np.array(every[0], np.int32), np.array(producers, np.int32)).astype(np.int32)
    places, place = _distinct(zip(*every[2:6], strict=True))
    provinces, formers = ([int(code or 0) for code in column] for column in every[4:6])
    kinds = [1 + KINDS.index(kind) if kind else 0 for kind in every[6]]
    titles, title = _distinct(zip(names, english, strict=True))
    products = Products(
        np.array(ids, np.int32),
        np.array(codes, "S8"),
        np.array([name.encode()[:NAME_LETTERS] for name in names], f"S{NAME_LETTERS}"),
        np.array([number or 0 for number in sets], np.uint8),
        *(np.array(column, np.uint8)[maker] for column in (provinces, formers, kinds)),
    )
    texts = (
        Texts.of([f"{name} {fold(other)}" if other else name for name, other in titles], title),
        Texts.of([fold(name) for name in every[1]], maker),
        Texts.of([wording.place(*stated) for stated in places], place[maker]),
        Texts.of([*map(wording.product_set, range(products.set.max(initial=0) + 1))], products.set.astype(np.int32)),
    )
    return Snapshot(products, _terms(session, wanted), _certificates(session, wanted), texts)


def _makers(session: Session, scope: Scope, only: Select[int] | None) -> list[Sequence[Any]]:
    """Id, name, place stated, commune, province, former province and kind of makers, in order of id."""
    makers = select(
        ProducerRow.id, ProducerRow.name, ProducerRow.place_stated, ProducerRow.commune, ProducerRow.province,
        ProducerRow.former_province, ProducerRow.kind,
    ).where(ProducerRow.scope == scope)  # fmt: skip
    if only is not None:
        makers = makers.where(ProducerRow.id.in_(only))
    return _columns(session, makers.order_by(ProducerRow.id))


def _terms(session: Session, wanted: Iterable[Any]) -> Terms:
    """What holds over time. Days are read as the driver gives them: making dates of millions takes seconds."""
    days = [type_coerce(day, String) for day in (StandingRow.first_day, StandingRow.last_day, StandingRow.until)]
    product, first, last, until, state, stars, evidence, stated = _columns(
        session,
        select(StandingRow.product_id, *days, StandingRow.state, StandingRow.stars, DecisionRow.evidence,
               DecisionRow.stated)
        .join(ProductRow, ProductRow.id == StandingRow.product_id)
        .join(RecognitionRow, RecognitionRow.id == StandingRow.recognition_id)
        .join(DecisionRow, DecisionRow.id == RecognitionRow.decision_id)
        .where(*wanted),
    )  # fmt: skip
    states = {str(each): place for place, each in enumerate(State)}
    evidences = {str(each): place for place, each in enumerate(EVIDENCES)}
    return Terms(
        np.array(product, np.int32),
        _days(first),
        _days(last),
        _days(until),
        np.array([states[each] for each in state], np.uint8),
        np.array(stars, np.uint8),
        np.array([evidences[each] for each in evidence], np.uint8),
        _days(stated),
    )


def _certificates(session: Session, wanted: Iterable[Any]) -> Certificates:
    """Other certificates; without a day of issue from ever, without an end for ever."""
    days = [type_coerce(day, String) for day in (CertificateRow.issued_on, CertificateRow.expires_on)]
    product, kind, first, last = _columns(
        session,
        select(CertificateRow.product_id, CertificateRow.kind, *days)
        .join(ProductRow, ProductRow.id == CertificateRow.product_id)
        .where(*wanted),
    )
    bits = {str(each): 1 << place for place, each in enumerate(CERTIFICATES)}
    issued = _days(first)
    return Certificates(
        np.array(product, np.int32),
        np.array([bits[each] for each in kind], np.uint8),
        np.where(issued == NEVER, np.int32(0), issued),
        _days(last),
    )


def _columns(session: Session, statement: Select[*tuple[Any, ...]]) -> list[Sequence[Any]]:
    """The answer column by column; empty columns where nothing was found."""
    rows = session.execute(statement).all()
    return list(zip(*rows, strict=True)) if rows else [()] * len(statement.selected_columns)


def _distinct(values: Iterable[tuple[Any, ...]]) -> tuple[list[tuple[Any, ...]], NDArray[np.int32]]:
    """Each value once, and for each place the number of its value."""
    numbers: dict[tuple[Any, ...], int] = {}
    column = np.fromiter((numbers.setdefault(value, len(numbers)) for value in values), np.int32)
    return list(numbers), column


def _days(values: Sequence[str | date | None]) -> NDArray[np.int32]:
    """Dates, or as much of them as was stated, as days since 1970; none is never."""
    days = np.array(values, "datetime64[D]")
    return np.where(np.isnat(days), NEVER, days.astype(np.int64)).astype(np.int32)

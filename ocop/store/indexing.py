"""The register as columns for `ocop.index`: read whole once, then only what changed since."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Select, String, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from ocop.domain.recognition import Scope
from ocop.index.columns import EVENTS, NEVER, STATES, Certificates, Events, Makers, Products, Terms, following
from ocop.index.communes import communes
from ocop.index.dimensions import CERTIFICATES, EVIDENCES, KINDS
from ocop.index.finding import Index
from ocop.index.snapshot import Snapshot
from ocop.index.texts import Texts
from ocop.store import arrays, wording
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
    maker = np.searchsorted(makers.id, producers).astype(np.int32)
    texts = (
        Texts.of([wording.name(*each) for each in titles], title),
        Texts.of([wording.name(each) for each in called], maker),
        Texts.of([wording.place(*each) for each in places], place[maker]),
        Texts.of([*map(wording.product_set, range(sets.max(initial=0) + 1))], sets.astype(np.int32)),
    )
    products = Products(ids, codes, names, sets, producers, provinces[maker], formers[maker], kinds[maker])
    return Snapshot(
        products,
        _terms(session, wanted),
        _certificates(session, wanted),
        _events(session, wanted),
        makers,
        texts,
    )


def _products(session: Session, wanted: Wanted) -> list[Any]:
    """In order of code: ids, codes, beginnings of names, sets, makers' ids; the distinct names, and whose is which."""
    titles = arrays.Distinct()
    columns = arrays.read(
        session,
        select(ProductRow.id, ProductRow.code, ProductRow.name_key, ProductRow.set_number, ProductRow.producer_id,
               FactsRow.name_en, ProductRow.name_key)
        .outerjoin(FactsRow)
        .where(*wanted)
        .order_by(ProductRow.code),
        arrays.numbers, arrays.codes, arrays.beginnings, arrays.small, arrays.numbers, list, list,
    )  # fmt: skip
    title = titles.numbers(zip(columns[6], columns[5], strict=True))
    return [*columns[:5], titles.values, title]


def _makers(session: Session, scope: Scope, only: Select[int] | None) -> list[Any]:
    """In order of id: facts, folded names, distinct places and whose is which, provinces, former ones, kinds."""
    makers = select(
        ProducerRow.id, ProducerRow.name, ProducerRow.kind, ProducerRow.commune, ProducerRow.led_by_woman,
        ProducerRow.led_by_minority, ProducerRow.green_chain, cast(ProducerRow.channels, String), ProducerRow.workers,
        ProducerRow.trained_workers, ProducerRow.craft_village, ProducerRow.place_stated, ProducerRow.commune,
        ProducerRow.province, ProducerRow.former_province,
    ).where(ProducerRow.scope == scope)  # fmt: skip
    if only is not None:
        makers = makers.where(ProducerRow.id.in_(only))
    kinds = {str(each): place for place, each in enumerate(KINDS, start=1)}
    ids, names, kind, *rest = arrays.read(
        session,
        makers.order_by(ProducerRow.id),
        arrays.numbers, arrays.folded, arrays.among(kinds), arrays.among(communes().numbers, np.uint16), arrays.said,
        arrays.said, arrays.said, arrays.modern, arrays.counted, arrays.counted, arrays.named, list, list, list, list,
    )  # fmt: skip
    facts, stated = rest[:8], rest[8:]
    places = arrays.Distinct()
    place = places.numbers(zip(*stated, strict=True))
    provinces, formers = (arrays.small([code and int(code) for code in column]) for column in stated[2:])
    return [Makers(ids, *facts), names, places.values, place, provinces, formers, kind]


def _terms(session: Session, wanted: Wanted) -> Terms:
    """What holds over time. Days are read as the driver gives them: making dates of millions takes seconds."""
    days = [type_coerce(day, String) for day in (StandingRow.first_day, StandingRow.last_day, StandingRow.until)]
    states = {str(each): place for place, each in enumerate(STATES)}
    evidences = {str(each): place for place, each in enumerate(EVIDENCES)}
    product, first, last, until, state, *rest = arrays.read(
        session,
        select(StandingRow.product_id, *days, StandingRow.state, StandingRow.stars, DecisionRow.evidence,
               DecisionRow.stated)
        .join(ProductRow, ProductRow.id == StandingRow.product_id)
        .join(RecognitionRow, RecognitionRow.id == StandingRow.recognition_id)
        .join(DecisionRow, DecisionRow.id == RecognitionRow.decision_id)
        .where(*wanted),
        arrays.numbers, arrays.days, arrays.days, arrays.days, arrays.among(states), arrays.small,
        arrays.among(evidences), arrays.days,
    )  # fmt: skip
    return Terms(product, first, last, until, state, following(product, first, state), *rest)


def _events(session: Session, wanted: Wanted) -> Events:
    """What was decided; where its first day is not stated, the earliest that the decision's own date can mean."""
    kinds = {str(each): place for place, each in enumerate(EVENTS)}
    day = func.coalesce(cast(type_coerce(RecognitionRow.valid_from, String), String), DecisionRow.stated)
    columns = arrays.read(
        session,
        select(RecognitionRow.product_id, RecognitionRow.kind, day, RecognitionRow.stars)
        .join(ProductRow, ProductRow.id == RecognitionRow.product_id)
        .join(DecisionRow, DecisionRow.id == RecognitionRow.decision_id)
        .where(*wanted),
        arrays.numbers, arrays.among(kinds), arrays.days, arrays.small,
    )  # fmt: skip
    return Events(*columns)


def _certificates(session: Session, wanted: Wanted) -> Certificates:
    """Other certificates; without a day of issue from ever, without an end for ever."""
    days = [type_coerce(day, String) for day in (CertificateRow.issued_on, CertificateRow.expires_on)]
    bits = {str(each): 1 << place for place, each in enumerate(CERTIFICATES)}
    product, bit, first, last = arrays.read(
        session,
        select(CertificateRow.product_id, CertificateRow.kind, *days)
        .join(ProductRow, ProductRow.id == CertificateRow.product_id)
        .where(*wanted),
        arrays.numbers, arrays.among(bits), arrays.days, arrays.days,
    )  # fmt: skip
    return Certificates(product, bit, np.where(first == NEVER, np.int32(0), first), last)

"""What the register holds already of the products in a list, and what only looks like them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain.entries import MakerEntry, Place
from ocop.domain.identity import MakerKey, ProductKey
from ocop.domain.recognition import Kind, Scope
from ocop.domain.text import fold, same_name
from ocop.store.tables import DecisionRow, OfficialCodeRow, ProducerRow, ProductRow, RecognitionRow

AT_ONCE = 5_000


class Known(NamedTuple):
    """One event of a product that bears a name, whose folded form was asked for."""

    key: ProductKey
    maker: str
    code: str
    kind: Kind
    stars: int | None
    points: Decimal | None
    decision: str
    stated: str
    until: date | None


def known(session: Session, scope: Scope, names: Iterable[str]) -> dict[str, list[Known]]:
    """The events of every product so named, oldest first, by the folded name: look-alikes among them."""
    found: dict[str, list[Known]] = {}
    wanted = iter(sorted(names))
    while batch := list(islice(wanted, AT_ONCE)):
        rows = session.execute(
            select(
                *(ProductRow.name_key, ProductRow.name, ProductRow.code),
                *(ProducerRow.name, ProducerRow.name_key, ProducerRow.province, ProducerRow.home),
                *(RecognitionRow.kind, RecognitionRow.stars, RecognitionRow.points),
                *(DecisionRow.number, DecisionRow.stated, RecognitionRow.valid_until),
            )
            .join(ProductRow.producer)
            .join(RecognitionRow, RecognitionRow.product_id == ProductRow.id)
            .join(RecognitionRow.decision)
            .where(ProductRow.scope == scope, ProductRow.name_key.in_(batch))
            .order_by(DecisionRow.stated, RecognitionRow.id)
        )
        for folded, name, code, maker, maker_name, province, home, kind, *rest in rows:
            key: ProductKey = (same_name(name), (maker_name, province, str(home)))
            found.setdefault(folded, []).append(Known(key, maker, code, Kind(kind), *rest))
    return found


def codes_taken(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """Official codes that lead to a product already, with its register code."""
    asked = list(codes)
    rows = session.execute(
        select(OfficialCodeRow.code, ProductRow.code)
        .join(ProductRow, ProductRow.id == OfficialCodeRow.product_id)
        .where(OfficialCodeRow.code.in_(asked))
    )
    return {official: code for official, code in rows}  # noqa: C416 -- typed rows


class KnownMaker(NamedTuple):
    """A maker of the register, whose name a row's may resemble."""

    id: int
    key: MakerKey
    entry: MakerEntry


def makers_like(session: Session, scope: Scope, folded: Collection[str]) -> dict[str, list[KnownMaker]]:
    """The makers whose names, read without their tones, are among these."""
    found: dict[str, list[KnownMaker]] = {}
    rows = session.execute(
        select(
            *(ProducerRow.id, ProducerRow.name, ProducerRow.name_key, ProducerRow.kind, ProducerRow.home),
            *(ProducerRow.place_stated, ProducerRow.commune, ProducerRow.province, ProducerRow.former_province),
        )
        .where(ProducerRow.scope == scope)
        .order_by(ProducerRow.id)
    )
    for number, name, name_key, kind, home, stated, commune, province, former in rows:
        if (plain := fold(name)) in folded:
            place = Place(stated=stated, commune=commune, province=province, former_province=former)
            entry = MakerEntry(name=name, kind=kind, place=place)
            found.setdefault(plain, []).append(KnownMaker(number, (name_key, province, home), entry))
    return found

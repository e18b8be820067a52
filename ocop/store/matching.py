"""What the register holds already of the products in a list, and what only looks like them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, func, select
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


def makers_like(
    session: Session, scope: Scope, folded: Collection[str], *, form: Callable[[str], str] = fold
) -> dict[str, list[KnownMaker]]:
    """The makers whose names, read without their tones or in another `form`, are among these."""
    found: dict[str, list[KnownMaker]] = {}
    for each in session.execute(_makers().where(ProducerRow.scope == scope).order_by(ProducerRow.id)):
        if (plain := form(each.name)) in folded:
            found.setdefault(plain, []).append(_maker(each))
    return found


def maker(session: Session, scope: Scope, number: int) -> KnownMaker | None:
    """One maker by its number; of one that was found to be another's, the one that it leads to."""
    leads_to = select(func.coalesce(ProducerRow.merged_into, ProducerRow.id)).where(ProducerRow.id == number)
    asked = _makers().where(ProducerRow.scope == scope, ProducerRow.id == leads_to.scalar_subquery())
    row = session.execute(asked).first()
    return _maker(row) if row else None


def _makers() -> Select[*tuple[Any, ...]]:
    return select(
        *(ProducerRow.id, ProducerRow.name, ProducerRow.name_key, ProducerRow.kind, ProducerRow.home),
        *(ProducerRow.place_stated, ProducerRow.commune, ProducerRow.province, ProducerRow.former_province),
    )


def _maker(row: Row[*tuple[Any, ...]]) -> KnownMaker:
    number, name, name_key, kind, home, stated, commune, province, former = row
    place = Place(stated=stated, commune=commune, province=province, former_province=former)
    return KnownMaker(number, (name_key, province, home), MakerEntry(name=name, kind=kind, place=place))

"""Which products of a list are in the register already: by folded name, folded maker and province."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain.recognition import Scope
from ocop.domain.text import fold
from ocop.store.tables import DecisionRow, ProducerRow, ProductRow, RecognitionRow

AT_ONCE = 5_000

Key = tuple[str, str, str | None]


class Known(NamedTuple):
    """One recognition of a product that bears the name."""

    code: str
    stars: int | None
    decision: str
    stated: str


def known(session: Session, scope: Scope, names: Iterable[str]) -> dict[Key, list[Known]]:
    """The recognitions of every product so named (folded), oldest first, by product, maker and province."""
    found: dict[Key, list[Known]] = {}
    wanted = iter(sorted(names))
    while batch := list(islice(wanted, AT_ONCE)):
        rows = session.execute(
            select(
                *(ProductRow.name_key, ProducerRow.name, ProducerRow.province, ProductRow.code),
                *(RecognitionRow.stars, DecisionRow.number, DecisionRow.stated),
            )
            .join(ProductRow.producer)
            .join(RecognitionRow, RecognitionRow.product_id == ProductRow.id)
            .join(RecognitionRow.decision)
            .where(ProductRow.scope == scope, ProductRow.name_key.in_(batch))
            .order_by(DecisionRow.stated, RecognitionRow.id)
        )
        for name, maker, province, code, stars, number, stated in rows:
            found.setdefault((name, fold(maker), province), []).append(Known(code, stars, number, stated))
    return found

"""What the store holds of each product that somebody should look at: one light row a product."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ocop.domain.recognition import Scope
from ocop.store.queries import holds_on
from ocop.store.tables import (
    CertificateRow,
    DecisionRow,
    FactsRow,
    ProducerRow,
    ProductRow,
    RecognitionRow,
    StandingRow,
)


class Grant(NamedTuple):
    """Stars and points that one decision states of a product, and its days."""

    code: str
    stars: int | None
    points: Any
    valid_from: date | None
    valid_until: date | None


def products(session: Session, scope: Scope, day: date) -> Iterator[Any]:
    """Each product with its maker's place, its facts, and what governs on a day; in order of code."""
    wanted = (
        select(
            ProductRow.code, ProductRow.name, ProductRow.set_number, ProductRow.photo,
            ProducerRow.name.label("maker"), ProducerRow.province, ProducerRow.former_province, ProducerRow.commune,
            FactsRow.price_vnd, FactsRow.net_weight_g, FactsRow.volume_ml, FactsRow.alcohol_percent,
            FactsRow.ingredients, FactsRow.materials, FactsRow.story_vi, FactsRow.story_en,
            StandingRow.state, StandingRow.until, DecisionRow.evidence, DecisionRow.stated,
        )
        .join(ProducerRow, ProductRow.producer_id == ProducerRow.id)
        .outerjoin(FactsRow, FactsRow.product_id == ProductRow.id)
        .outerjoin(StandingRow, holds_on(day))
        .outerjoin(RecognitionRow, RecognitionRow.id == StandingRow.recognition_id)
        .outerjoin(DecisionRow, DecisionRow.id == RecognitionRow.decision_id)
        .where(ProductRow.scope == scope)
        .order_by(ProductRow.code)
    )  # fmt: skip
    yield from session.execute(wanted.execution_options(yield_per=2000))


def grants(session: Session, scope: Scope) -> list[Grant]:
    """The recognitions that state points, or whose end is stated before their beginning."""
    found = session.execute(
        select(ProductRow.code, RecognitionRow.stars, RecognitionRow.points, RecognitionRow.valid_from,
               RecognitionRow.valid_until)
        .join(ProductRow, ProductRow.id == RecognitionRow.product_id)
        .where(
            ProductRow.scope == scope,
            or_(RecognitionRow.points.is_not(None), RecognitionRow.valid_until < RecognitionRow.valid_from),
        )
    )  # fmt: skip
    return [Grant(*row) for row in found]


def backward_certificates(session: Session, scope: Scope) -> set[str]:
    """The codes of products with a certificate that expires before it was issued."""
    found = select(ProductRow.code).join(CertificateRow, CertificateRow.product_id == ProductRow.id)
    wanted = found.where(ProductRow.scope == scope, CertificateRow.expires_on < CertificateRow.issued_on)
    return set(session.scalars(wanted))

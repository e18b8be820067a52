"""Reading what gifts are chosen from: facts of a scope's products as columns, in order of code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import String, case, cast, select
from sqlalchemy.orm import Session

from ocop.domain.promotion import HERBAL_SETS
from ocop.domain.recognition import Scope
from ocop.domain.said import say
from ocop.store import arrays
from ocop.store.tables import FactsRow, InspectionRow, ProductRow


@dataclass(frozen=True)
class FactColumns:
    """Facts of products, one place each; numbers are -1 where nothing is known, texts None."""

    code: list[str]
    name: list[str]
    price: NDArray[np.int64]
    weight: NDArray[np.int64]
    volume: NDArray[np.int64]
    alcohol: NDArray[np.int64]
    shelf_life: NDArray[np.int64]
    lead_time: NDArray[np.int64]
    capacity: NDArray[np.int64]
    storage: list[str | None]
    ingredients: list[str | None]
    materials: list[str | None]
    origin: list[str | None]
    labels: list[str | None]
    story: list[str | None]


def facts(session: Session, scope: Scope) -> FactColumns:
    """Every product of a scope. Of a story that it is there; its text where a claim to heal would make it void."""
    told = case((ProductRow.set_number.in_(HERBAL_SETS), FactsRow.story_vi), (FactsRow.story_vi != "", "có"))
    numbers = [_counted] * 7
    columns = arrays.read(
        session,
        select(
            ProductRow.code, ProductRow.name, FactsRow.price_vnd, FactsRow.net_weight_g, FactsRow.volume_ml,
            # as the store keeps it: whole hundredths
            cast(FactsRow.__table__.c.alcohol_percent, String), FactsRow.shelf_life_days, FactsRow.lead_time_days,
            FactsRow.monthly_capacity, FactsRow.storage, FactsRow.ingredients, FactsRow.materials,
            cast(FactsRow.animal_origin, String), cast(FactsRow.label_languages, String), told,
        )
        .outerjoin(FactsRow)
        .where(ProductRow.scope == scope)
        .order_by(ProductRow.code),
        list, list, *numbers, list, list, list, list, list, list,
    )  # fmt: skip
    return FactColumns(*columns)


def violations(session: Session, scope: Scope, day: date) -> dict[int, str]:
    """By maker the finding that an inspection ended in by a decision, by a day; the latest of several."""
    found = session.execute(
        select(ProductRow.producer_id, InspectionRow.finding, InspectionRow.decision, InspectionRow.inspected_on)
        .join(ProductRow, ProductRow.id == InspectionRow.product_id)
        .where(
            ProductRow.scope == scope,
            InspectionRow.decision.is_not(None),
            InspectionRow.finding.is_not(None),
            InspectionRow.inspected_on <= day,
        )
        .order_by(InspectionRow.inspected_on, InspectionRow.id)
    )
    return {
        maker: say("{finding} (quyết định {decision}, kiểm tra ngày {day})", finding=finding, decision=decision, day=on)
        for maker, finding, decision, on in found
    }


def _counted(values: Sequence[Any]) -> NDArray[np.int64]:
    """Whole numbers; none is -1."""
    return np.array([-1 if value is None else int(value) for value in values], np.int64)

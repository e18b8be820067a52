"""The candidates for gifts as columns: those of `ocop.index` on a day, and the facts beside them."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from ocop import reference
from ocop.domain.promotion import claims_a_cure
from ocop.domain.recognition import Scope
from ocop.domain.taxonomy import CertificateKind, ProducerKind
from ocop.gifts.candidates import STORAGE, UNKNOWN, Shelf
from ocop.gifts.substances import bits, of_origin
from ocop.index.columns import NEVER, YES
from ocop.index.dimensions import CERTIFICATES, KINDS
from ocop.index.finding import Index
from ocop.index.snapshot import number
from ocop.services.pause import no_collection
from ocop.services.register import Register
from ocop.store import gifting

COOPERATIVE = KINDS.index(ProducerKind.COOPERATIVE) + 1


def shelf(session: Session, register: Register, index: Index, scope: Scope, day: date) -> Shelf:
    """The columns of `ocop.index` on the day and the facts beside them, both in order of code."""
    snapshot, view = index.snapshot, index.on(day)
    facts = _facts(session, register, index, scope)
    columns, makers, maker = view.columns, snapshot.makers, snapshot.maker
    terms, today = snapshot.terms, number(day)
    held = (terms.first <= today) & (terms.last >= today) & (terms.until != NEVER)
    until = np.full(snapshot.size, UNKNOWN, np.int64)
    until[snapshot.rows(terms.product[held])] = terms.until[held]
    inclusive = (
        (snapshot.products.kind == COOPERATIVE) * 1
        + (makers.woman[maker] == YES) * 2
        + (makers.minority[maker] == YES) * 4
        + ((makers.green[maker] == YES) | _bears(columns["certificate"], CertificateKind.GROWING_AREA)) * 8
        + _bears(columns["certificate"], CertificateKind.ECO_LABEL) * 16
    )
    regions, groups = _places()
    return Shelf(
        maker=snapshot.products.maker.astype(np.int64),
        province=columns["province"].astype(np.int64),
        region=regions[columns["province"]],
        group=groups[columns["set"]],
        set=columns["set"].astype(np.int64),
        stars=columns["stars"].astype(np.int64),
        status=columns["status"].astype(np.int64),
        until=until,
        halal=_bears(columns["certificate"], CertificateKind.HALAL),
        inclusive=inclusive.astype(np.int64),
        **facts,
    )


def _bears(column: NDArray[np.uint8], *kinds: CertificateKind) -> NDArray[np.bool_]:
    bits = sum(1 << CERTIFICATES.index(kind) for kind in kinds)
    found: NDArray[np.bool_] = (column & np.uint8(bits)) != 0
    return found


@cache
def _places() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each number of a province that of its region, for each set that of its group; from 1, 0 for unknown."""
    regions, groups = np.zeros(256, np.int64), np.zeros(256, np.int64)
    names = list(reference.regions().values())
    for code, province in reference.provinces().items():
        regions[int(code)] = 1 + names.index(province.region)
    titles = [title for title, _english in reference.groups().values()]
    for set_number, each in reference.product_sets().items():
        groups[set_number] = 1 + titles.index(each.group)
    return regions, groups


def _facts(session: Session, register: Register, index: Index, scope: Scope) -> dict[str, Any]:
    """What does not change with the day: read once for each revision."""
    question = ("gift facts", scope)
    known: dict[str, Any] | None = register.memo.get(question, index.revision)
    if known is None:
        with no_collection():
            known = _read(gifting.facts(session, scope), index.snapshot.products.set)
        register.memo.keep(question, index.revision, known)
    return known


def _read(facts: gifting.FactColumns, sets: NDArray[np.uint8]) -> dict[str, Any]:
    """Facts as columns of a shelf; texts are read for what they tell of, each different one once."""
    said = zip(facts.name, facts.ingredients, facts.materials, facts.origin, strict=True)
    return {
        "code": np.array(facts.code, np.str_),
        "name": np.array(facts.name, object),
        "price": facts.price,
        "weight": np.where(facts.weight == UNKNOWN, facts.volume, facts.weight),
        "volume": facts.volume,
        "alcohol": facts.alcohol,
        "shelf_life": facts.shelf_life,
        "storage": np.array([STORAGE.get(each or "", 0) for each in facts.storage], np.int64),
        "lead_time": facts.lead_time,
        "capacity": facts.capacity,
        "substances": np.array([_substances(*each) for each in said], np.int64),
        "ingredients_known": np.array([bool(each) for each in facts.ingredients], bool),
        "materials_known": np.array([bool(each) for each in facts.materials], bool),
        "story": np.array(list(map(_is_told, facts.story, sets.tolist())), bool),
        "english": np.array([each is not None and '"en"' in each for each in facts.labels], bool),
    }


def _is_told(story: str | None, set_number: int) -> bool:
    """Whether there is a story that may be told."""
    return story is not None and story != "" and claims_a_cure(set_number, story) is None


def _substances(name: str, ingredients: str | None, materials: str | None, origin: str | None) -> int:
    """Everything that a product may hold, by all that is said of it."""
    found = bits(name)
    for text in (ingredients, materials):
        if text:
            found |= bits(text)
    if origin:
        found |= _of_origin(origin)
    return found


@cache
def _of_origin(stored: str) -> int:
    return int(of_origin(json.loads(stored)))

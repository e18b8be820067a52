"""Which products to inspect first, for who may plan inspections there."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from ocop.clock import VIETNAM
from ocop.documents.paper import VI
from ocop.domain.inspection_risks import Risk, Suggested
from ocop.domain.inspection_risks import suggested as ordered
from ocop.domain.inspections import Stage
from ocop.domain.recognition import Evidence, Scope, Status
from ocop.domain.register import Facet, Product, ProductQuery, Sort, choices
from ocop.domain.roles import Act, Person
from ocop.services import people
from ocop.services.register import Register
from ocop.store import inspections, label_reports

# Of what ends soon and of what the press alone knows so many are looked at, those that end first.
MOST = 200
LATELY = timedelta(365)


def suggested(register: Register, asking: Person, scope: Scope) -> list[Suggested]:
    """Products of their provinces that are worth a visit, the gravest first; not those of which one is under way.

    Raises:
        NotAllowed: they may inspect nowhere.
    """
    where = people.where(register, asking, Act.INSPECT)
    day = register.today()
    since = datetime.combine(day - LATELY, time(), VIETNAM)
    with register.reading() as session:
        told = label_reports.by_product(session, since)
        cases = inspections.listed(session, scope)
    under_way = {each.code for each in cases if each.stage is not Stage.ENDED}
    products = {each.code: each for each in _products(register, scope, where)}
    for code in told.keys() - products.keys():
        record = register.record(code, day)
        if record is not None and record.product.scope is scope:
            products[code] = record.product
    mine = [each for each in products.values() if where & {None, each.producer.province} and each.code not in under_way]
    return ordered(Suggested(each, *told.get(each.code, (0, 0))) for each in mine)


def because(each: Suggested) -> str:
    """Why, as it is written into the plan."""
    governing = each.product.governing
    until = governing.valid_until if governing else None
    words = {
        Risk.WRONG: f"{each.wrong} báo cáo nhãn sai đã xác nhận trong một năm qua",
        Risk.WAITING: f"{each.waiting} báo cáo nhãn đang chờ xử lý",
        Risk.ENDING: f"công nhận hết hiệu lực ngày {VI.date(until)}" if until else "công nhận sắp hết hiệu lực",
        Risk.WEAK: "công nhận mới chỉ biết qua báo chí",
    }
    return "; ".join(words[risk] for risk in each.risks)


def _products(register: Register, scope: Scope, where: frozenset[str | None]) -> list[Product]:
    """What ends soon and what the press alone knows, of some provinces; None among them is every one."""
    places = {} if None in where else {Facet.PROVINCE: [each for each in where if each]}
    found: list[Product] = []
    for facet, code in ((Facet.STATUS, Status.EXPIRING), (Facet.EVIDENCE, Evidence.PRESS)):
        query = ProductQuery(choices=choices({facet: [code], **places}), scope=scope, sort=Sort.ENDING, limit=MOST)
        found += register.search(query, register.today()).products
    return found

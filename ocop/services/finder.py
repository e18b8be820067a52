"""Search: the index in memory kept true to the store, and the page of an answer read from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from threading import Lock

from sqlalchemy.orm import Session

from ocop import reference
from ocop.domain import typed
from ocop.domain.recognition import Scope, Status
from ocop.domain.register import Facet, Found, Product, ProductQuery, choices
from ocop.index.finding import Answer, Index
from ocop.index.suggesting import suggestion
from ocop.store import indexing, search
from ocop.store.queries import revision

RELATED = 4
CHUNK = 500


class Finder:
    """Answers for one store. Of several threads that find it out of date one mends it while the others wait."""

    def __init__(self) -> None:
        self._known: dict[Scope, Index] = {}
        self._lock = Lock()

    def index(self, session: Session, scope: Scope) -> Index:
        """The index of a scope, true to the store as it is now."""
        # Asked before the lock, so that whoever holds it has a connection already: else those who wait for the lock
        # could hold all of them, and nobody would come on.
        now, known = revision(session), self._known.get(scope)
        if known is not None and known.revision == now:
            return known
        with self._lock:
            index = self._known[scope] = indexing.fresh(session, scope, self._known.get(scope))
        return index

    def search(self, session: Session, query: ProductQuery, day: date) -> Found:
        """One page of what matches, how many there are in all and for each other choice."""
        index = self.index(session, query.scope)
        answer = ids(session, index, query, day, query.limit)
        products = search.page(session, answer.ids, day)
        meant = None
        if not answer.total and query.text.strip():
            meant = self._meant(session, index, query, day)
        return Found(answer.total, products, answer.facets, meant, answer.left)

    def every(self, session: Session, query: ProductQuery, day: date) -> Iterator[Product]:
        """All that matches, in order."""
        index = self.index(session, query.scope)
        wanted = ids(session, index, replace(query, offset=0), day, None).ids
        for place in range(0, len(wanted), CHUNK):
            yield from search.page(session, wanted[place : place + CHUNK], day)

    def related(self, session: Session, product: Product, day: date) -> tuple[Product, ...]:
        """Others of its set that are in force: of its province, else of its region; none where the set is unknown."""
        province = reference.provinces().get(product.producer.province or "")
        if product.set_number is None or province is None:
            return ()
        region = next(code for code, name in reference.regions().items() if name == province.region)
        wanted: dict[Facet, list[str]] = {
            Facet.SET: [str(product.set_number)],
            Facet.STATUS: [Status.VALID, Status.EXPIRING],
        }
        for facet, code in ((Facet.PROVINCE, province.code), (Facet.REGION, region)):
            place = {facet: [code]}
            query = ProductQuery(choices=choices(wanted | place), scope=product.scope, limit=RELATED + 1)
            found = self.search(session, query, day).products
            others = tuple(each for each in found if each.producer.id != product.producer.id)[:RELATED]
            if others:
                return others
        return ()

    def _meant(self, session: Session, index: Index, query: ProductQuery, day: date) -> str | None:
        """The nearest words that find something, as the best of the products found writes them."""
        if (found := suggestion(index, query, day)) is None:
            return None
        number, meant = found
        (best,) = search.page(session, [number], day)
        maker = best.producer
        places = (reference.communes().get(maker.commune or ""), reference.provinces().get(maker.province or ""))
        former = [each.name for each in reference.former_provinces().values() if each.successor == maker.province]
        names = [best.name, maker.name, maker.place_stated, *(place.name for place in places if place), *former]
        if product_set := reference.product_sets().get(best.set_number or 0):
            names.append(product_set.name)
        return typed.written(meant, names)


def ids(session: Session, index: Index, query: ProductQuery, day: date, limit: int | None) -> Answer:
    """The ids of what matches, in order; all of them without a limit."""
    return index.search(
        typed.read(query.text),
        query.choices,
        day,
        sort=query.sort,
        limit=limit,
        offset=query.offset,
        also=search.named(session, query.text),
        after=query.after,
    )

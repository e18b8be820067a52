"""Makers and products that may be the same: found by what is written, decided by a steward, taken back by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ocop.domain.recognition import Scope
from ocop.domain.roles import Act, Person
from ocop.domain.said import say
from ocop.domain.taxonomy import abbreviated, is_private
from ocop.domain.text import fold
from ocop.errors import Refused
from ocop.services import people
from ocop.services.register import Register
from ocop.store import alike as stored
from ocop.store.alike import Decided, One
from ocop.store.engine import writing


@dataclass(frozen=True)
class Pair:
    """Two records that look alike; the one entered first comes first. `kind` is maker or product."""

    kind: str
    one: One
    other: One

    @property
    def key(self) -> tuple[str, int, int]:
        """What tells it from others."""
        return self.kind, self.one.number, self.other.number


def pairs(register: Register, asking: Person, scope: Scope) -> list[Pair]:
    """What looks alike and was not decided of, where somebody keeps records; makers first.

    Raises:
        NotAllowed: they keep none.
    """
    where = people.where(register, asking, Act.KEEP_RECORDS)
    with register.reading() as session:
        makers, products = stored.makers(session, scope), stored.products(session, scope)
        done = {(each.kind, each.one, each.other) for each in stored.decided(session, scope)}
    found = [*_alike("maker", makers), *_alike("product", products)]
    return [each for each in found if each.key not in done and where & {None, each.one.province}]


def decided(register: Register, asking: Person, scope: Scope) -> list[Decided]:
    """What holds of what was decided, where somebody keeps records.

    Raises:
        NotAllowed: they keep none.
    """
    where = people.where(register, asking, Act.KEEP_RECORDS)
    with register.reading() as session:
        return [each for each in stored.decided(session, scope) if where & {None, each.province}]


def keep_apart(register: Register, asking: Person, scope: Scope, pair: Pair, *, why: str) -> None:
    """Remember that they are two.

    Raises:
        NotAllowed, Refused, Conflict: the role is missing; made-up people; decided already, or no reason.
    """
    _may(register, asking, scope, pair.one.province, pair.other.province)
    with writing(register.engine) as session:
        stored.keep_apart(
            session, scope=scope, kind=pair.kind, one=pair.one.number, other=pair.other.number,
            by=people.author(asking), why=why,
        )  # fmt: skip


def merge(register: Register, asking: Person, scope: Scope, pair: Pair, *, why: str) -> int:
    """Let the second lead to the first; how many products of a maker, or events of a product, went over.

    Codes on packs go on leading where they should.

    Raises:
        NotAllowed, Refused, Conflict: as `keep_apart`; products of two makers, or in a gift basket that is not given.
    """
    _may(register, asking, scope, pair.one.province, pair.other.province)
    merge_both = stored.merge_makers if pair.kind == "maker" else stored.merge_products
    with writing(register.engine) as session:
        return merge_both(
            session, scope=scope, one=pair.one.number, other=pair.other.number, by=people.author(asking), why=why
        )


def undo(register: Register, asking: Person, scope: Scope, decision: Decided, *, why: str) -> None:
    """Take back what was decided.

    Raises:
        NotAllowed, Refused, Conflict: as `keep_apart`; taken back already.
    """
    _may(register, asking, scope, decision.province)
    with writing(register.engine) as session:
        stored.undo(session, decision.number, by=people.author(asking), why=why)


def _alike(kind: str, listed: Iterable[One]) -> Iterator[Pair]:
    """Those of one folded name in one province; where they may be people, in one commune as far as it is known."""
    groups: dict[tuple[str, str | None], list[One]] = defaultdict(list)
    for each in listed:
        groups[abbreviated(fold(each.name)), each.province].append(each)
    for group in groups.values():
        for one, other in pairwise(group):
            both_private = is_private(one.kind) and is_private(other.kind)
            elsewhere = None not in (one.commune, other.commune) and one.commune != other.commune
            if kind == "product":
                same_maker = abbreviated(fold(one.maker)) == abbreviated(fold(other.maker))
                if same_maker and not elsewhere:
                    yield Pair(kind, one, other)
            elif not (both_private and elsewhere):
                yield Pair(kind, one, other)


def _may(register: Register, asking: Person, scope: Scope, *provinces: str | None) -> None:
    for province in provinces:
        people.require(register, asking, Act.KEEP_RECORDS, province)
    if register.settings.demo_signin and scope is Scope.REAL:
        raise Refused(say("Người minh họa không ghi được vào bản ghi thật: hãy xem bản minh họa."))

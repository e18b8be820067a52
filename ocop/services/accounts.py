"""The register's figures of one place over a span, as a report needs them.

Nation and provinces are counted by `Figures`. A commune has too few products to keep columns for: they are counted one
by one, by the same words (see `domain.figures`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from ocop import reference
from ocop.documents.account import Account, Area, Decided, Part, Tier
from ocop.domain.coverage import is_complete
from ocop.domain.figures import HORIZONS, By, Distribution, Line, Places
from ocop.domain.recognition import ENDING_SOON_DAYS, STARS, Kind, Scope, Status
from ocop.domain.register import Facet, Product, ProductQuery, Sort, choices
from ocop.domain.taxonomy import ProducerKind
from ocop.services.register import Register
from ocop.store import reporting
from ocop.store.reporting import Where

ONE_DAY = timedelta(days=1)
IN_FORCE = (Status.VALID, Status.EXPIRING)


def account(register: Register, area: Area, scope: Scope, first_day: date, day: date) -> Account:
    """Everything that a report of a place tells, from the first day to the day."""
    commune = reference.communes()[area.code] if area.tier is Tier.COMMUNE and area.code else None
    province = commune.province if commune else area.code
    where = Where(scope, province, commune.code if commune else None)
    now = [] if province is None else _products(register, where, day)
    then = [] if province is None else _products(register, where, first_day - ONE_DAY)
    next_year = date(day.year + 1, 1, 1), date(day.year + 1, 12, 31)
    with register.reading() as session:
        found = reporting.decisions(session, where, first_day, day)
        ends = reporting.ending(session, where, day, *next_year)
    by_month: Counter[int] = Counter()
    for until, count in ends.items():
        by_month[until.month] += count
    decided, lapsed = _moves(register, where, first_day, day)
    line, before = _lines(register, where, (now, then), first_day, day)
    return Account(
        area=area,
        scope=scope,
        first_day=first_day,
        day=day,
        line=line,
        before=before,
        decided=decided,
        lapsed=lapsed,
        groups=_split(register, where, day, By.GROUP, now),
        kinds=_split(register, where, day, By.TYPE, now),
        parts=_parts(register, where, (now, then), first_day, day),
        decisions=tuple(Decided(*each) for each in found),
        ending=dict(by_month),
        soonest=_soonest(now, day) if province else register.ending(scope, day).soonest,
        products=tuple(now) if commune else (),
        targets=register.targets(scope, day) if province is None else (),
        complete=_complete(register, scope, province, day),
        made_on=register.today(),
    )


def counted(code: str | None, products: Iterable[Product], day: date) -> Line:
    """Products as one line of a summary, without communes."""
    every = list(products)
    status = Counter(each.status for each in every)
    in_force = [each for each in every if each.status in IN_FORCE]
    left = [
        (each.governing.valid_until - day).days for each in in_force if each.governing and each.governing.valid_until
    ]
    return Line(
        code=code,
        products_ever=len(every),
        products_in_force=len(in_force),
        by_stars={stars: sum(each.stars == stars for each in in_force) for stars in STARS},
        ending={days: sum(each < days for each in left) for days in HORIZONS},
        expired=status[Status.EXPIRED],
        revoked=status[Status.REVOKED],
        reported=status[Status.REPORTED],
        producers=len({each.producer.id for each in in_force}),
    )


def _products(register: Register, where: Where, day: date) -> list[Product]:
    """Every product ever recognised by the day, of a province or commune, by name."""
    query = ProductQuery("", choices({Facet.PROVINCE: [where.province or ""]}), where.scope, Sort.NAME)
    with register.reading() as session:
        found = [each for each in register.finder.every(session, query, day) if each.status is not Status.NONE]
    return [each for each in found if where.commune in (None, each.producer.commune)]


Listed = tuple[list[Product], list[Product]]


def _lines(register: Register, where: Where, listed: Listed, first: date, day: date) -> tuple[Line, Line]:
    """The place at the end of the span, and on the day before it."""
    days = (day, first - ONE_DAY)
    if where.commune:
        now, then = (counted(where.commune, products, on) for products, on in zip(listed, days, strict=True))
        return now, then
    now, then = (
        summary.line(where.province) if where.province else summary.total
        for summary in (register.summary(where.scope, on, Places.NOW, By.PROVINCE) for on in days)
    )
    return now, then


def _parts(register: Register, where: Where, listed: Listed, first: date, day: date) -> tuple[Part, ...]:
    """The provinces of the nation, the communes of a province that ever had a product."""
    if where.commune:
        return ()
    if where.province is None:
        now, then = (register.summary(where.scope, on, Places.NOW, By.PROVINCE) for on in (day, first - ONE_DAY))
        named = {code: province.name for code, province in reference.provinces().items()}
        return tuple(
            Part(named.get(line.code or ""), line, then.line(line.code))
            for line in now.lines
            if line.code or line.products_ever
        )
    here, before = ({each.producer.commune for each in products} for products in listed)
    named = {code: f"{each.type} {each.name}" for code, each in reference.communes().items() if code in here | before}
    codes: list[str | None] = [*sorted(named), *([None] if None in here | before else [])]
    return tuple(
        Part(
            named.get(code or ""),
            *(
                counted(code, [each for each in products if each.producer.commune == code], on)
                for products, on in zip(listed, (day, first - ONE_DAY), strict=True)
            ),
        )
        for code in codes
    )


def _split(register: Register, where: Where, day: date, by: By, listed: list[Product]) -> Distribution:
    """Products in force by group or kind and stars."""
    if where.commune is None:
        chosen = choices({Facet.PROVINCE: [where.province]} if where.province else {})
        return register.distribution(where.scope, day, by, choices=chosen)
    group_of = {n: next(code for code, (name, _en) in reference.groups().items() if name == each.group)
                for n, each in reference.product_sets().items()}  # fmt: skip
    code_of: Mapping[By, Callable[[Product], str | None]] = {
        By.GROUP: lambda each: group_of.get(each.set_number or 0),
        By.TYPE: lambda each: each.producer.kind,
    }
    codes: list[str | None] = [*(reference.groups() if by is By.GROUP else map(str, ProducerKind)), None]
    cells = {(code, stars): 0 for code in codes for stars in STARS}
    for each in listed:
        if each.status in IN_FORCE and each.stars:
            cells[code_of[by](each), each.stars] += 1
    return Distribution(day, where.scope, Places.NOW, by, cells)


def _moves(register: Register, where: Where, first: date, day: date) -> tuple[dict[Kind, int], int]:
    """What decisions did in the span by kind, and how many terms lapsed in it: the same days as `Figures.flow`."""
    if where.commune:
        with register.reading() as session:
            decided = Counter(kind for kind, since in reporting.events(session, where) if first <= since <= day)
            lapsed = sum(first <= last < day for last in reporting.lapses(session, where))
        return dict(decided), lapsed
    chosen = choices({Facet.PROVINCE: [where.province]} if where.province else {})

    def of_year(on: date) -> tuple[Mapping[Kind, int], int]:
        years = register.flow(where.scope, on, choices=chosen)
        return next(((each.decided, each.lapsed) for each in years if each.year == day.year), ({}, 0))

    kinds, lapsed = of_year(day)
    if (first.month, first.day) == (1, 1):
        return dict(kinds), lapsed
    # a year's counts grow day by day: what was there before the span is taken off
    decided_before, lapsed_before = of_year(first - ONE_DAY)[0], of_year(first)[1]
    return {kind: count - decided_before.get(kind, 0) for kind, count in kinds.items()}, lapsed - lapsed_before


def _soonest(products: list[Product], day: date) -> tuple[Product, ...]:
    """Those that end within 90 days, soonest first."""
    ends = [
        (each.governing.valid_until, each.code, each)
        for each in products
        if each.status in IN_FORCE and each.governing and each.governing.valid_until
    ]
    return tuple(
        each for until, _code, each in sorted(ends, key=lambda e: e[:2]) if (until - day).days < ENDING_SOON_DAYS
    )


def _complete(register: Register, scope: Scope, province: str | None, day: date) -> bool:
    """Whether every decision that could be in force there is in."""
    if province is None or scope is Scope.DEMO:
        return register.is_complete(scope, day)
    declared = register.coverage(scope)
    former = [each.code for each in reference.former_provinces().values() if each.successor == province]
    return all(is_complete(declared, former_province=code, province=province, day=day) for code in former)

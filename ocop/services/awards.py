"""A shortlist for awards from the register, and the file to send up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ocop import reference
from ocop.documents import printed, sheets
from ocop.documents.paper import VI, WATERMARK, Cell, Column, Issuer, Paper, Table, Text
from ocop.domain.recognition import Evidence, Kind, Scope, Status
from ocop.domain.register import Facet, Product, ProductQuery, Recognition, choices
from ocop.domain.roles import Act, Person
from ocop.domain.said import say
from ocop.domain.shortlist import MOST_COUNTED, MOST_WEIGHT, Candidate, Criterion, Ranked, ranked
from ocop.domain.taxonomy import ProducerKind
from ocop.errors import QueryError
from ocop.services import export, gifts, people
from ocop.services.register import Register
from ocop.store import makers

NATIONAL, MOST = 5, 10_000
COOPERATIVES = (ProducerKind.COOPERATIVE, ProducerKind.COOPERATIVE_GROUP)
IN_FORCE = (Status.VALID, Status.EXPIRING)
WORDS = {
    Criterion.PRODUCTS: "mỗi sản phẩm 5 sao",
    Criterion.YEARS: "mỗi năm tròn từ lần đầu đạt 5 sao",
    Criterion.RENEWALS: "mỗi lần được công nhận lại 5 sao",
    Criterion.COOPERATIVE: "hợp tác xã, tổ hợp tác",
    Criterion.GREEN: "truy xuất được vùng trồng hoặc chuỗi xanh",
}
COLUMNS = (
    Column("TT", 0.5, number=True), Column("Chủ thể", 3), Column("Tỉnh, thành phố", 1.4),
    Column("Sản phẩm 5 sao", 3.4), Column("Điểm", 0.8, number=True), Column("Vì sao", 4),
    Column("Dữ liệu còn thiếu", 2.4),
)  # fmt: skip


def shortlist(
    register: Register, asking: Person, scope: Scope, weights: Mapping[Criterion, int], *, weak: bool = False
) -> list[Ranked]:
    """Makers of national products in force today, by points; `weak` takes those known from the press only instead.

    Whoever may do it in some provinces sees the makers of those. A maker with a violation that a decision has
    established is left out.

    Raises:
        NotAllowed: the role is missing.
        QueryError: a weight is no number from 0 to 50.
    """
    where = people.where(register, asking, Act.SHORTLIST)
    if any(not 0 <= each <= MOST_WEIGHT for each in weights.values()):
        raise QueryError(say("Trọng số phải từ 0 đến {most_weight}: hãy sửa lại.", most_weight=MOST_WEIGHT))
    found = [each for each in candidates(register, scope, register.today()) if each.is_weak is weak]
    mine = [each for each in found if where & {None, each.province} and each.violation is None]
    return ranked(mine, weights)


def candidates(register: Register, scope: Scope, day: date) -> list[Candidate]:
    """Every maker of a product with 5 stars that holds on the day or that the press reports."""
    query = ProductQuery(choices=choices({Facet.STARS: [str(NATIONAL)]}), scope=scope)
    listed = export.listed(register, query, day, most=MOST) or []
    by_maker: dict[int, list[Product]] = {}
    for each in listed:
        if each.status in (*IN_FORCE, Status.REPORTED):
            by_maker.setdefault(each.producer.id, []).append(each)
    violations = gifts.offer(register, scope, day).violations
    with register.reading() as session:
        green = makers.green(session, list(by_maker))
    return [
        _candidate(register, day, products, green[maker], violations.get(maker)) for maker, products in by_maker.items()
    ]


def paper(scope: Scope, day: date, weights: Mapping[Criterion, int], found: list[Ranked]) -> Paper:
    """The shortlist as a draft to be sent up, with the criteria and weights that made it."""
    rows: list[tuple[Cell, ...]] = [_row(place, each) for place, each in enumerate(found, start=1)]
    weighed = "; ".join(f"{WORDS[each]}: {weights[each]} điểm" for each in Criterion if weights.get(each))
    source = f"Sổ đăng ký OCOP, ngày {VI.date(day)}"
    made_up = (f"{WATERMARK}: không chủ thể nào có thật.",) if scope is Scope.DEMO else ()
    return Paper(
        issuer=Issuer((), ("CƠ QUAN ĐỀ NGHỊ",), "……"),
        symbol="……",
        kind="DANH SÁCH CHỦ THỂ ĐỀ NGHỊ XEM XÉT KHEN THƯỞNG",
        subject="Chủ thể có sản phẩm OCOP cấp quốc gia",
        opening="Căn cứ Văn bản 9591/VPCP-NN ngày 30/12/2021 mục 2.",
        blocks=(
            Text(f"Tiêu chí, trọng số do cơ quan đề nghị chọn ({weighed}); phần đếm tính tối đa {MOST_COUNTED} lần."),
            Table(f"Chủ thể theo điểm ({len(rows)})", COLUMNS, tuple(rows), source),
        ),
        facts=(
            *made_up,
            "Dữ liệu còn thiếu không được tính điểm, không phải là không đạt.",
            "Chủ thể có vi phạm đã kết luận bằng quyết định không có trong danh sách.",
        ),
        recipients=(),
        is_made_up=scope is Scope.DEMO,
    )  # fmt: skip


def pdf(scope: Scope, day: date, weights: Mapping[Criterion, int], found: list[Ranked]) -> bytes:
    """The file to be signed."""
    return printed.pdf(paper(scope, day, weights, found))


def xlsx(scope: Scope, day: date, weights: Mapping[Criterion, int], found: list[Ranked]) -> bytes:
    """The file to go on with."""
    return sheets.xlsx(paper(scope, day, weights, found), "Đề nghị")


def why(each: Ranked) -> str:
    """What earned the points, in words: `mỗi sản phẩm 5 sao 20; …`."""
    return "; ".join(f"{WORDS[criterion]} {points}" for criterion, points in each.parts.items())


def lacks(each: Ranked) -> str:
    """Which facts are missing, in words."""
    return "; ".join(WORDS[criterion] for criterion in each.missing)


def _row(place: int, each: Ranked) -> tuple[Cell, ...]:
    maker = each.candidate
    province = reference.provinces()[maker.province].name if maker.province else None
    return place, maker.name, province, "; ".join(maker.products), each.points, why(each), lacks(each) or "không"


def _candidate(
    register: Register, day: date, products: list[Product], green: int | None, violation: str | None
) -> Candidate:
    in_force = [each for each in products if each.status in IN_FORCE]
    told = in_force or products
    histories = [record.history for each in told if (record := register.record(each.code, day)) is not None]
    grants = [event for history in histories for event in history if event.stars == NATIONAL]
    maker = told[0].producer
    return Candidate(
        maker=maker.id,
        name=maker.name,
        province=maker.province,
        products=tuple(sorted(each.name for each in told)),
        is_weak=not in_force,
        violation=violation,
        counts={
            Criterion.PRODUCTS: len(told),
            Criterion.YEARS: _years(grants, day),
            Criterion.RENEWALS: sum(event.kind is Kind.RENEWED for event in grants),
            Criterion.COOPERATIVE: None if maker.kind is None else int(maker.kind in COOPERATIVES),
            Criterion.GREEN: green,
        },
    )  # fmt: skip


def _years(grants: list[Recognition], day: date) -> int | None:
    """Whole years since the first 5 stars; None where no day of theirs is known."""
    days = [event.effective for event in grants if event.evidence is not Evidence.PRESS]
    if not days:
        return None
    first = min(days)
    return max(0, day.year - first.year - ((day.month, day.day) < (first.month, first.day)))

"""What in the register somebody should look at: counts with the products behind them, for the places of a steward."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from ocop import reference
from ocop.documents.paper import VI, Column, Issuer, Paper, Table
from ocop.documents.sheets import xlsx
from ocop.domain.coverage import is_complete
from ocop.domain.dates import Stated
from ocop.domain.promotion import ALCOHOL_SETS, Promotion, promotion
from ocop.domain.recognition import Evidence, Scope, State
from ocop.domain.roles import Act, Person
from ocop.gifts.candidates import CRAFTS, EDIBLE, TOURISM
from ocop.intake.checks import BANDS
from ocop.services import export, people
from ocop.services.register import Register
from ocop.store import quality as stored
from ocop.store.quality import Grant


class Fault(StrEnum):
    """What is wrong or missing, in the order in which it is best mended."""

    PLACE = "place"
    COMMUNE = "commune"
    POINTS = "points"
    BACKWARD = "backward"
    PRESS = "press"
    NO_DAY = "no-day"
    SET = "set"
    PRICE = "price"
    STORY = "story"
    WEIGHT = "weight"
    INGREDIENTS = "ingredients"
    MATERIALS = "materials"
    ALCOHOL = "alcohol"
    PHOTO = "photo"


# What the rules of gifts ask of a product; without one of them it is left out (`gifts/rules.py`).
GIFTS = (
    Fault.PLACE, Fault.SET, Fault.PRICE, Fault.STORY, Fault.WEIGHT, Fault.INGREDIENTS, Fault.MATERIALS, Fault.ALCOHOL,
)  # fmt: skip
SAID = {
    Fault.PLACE: "chưa rõ tỉnh của chủ thể",
    Fault.COMMUNE: "chưa rõ xã, phường, đặc khu",
    Fault.POINTS: "điểm không hợp với hạng sao",
    Fault.BACKWARD: "ngày hết hạn trước ngày bắt đầu",
    Fault.PRESS: "công nhận mới biết qua báo chí",
    Fault.NO_DAY: "quyết định chưa rõ ngày",
    Fault.SET: "chưa xếp bộ sản phẩm",
    Fault.PRICE: "chưa có giá",
    Fault.STORY: "chưa có câu chuyện",
    Fault.WEIGHT: "chưa có khối lượng hoặc thể tích",
    Fault.INGREDIENTS: "chưa có thành phần",
    Fault.MATERIALS: "chưa có chất liệu",
    Fault.ALCOHOL: "chưa có độ cồn",
    Fault.PHOTO: "chưa có ảnh",
}
ASKED_FOR_FIVE = 4
COLUMNS = ("mã", "tên sản phẩm", "chủ thể", "tỉnh", "điều cần xem")


@dataclass(frozen=True)
class Flaw:
    """One product and all that somebody should look at; `only` is the one fact that keeps it from being a gift."""

    code: str
    name: str
    maker: str
    province: str | None
    faults: frozenset[Fault]
    only: Fault | None


@dataclass(frozen=True)
class Findings:
    """The flawed products of some places on a day, how many were looked at, and provinces that are not complete."""

    looked_at: int
    flaws: tuple[Flaw, ...]
    open_provinces: tuple[str, ...]

    def count(self, fault: Fault) -> int:
        """How many products have it."""
        return sum(fault in each.faults for each in self.flaws)

    def would_help(self, fault: Fault) -> int:
        """How many products in force could be given as gifts if only this were known."""
        return sum(each.only is fault for each in self.flaws)

    def of(self, fault: Fault | None) -> list[Flaw]:
        """The products that have it; all of them where none is named."""
        return [each for each in self.flaws if fault is None or fault in each.faults]


def findings(register: Register, asking: Person, scope: Scope, province: str | None = None) -> Findings:
    """What is to be looked at in a province, or wherever somebody keeps records.

    Raises:
        NotAllowed: they keep no records, or not in that province.
    """
    where = people.where(register, asking, Act.KEEP_RECORDS)
    if province is not None:
        people.require(register, asking, Act.KEEP_RECORDS, province)
    day, question = register.today(), ("quality", scope, register.today())
    revision = register.revision()
    known: tuple[list[Flaw], dict[str | None, int], tuple[str, ...]] | None = register.memo.get(question, revision)
    if known is None:
        known = _looked_through(register, scope, day)
        register.memo.keep(question, revision, known)
    flaws, sizes, gaps = known

    def is_wanted(place: str | None) -> bool:
        return place == province if province is not None else bool(where & {None, place})

    return Findings(
        sum(size for place, size in sizes.items() if is_wanted(place)),
        tuple(each for each in flaws if is_wanted(each.province)),
        tuple(place for place in gaps if is_wanted(place)),
    )


def csv(found: Findings, fault: Fault | None, scope: Scope) -> bytes:
    """The products behind a count; no cell can start a formula."""
    return export.numbers(COLUMNS, _rows(found, fault), scope)


def workbook(found: Findings, fault: Fault | None, scope: Scope, day: date) -> bytes:
    """The same as XLSX."""
    columns = tuple(map(Column, ("Mã", "Sản phẩm", "Chủ thể", "Tỉnh", "Điều cần xem"), (1.2, 3, 3, 1.6, 4)))
    rows = tuple(_rows(found, fault))
    source = f"Sổ đăng ký OCOP, ngày {VI.date(day)}. Chỉ dùng nội bộ."
    paper = Paper(
        issuer=Issuer((), ("CƠ QUAN CHỦ TRÌ",), "……"),
        symbol="……",
        kind="DANH SÁCH BẢN GHI CẦN XEM LẠI",
        subject=f"{len(rows)} sản phẩm" + (f" {SAID[fault]}" if fault else ""),
        opening="",
        blocks=(Table("Bản ghi cần xem lại", columns, rows, source),),
        facts=(),
        recipients=(),
        is_made_up=scope is Scope.DEMO,
        is_draft=False,
    )
    return xlsx(paper, "Chất lượng dữ liệu")


def _rows(found: Findings, fault: Fault | None) -> Iterator[tuple[str, ...]]:
    names = reference.provinces()
    for each in found.of(fault):
        said = "; ".join(SAID[one] for one in Fault if one in each.faults)
        yield each.code, each.name, each.maker, names[each.province].name if each.province else "", said


def _looked_through(
    register: Register, scope: Scope, day: date
) -> tuple[list[Flaw], dict[str | None, int], tuple[str, ...]]:
    sizes: dict[str | None, int] = {}
    formers: dict[str, set[str]] = {}
    flaws: list[Flaw] = []
    with register.reading() as session:
        grants = stored.grants(session, scope)
        points = {each.code for each in grants if contradicts(each)}
        backward = {each.code for each in grants if each.valid_from and (each.valid_until or day) < each.valid_from}
        backward |= stored.backward_certificates(session, scope)
        for row in stored.products(session, scope, day):
            sizes[row.province] = sizes.get(row.province, 0) + 1
            if row.province:
                formers.setdefault(row.province, set()).add(row.former_province or "")
            apart = ((Fault.POINTS, points), (Fault.BACKWARD, backward))
            faults = _faults(row) | {fault for fault, codes in apart if row.code in codes}
            if faults:
                lacking = [each for each in GIFTS if each in faults]
                only = lacking[0] if len(lacking) == 1 and row.state == State.IN_FORCE else None
                flaws.append(Flaw(row.code, row.name, row.maker, row.province, faults, only))
    declared = register.coverage(scope)
    gaps = tuple(
        place for place in sorted(formers)
        if not all(is_complete(declared, former_province=former, province=place, day=day) for former in formers[place])
    )  # fmt: skip
    return flaws, sizes, gaps


def contradicts(grant: Grant) -> bool:
    """Whether points do not belong to the stars; 90 and more with four stars is usual while the ministry decides."""
    if grant.points is None or grant.stars not in BANDS:
        return False
    least, beyond = BANDS[grant.stars]
    return bool(grant.points < least or (grant.points >= beyond and grant.stars != ASKED_FOR_FIVE))


def _faults(row: Any) -> frozenset[Fault]:
    """What one product's row lacks. Facts are asked for only of what is in force."""
    found = {Fault.PLACE: row.province is None, Fault.COMMUNE: row.commune is None and row.province is not None}
    if row.evidence is not None:
        found[Fault.PRESS] = row.evidence == Evidence.PRESS
        found[Fault.NO_DAY] = Stated.parse(row.stated).exact is None
    if row.state == State.IN_FORCE and row.set_number != TOURISM:
        number = row.set_number
        may = promotion(number, row.alcohol_percent, row.name)
        found[Fault.SET] = number is None
        found[Fault.PRICE] = row.price_vnd is None
        found[Fault.WEIGHT] = row.net_weight_g is None and row.volume_ml is None and (number or 0) <= max(CRAFTS)
        found[Fault.INGREDIENTS] = not row.ingredients and (number is None or number in EDIBLE)
        found[Fault.MATERIALS] = not row.materials and number in CRAFTS
        found[Fault.ALCOHOL] = row.alcohol_percent is None and (number in ALCOHOL_SETS or may is Promotion.NONE)
        # of what may not be promoted neither is shown
        found[Fault.STORY] = not (row.story_vi or row.story_en) and may is not Promotion.NONE
        found[Fault.PHOTO] = row.photo is None and may is not Promotion.NONE
    return frozenset(fault for fault, is_so in found.items() if is_so)

"""Targets in words: goals, values, what is short, what is missing."""

from __future__ import annotations

from ocop.domain.targets import Missing, Operator, TargetResult, Unit, Verdict
from ocop.i18n import Language
from ocop.i18n.words import N_

MISSING = {
    Missing.RECOGNITIONS: N_("sản phẩm có công nhận còn hiệu lực"),
    Missing.HISTORY: N_("lịch sử công nhận trước mốc so sánh"),
    Missing.KINDS: N_("loại hình của chủ thể"),
    Missing.GREEN_CHAINS: N_("thông tin chuỗi tuần hoàn, xanh"),
    Missing.CRAFT_VILLAGES: N_("danh sách làng nghề truyền thống"),
    Missing.WORKERS: N_("số lao động và số lao động được đào tạo"),
    Missing.WOMEN: N_("thông tin người điều hành là nữ"),
    Missing.MINORITIES: N_("thông tin người điều hành là người dân tộc thiểu số"),
    Missing.SMALL_GROUP: N_("nhóm đủ mười chủ thể để công bố"),
    Missing.CHANNELS: N_("kênh bán hàng của chủ thể"),
    Missing.POINTS_OF_SALE: N_("danh sách điểm bán"),
    Missing.EVENTS: N_("danh sách sự kiện"),
}


def amount(value: float, unit: Unit, t: Language) -> str:
    """A value in its unit."""
    if unit is Unit.PERCENT:
        return t.percent(value)
    n = round(value)
    if unit is Unit.PRODUCTS:
        return t("{n} sản phẩm", n=n)
    if unit is Unit.PER_PROVINCE:
        return t("{n} tỉnh, thành phố", n=n)
    return t("{n} sự kiện", n=n)


def goal(result: TargetResult, t: Language) -> str:
    """What was to be reached."""
    target = result.target
    if target.operator is Operator.BETWEEN and target.upper is not None:
        return f"{t.number(round(target.value))}–{amount(target.upper, target.unit, t)}"
    if target.unit is Unit.PER_PROVINCE:
        return t("{amount}, mỗi nơi ít nhất một điểm bán", amount=amount(result.goal, target.unit, t))
    return t("ít nhất {amount}", amount=amount(result.goal, target.unit, t))


def verdict(result: TargetResult, t: Language) -> str:
    """Met, or short by how much, or what is missing."""
    found = result.verdict
    if found is Verdict.NOT_COMPUTED:
        assert result.missing is not None, "what cannot be computed says what is missing"
        return t("Chưa tính được: thiếu {what}", what=t(MISSING[result.missing]))
    if found is Verdict.OPEN:
        return t("Chưa kết luận được: sổ chưa có đủ quyết định của cả nước")
    if found is Verdict.SHORT:
        assert result.short_by is not None, "what is short says by how much"
        if result.target.unit is Unit.PERCENT:
            return t("Chưa đạt, còn thiếu {points} điểm phần trăm", points=t.percent(result.short_by).rstrip("%"))
        return t("Chưa đạt, còn thiếu {amount}", amount=amount(result.short_by, result.target.unit, t))
    return t("Vượt mức trên của chỉ tiêu") if found is Verdict.ABOVE else t("Đạt")


def how(result: TargetResult, t: Language) -> str:
    """The numbers that the value is made of, and of how many the fact is not known."""
    parts = []
    if result.numerator is not None and result.denominator is not None:
        parts.append(f"{t.number(result.numerator)} / {t.number(result.denominator)}")
    if result.unknown:
        parts.append(t("chưa rõ của {n} đơn vị, không tính vào", n=result.unknown))
    if result.ever is not None:
        parts.append(t("từng được công nhận: {n} sản phẩm", n=result.ever))
    return "; ".join(parts)

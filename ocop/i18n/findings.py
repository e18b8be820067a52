"""What a chart shows, said in one sentence: its title."""

from __future__ import annotations

from ocop.domain.recognition import STARS, Status
from ocop.domain.register import Overview
from ocop.i18n import Language
from ocop.i18n.words import stars


def star_finding(overview: Overview, t: Language) -> str:
    """The title of the star chart: what it shows, in one sentence."""
    in_force = {
        each: sum(overview.by_stars.get((each, status), 0) for status in (Status.VALID, Status.EXPIRING))
        for each in STARS
    }
    most = max(STARS, key=lambda each: in_force[each])
    if not in_force[most]:
        return t("Chưa có công nhận nào còn hiệu lực trong sổ")
    reported = overview.by_stars.get((5, Status.REPORTED), 0)
    if reported and not in_force[5]:
        return t(
            "Trong các công nhận còn hiệu lực, hạng {most} nhiều nhất; {n} sản phẩm 5 sao mới chỉ biết qua báo chí",
            n=reported,
            most=stars(most, t),
        )
    return t("Trong các công nhận còn hiệu lực, hạng {most} nhiều nhất", most=stars(most, t))

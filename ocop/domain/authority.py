"""Whose decision may do what: 5 stars are the nation's, districts gave 3 stars until they ended on 30 June 2025.

Sources: QĐ 148/QĐ-TTg and QĐ 1489/QĐ-TTg as the press reports them; who recognises is also who takes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ocop.domain.places import MERGERS
from ocop.domain.recognition import GRANTS, Kind, Level
from ocop.domain.register import Recognition
from ocop.domain.said import Said, say

TOP = 5
# Districts gave 3 stars from the day of QĐ 148/QĐ-TTg; before it, provinces did.
DISTRICT_STARS = 3


def fault(kind: Kind, stars: int | None, level: Level, on: date, about: Recognition | None) -> Said | None:
    """Why a decision of that level and day cannot do this; None where it can. `about` is the grant that it alters."""
    if level is Level.DISTRICT and on >= MERGERS:
        return say(
            "Cấp huyện không còn từ {ended}, nên không có quyết định cấp huyện ngày {on}: "
            "hãy kiểm tra cơ quan và ngày.",
            ended=MERGERS, on=on,
        )  # fmt: skip
    touched = [each for each in (stars, about.stars if about else None) if each]
    is_nations = TOP in touched or (about is not None and about.level is Level.NATION)
    if is_nations and level is not Level.NATION:
        return say(
            "Hạng 5 sao do Bộ công nhận, nên chỉ quyết định của Bộ mới công nhận hoặc thay đổi được: "
            "hãy kiểm tra cơ quan ban hành."
        )
    if level is Level.DISTRICT and any(each > DISTRICT_STARS for each in touched):
        return say("Cấp huyện chỉ công nhận hạng 3 sao: hãy kiểm tra cơ quan ban hành và hạng sao.")
    return None


def misfit(kind: Kind, stars: int | None, on: date, history: Sequence[Recognition]) -> Said | None:
    """Why a grant of this kind does not follow from what was granted before; None where it does."""
    before = [each for each in history if each.kind in GRANTS and each.effective <= on]
    if kind not in GRANTS or stars is None:
        return None
    earlier = [each.stars or 0 for each in sorted(before, key=lambda each: (each.effective, each.id))]
    if not earlier and kind in (Kind.RENEWED, Kind.RAISED, Kind.LOWERED):
        return say("Sổ chưa có công nhận nào trước ngày này để công nhận lại, nâng hay hạ hạng: hãy kiểm tra ngày.")
    if kind is Kind.RAISED and stars <= earlier[-1]:
        return say(
            "Nâng hạng phải cao hơn hạng đã có ({stars} sao): hãy kiểm tra hạng sao hoặc chọn công nhận lại.",
            stars=earlier[-1],
        )
    if kind is Kind.LOWERED and stars >= earlier[-1]:
        return say("Hạ hạng phải thấp hơn hạng đã có ({stars} sao): hãy kiểm tra hạng sao.", stars=earlier[-1])
    if kind is Kind.RENEWED and stars not in earlier:
        return say(
            "Công nhận lại phải cùng hạng đã có; {stars} sao là hạng khác: hãy chọn nâng hạng hoặc hạ hạng.",
            stars=stars,
        )
    return None

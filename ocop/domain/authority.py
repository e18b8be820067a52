"""Whose decision may do what: 5 stars are the nation's, districts gave 3 stars until they ended on 30 June 2025.

Sources: QĐ 148/QĐ-TTg and QĐ 1489/QĐ-TTg as the press reports them; who recognises is also who takes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ocop.domain.places import MERGERS
from ocop.domain.recognition import GRANTS, Kind, Level
from ocop.domain.register import Recognition

TOP = 5
# Districts gave 3 stars from the day of QĐ 148/QĐ-TTg; before it, provinces did.
DISTRICT_STARS = 3


def fault(kind: Kind, stars: int | None, level: Level, on: date, about: Recognition | None) -> str | None:
    """Why a decision of that level and day cannot do this; None where it can. `about` is the grant that it alters."""
    if level is Level.DISTRICT and on >= MERGERS:
        return (
            f"Cấp huyện không còn từ {MERGERS:%d/%m/%Y}, nên không có quyết định cấp huyện ngày {on:%d/%m/%Y}: "
            "hãy kiểm tra cơ quan và ngày."
        )
    touched = [each for each in (stars, about.stars if about else None) if each]
    is_nations = TOP in touched or (about is not None and about.level is Level.NATION)
    if is_nations and level is not Level.NATION:
        return (
            "Hạng 5 sao do Bộ công nhận, nên chỉ quyết định của Bộ mới công nhận hoặc thay đổi được: "
            "hãy kiểm tra cơ quan ban hành."
        )
    if level is Level.DISTRICT and any(each > DISTRICT_STARS for each in touched):
        return "Cấp huyện chỉ công nhận hạng 3 sao: hãy kiểm tra cơ quan ban hành và hạng sao."
    return None


def misfit(kind: Kind, stars: int | None, on: date, history: Sequence[Recognition]) -> str | None:
    """Why a grant of this kind does not follow from what was granted before; None where it does."""
    before = [each for each in history if each.kind in GRANTS and each.effective <= on]
    if kind not in GRANTS or stars is None:
        return None
    earlier = [each.stars or 0 for each in sorted(before, key=lambda each: (each.effective, each.id))]
    if not earlier and kind in (Kind.RENEWED, Kind.RAISED, Kind.LOWERED):
        return "Sổ chưa có công nhận nào trước ngày này để công nhận lại, nâng hay hạ hạng: hãy kiểm tra ngày."
    if kind is Kind.RAISED and stars <= earlier[-1]:
        return f"Nâng hạng phải cao hơn hạng đã có ({earlier[-1]} sao): hãy kiểm tra hạng sao hoặc chọn công nhận lại."
    if kind is Kind.LOWERED and stars >= earlier[-1]:
        return f"Hạ hạng phải thấp hơn hạng đã có ({earlier[-1]} sao): hãy kiểm tra hạng sao."
    if kind is Kind.RENEWED and stars not in earlier:
        return f"Công nhận lại phải cùng hạng đã có; {stars} sao là hạng khác: hãy chọn nâng hạng hoặc hạ hạng."
    return None

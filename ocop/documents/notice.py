"""Letters to makers whose recognitions end, after Nghị định 30/2020/NĐ-CP (công văn), all in one PDF; each a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ocop.documents import typeset
from ocop.documents.drafting import SO, broken
from ocop.documents.paper import DOTS, DRAFT, SIGNING, VI, WARNING, WATERMARK

TEMPLATE = "notice.typ"
NOT_GIVEN = "chưa ghi trong sổ"


@dataclass(frozen=True)
class Line:
    """One product of a letter; `decision` and `until` as they stand in the register."""

    name: str
    code: str
    stars: int
    decision: str
    decided: str
    until: date
    is_service: bool


@dataclass(frozen=True)
class Letter:
    """To whom, where, of which products. `province` is the full name of whose office writes, None where not known."""

    maker: str
    address: str
    province: str | None
    place: str
    lines: tuple[Line, ...]
    is_made_up: bool


def pdf(letters: Sequence[Letter], day: date) -> bytes:
    """The letters one after the other, each from its own first page."""
    return typeset.pdf(TEMPLATE, {"letters": [_values(each, day) for each in letters]})


def _values(letter: Letter, day: date) -> dict[str, object]:
    ended = [each for each in letter.lines if each.until < day]
    has_top = any(each.stars == 5 for each in letter.lines)
    what = "đã hết hiệu lực" if len(ended) == len(letter.lines) else "sắp hết hiệu lực"
    if ended and len(ended) < len(letter.lines):
        what = "sắp hết hoặc đã hết hiệu lực"
    return {
        "above": ["ỦY BAN NHÂN DÂN", (letter.province or DOTS * 3).upper()],
        "own": list(broken(SO)),
        "number": f"Số: {DOTS}/{DOTS}",
        "about": "V/v hồ sơ đánh giá lại sản phẩm OCOP",
        "dated": f"{letter.place or DOTS}, ngày {DOTS} tháng {DOTS} năm {DOTS}",
        "addressed": f"Kính gửi: {letter.maker}",
        "address": f"Địa chỉ: {letter.address}",
        "draft": DRAFT,
        "opening": f"Theo Sổ đăng ký OCOP, tính đến ngày {VI.date(day)}, công nhận của sản phẩm sau đây {what}:",
        "head": ["TT", "Sản phẩm", "Mã", "Hạng", "Quyết định", "Hiệu lực đến hết ngày"],
        "rows": [
            [
                str(place), each.name, each.code, f"{each.stars} sao", f"{each.decision}, {each.decided}",
                VI.date(each.until),
            ]
            for place, each in enumerate(letter.lines, start=1)
        ],
        "steps": _steps(letter, has_top=has_top, has_ended=bool(ended)),
        "closing": f"Trân trọng đề nghị {letter.maker} thực hiện./.",
        "facts": _facts(letter),
        "recipients": ["Như trên;", f"Ủy ban nhân dân {DOTS} (cấp xã);", "Lưu: VT."],
        "signing": SIGNING,
        "dots": DOTS * 5,
        "watermark": WATERMARK if letter.is_made_up else None,
        "warning": WARNING if letter.is_made_up else "",
    }  # fmt: skip


def _steps(letter: Letter, *, has_top: bool, has_ended: bool) -> list[str]:
    goods = any(not each.is_service for each in letter.lines)
    samples = ", 05 mẫu sản phẩm (không áp dụng với dịch vụ du lịch)" if goods else ""
    rounds = "cấp tỉnh kết thúc vào ngày 30/6 và 30/12"
    if has_top:
        rounds += "; cấp quốc gia kết thúc vào ngày 30/9 và 30/3"
    found = [
        "Nếu tiếp tục tham gia Chương trình, đề nghị nộp hồ sơ đánh giá lại tại Ủy ban nhân dân cấp xã nơi sản xuất: "
        f"phiếu đăng ký (Mẫu 01), bản tự đánh giá (Mẫu 02), tài liệu minh chứng{samples}; "
        "một bộ giấy và một bộ điện tử.",
        f"Nộp trước khi công nhận hết hiệu lực, kịp một trong các đợt đánh giá trong năm ({rounds}).",
        "Từ ngày công nhận hết hiệu lực, không dùng hạng sao và nhãn hiệu chứng nhận OCOP trên bao bì, quảng cáo "
        "cho đến khi có quyết định công nhận lại.",
        "Nếu không đánh giá lại, hoặc thông tin trên chưa đúng, đề nghị trả lời bằng văn bản kèm quyết định công nhận.",
    ]
    if has_ended:
        found[1] = f"Với sản phẩm đã hết hiệu lực, nộp vào đợt đánh giá gần nhất trong năm ({rounds})."
    return found


def _facts(letter: Letter) -> list[str]:
    told = [
        "Dự thảo do phần mềm lập; số, ngày, nơi nhận và người ký do cơ quan gửi điền. Phải đối chiếu quyết định và "
        "ngày hết hiệu lực với hồ sơ gốc trước khi ký.",
        "Thành phần hồ sơ và các đợt đánh giá ghi theo bản chép Quyết định số 26/2026/QĐ-TTg; phải đối chiếu với "
        "văn bản đã ký trước khi phát hành.",
    ]
    return [f"{WARNING}.", *told] if letter.is_made_up else told

"""Products in every status that the mark page can show, on the day of the tests: names, and codes to ask for."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PIL import Image

from ocop.domain.codes import shown
from ocop.domain.coverage import Coverage
from ocop.domain.entries import EventEntry, Facts, ProductEntry
from ocop.domain.recognition import Kind, Level, Scope
from ocop.services import photos
from ocop.services.register import Register
from ocop.store import actions
from ocop.store import photos as stored
from ocop.store.engine import writing
from tests.services.histories import code, enter, event, maker, product, record

# Of the whole: ward 24778 lies in Lâm Đồng (68), before in the province of the same name.
FULL, OTHERS = "HTX Nông nghiệp hữu cơ Cầu Đất", "Công ty TNHH Nhiều Trạng Thái"
WHY = "Hồ sơ minh chứng không trung thực (Điều 8 khoản 1 điểm a)"
NAMES = {
    "valid": (1, "Cà phê Arabica Cầu Đất rang mộc"),
    "expiring": (2, "Trà ô long túi lọc"),
    "expired": (3, "Hồng treo gió"),
    "revoked": (4, "Mật ong hoa cà phê"),
    "annulled": (5, "Tinh dầu sả chanh"),
    "extended": (6, "Dâu tây sấy dẻo"),
    "none": (7, "Atisô sấy khô"),
    "spirits": (8, "Rượu cần Lang Biang"),
    "beer": (9, "Vang dâu tây nhẹ"),
    "passed": (10, "Mứt hồng"),
    "not-recognised": (11, "Bột cacao nguyên chất"),
    "made-up": (12, "Sản phẩm minh họa"),
}
CODES = {status: shown(code(number)) for status, (number, _name) in NAMES.items()} | {
    "reported": "7X21-777D",
    "shipped": "FR23-R1AX",
    "mistyped": "FR23-R1AY",
    "unknown": "ABCD-EFGH",
    "official": "83-829-28780-3-2022",
    "malformed": "nước mắm",
}


def named(status: str, made_by: str, *history: EventEntry, set_number: int | None = 11) -> ProductEntry:
    number, name = NAMES[status]
    entry = product(number, maker(made_by), *history, set_number=set_number)
    return replace(entry, name=name, official_codes=(f"68-24778-{number}-2026",))


def fill(register: Register) -> None:
    """Enter them; the maker of the first is one of whom the register holds every decision."""
    granted = event(Kind.FIRST, "2025-05-05", 4)
    revoked = event(Kind.REVOKED, "2026-03-01", about=0)
    spirits = named("spirits", OTHERS, granted, set_number=14)
    enter(
        register,
        named("valid", FULL, event(Kind.FIRST, "2021-03-03", 3), event(Kind.RAISED, "2024-04-04", 4)),
        named("not-recognised", FULL),
        replace(product(13, maker(FULL), granted), name="Cà phê Robusta rang xay"),
        named("expiring", OTHERS, event(Kind.FIRST, "2023-12-20", 3)),
        named("expired", OTHERS, event(Kind.FIRST, "2023-05-05", 3)),
        named("revoked", OTHERS, granted, replace(revoked, decision=replace(revoked.decision, note=WHY)), set_number=5),
        named("annulled", OTHERS, granted, event(Kind.ANNULLED, "2026-03-01", about=0)),
        named(
            "extended",
            OTHERS,
            event(Kind.FIRST, "2023-11-01", 3),
            replace(event(Kind.EXTENDED, "2026-10-10", about=0), valid_until=date(2027, 4, 1)),
        ),
        named("none", OTHERS),
        spirits,
        replace(named("beer", OTHERS, granted, set_number=14), facts=Facts(alcohol_percent=Decimal(5))),
        named("passed", OTHERS, granted),
        scope=Scope.REAL,
    )
    enter(register, named("made-up", "HTX Minh họa", event(Kind.FIRST, "2025-05-05", 5)))
    new_maker = replace(event(Kind.PASSED, "2026-06-06"), maker=maker("HTX Kế Thừa"))
    record(register, NAMES["passed"][0], new_maker)
    with writing(register.engine) as session:
        for level, former, province, first, last in (
            (Level.NATION, None, None, date(2020, 1, 1), date(2026, 12, 31)),
            (Level.PROVINCE, "68", None, date(2020, 1, 1), date(2025, 6, 30)),
            (Level.DISTRICT, "68", None, date(2020, 1, 1), date(2025, 6, 30)),
            (Level.PROVINCE, None, "68", date(2025, 7, 1), date(2026, 12, 31)),
        ):
            coverage = Coverage(level, former, province, first, last, "bản thử")
            actions.declare_coverage(session, coverage=coverage, scope=Scope.REAL, by="test", reason="thử")
        picture = io.BytesIO()
        Image.linear_gradient("L").resize((640, 480)).convert("RGB").save(picture, "PNG")
        small = photos.made_small(picture.getvalue())
        stored.keep_photo(
            session, code=code(NAMES["valid"][0]), picture=small, credit="Ảnh: chủ thể", by="test", reason="thử"
        )

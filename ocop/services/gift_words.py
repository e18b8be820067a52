"""What is asked for of a gift in the words of Vietnamese papers."""

from __future__ import annotations

from babel import Locale

from ocop.gifts.request import EventKind, GuestClass, Money, Recipient, Role

EVENT = {
    EventKind.VISIT: "đón, tiếp khách nước ngoài",
    EventKind.FOOD_AND_LODGING: "đón khách nước ngoài do phía Việt Nam đài thọ ăn, ở",
    EventKind.LEAVING_OFFICE: "khách kết thúc nhiệm kỳ công tác tại Việt Nam",
    EventKind.SELF_FUNDED: "đón khách nước ngoài tự túc mọi chi phí",
    EventKind.ROTATING_CONFERENCE: "hội nghị quốc tế luân phiên tổ chức tại Việt Nam",
    EventKind.CONFERENCE: "hội nghị quốc tế chia sẻ chi phí",
    EventKind.CONFERENCE_FOREIGN_PAID: "hội nghị quốc tế do phía nước ngoài chi trả",
    EventKind.DOMESTIC: "tiếp khách trong nước",
    EventKind.OUTBOUND: "tặng quà trong chuyến công tác nước ngoài",
    EventKind.FAIR: "gian hàng hội chợ",
}
GUEST_CLASS = {
    GuestClass.SPECIAL: "khách hạng đặc biệt",
    GuestClass.A: "khách hạng A",
    GuestClass.B: "khách hạng B",
    GuestClass.C: "khách hạng C",
    GuestClass.OTHER: "khách khác",
}
ROLE = {Role.HEAD: "trưởng đoàn", Role.SPOUSE: "phu nhân, phu quân trưởng đoàn", Role.MEMBER: "thành viên đoàn"}
MONEY = {
    Money.BUDGET: "ngân sách nhà nước",
    Money.OWN_REVENUE: "nguồn thu hợp pháp của đơn vị",
    Money.SPONSORED: "tài trợ",
    Money.OTHER: "nguồn khác ngoài Điều 3 Thông tư 35/2026/TT-BTC",
}


def recipient(asked: Recipient) -> str:
    """`trưởng đoàn, khách hạng A (Nhật Bản)`."""
    where = f" ({Locale('vi').territories.get(asked.country, asked.country)})" if asked.country else ""
    return f"{ROLE[asked.role]}, {GUEST_CLASS[asked.guest_class]}{where}"

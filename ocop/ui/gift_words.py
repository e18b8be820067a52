"""The choices of a request for gifts in words, in the order in which they are offered."""

from __future__ import annotations

from ocop.domain.gift_life import State, Step
from ocop.gifts.request import Avoid, EventKind, GuestClass, Money, Role, Travel
from ocop.i18n.words import N_

EVENT = {
    EventKind.VISIT: N_("Đón khách nước ngoài thăm, làm việc"),
    EventKind.FOOD_AND_LODGING: N_("Đoàn vào được đài thọ ăn, ở"),
    EventKind.LEAVING_OFFICE: N_("Đại sứ, trưởng đại diện kết thúc nhiệm kỳ"),
    EventKind.CONFERENCE: N_("Hội nghị quốc tế, chi phí chia sẻ"),
    EventKind.CONFERENCE_FOREIGN_PAID: N_("Hội nghị quốc tế, phía nước ngoài chi"),
    EventKind.ROTATING_CONFERENCE: N_("Hội nghị quốc tế luân phiên"),
    EventKind.SELF_FUNDED: N_("Đoàn vào tự túc chi phí"),
    EventKind.DOMESTIC: N_("Tiếp khách trong nước"),
    EventKind.OUTBOUND: N_("Mang đi tặng ở nước ngoài"),
    EventKind.FAIR: N_("Gian hàng hội chợ"),
}
GUEST_CLASS = {
    GuestClass.SPECIAL: N_("Hạng đặc biệt"),
    GuestClass.A: N_("Hạng A"),
    GuestClass.B: N_("Hạng B"),
    GuestClass.C: N_("Hạng C"),
    GuestClass.OTHER: N_("Khách khác"),
}
ROLE = {
    Role.HEAD: N_("Trưởng đoàn"),
    Role.SPOUSE: N_("Phu nhân hoặc phu quân"),
    Role.MEMBER: N_("Thành viên đoàn"),
}
MONEY = {
    Money.BUDGET: N_("Ngân sách nhà nước"),
    Money.OWN_REVENUE: N_("Nguồn thu của đơn vị"),
    Money.SPONSORED: N_("Tài trợ"),
    Money.OTHER: N_("Nguồn khác, ngoài Điều 3"),
}
TRAVEL = {
    Travel.HAND: N_("Xách tay lên máy bay"),
    Travel.HOLD: N_("Gửi khoang hành lý"),
    Travel.SENT: N_("Gửi riêng"),
}
AVOID = {
    Avoid.ALCOHOL: N_("Rượu bia"),
    Avoid.PORK: N_("Thịt lợn"),
    Avoid.BEEF: N_("Thịt bò"),
    Avoid.MEAT: N_("Thịt các loại"),
    Avoid.FISH: N_("Cá, hải sản"),
    Avoid.MILK: N_("Sữa"),
    Avoid.EGG: N_("Trứng"),
    Avoid.HONEY: N_("Mật ong"),
    Avoid.NUTS: N_("Lạc, các loại hạt"),
    Avoid.HALAL: N_("Ăn theo halal"),
    Avoid.VEGETARIAN: N_("Ăn chay"),
}
STATE = {
    State.DRAFT: N_("Bản nháp"),
    State.PROPOSED: N_("Chờ phê duyệt"),
    State.APPROVED: N_("Đã phê duyệt"),
    State.GIVEN: N_("Đã tặng"),
    State.WITHDRAWN: N_("Đã rút"),
}
STEP = {
    Step.KEPT: N_("Đã lập"),
    Step.RENAMED: N_("Đã đổi tên"),
    Step.CHANGED: N_("Đã sửa"),
    Step.PROPOSED: N_("Đã đề xuất"),
    Step.RETURNED: N_("Đã trả lại"),
    Step.APPROVED: N_("Đã phê duyệt"),
    Step.GAVE: N_("Đã tặng"),
    Step.WITHDREW: N_("Đã rút"),
}

"""Why a product stands on the list for a booth, or does not, in words."""

from __future__ import annotations

from ocop.i18n import Language
from ocop.i18n.words import N_

REASONS = {
    "pinned": N_("người soạn đưa vào"),
    "quota-region": N_("đủ chỉ tiêu của vùng"),
    "quota-group": N_("đủ chỉ tiêu của nhóm"),
    "national": N_("5 sao, cấp quốc gia: ưu tiên theo Văn bản 9591/VPCP-NN"),
    "stars-4": N_("4 sao"),
    "stars-3": N_("3 sao"),
    "home": N_("sản phẩm của địa phương nơi tổ chức"),
    "inclusive-7": N_("hợp tác xã hoặc chủ thể thuộc nhóm được ưu tiên"),
    "inclusive-8": N_("truy xuất được vùng trồng hoặc chuỗi xanh"),
    "inclusive-16": N_("nhãn sinh thái"),
}
RULES = {
    "reported": N_("mới được báo chí nêu, chưa có quyết định trong sổ"),
    "not-in-force": N_("không có công nhận còn hiệu lực"),
    "ends-before": N_("công nhận hết hiệu lực trước ngày cuối hội chợ"),
    "open-violation": N_("chủ thể có vi phạm đã kết luận bằng quyết định"),
    "no-tourism": N_("dịch vụ du lịch, không bày ở gian hàng"),
    "alcohol-public": N_("rượu từ 15 độ hoặc chưa rõ độ cồn: không giới thiệu nơi công cộng (Luật Quảng cáo, Điều 7)"),
    "away": N_("ở tỉnh khác"),
    "stars": N_("thấp hơn hạng sao yêu cầu"),
    "capacity": N_("sản lượng tháng không đủ số lượng cần"),
    "capacity-unknown": N_("chưa rõ sản lượng tháng"),
    "banned": N_("người soạn đã loại"),
}


def reasons(codes: tuple[str, ...], t: Language) -> str:
    """Why a product is on the list, as one line."""
    line = "; ".join(t(REASONS[code]) for code in codes)
    return line[:1].upper() + line[1:]

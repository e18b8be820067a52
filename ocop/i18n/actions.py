"""What the audit trail calls an action, in words."""

from __future__ import annotations

from ocop.i18n import Language
from ocop.i18n.words import N_

ACTIONS = {
    "enter_products": N_("Nạp sản phẩm và công nhận"),
    "enter_proposals": N_("Nạp đề nghị"),
    "record_first": N_("Ghi công nhận lần đầu"),
    "record_renewed": N_("Ghi công nhận lại"),
    "record_recognised": N_("Ghi công nhận"),
    "record_raised": N_("Ghi nâng hạng"),
    "record_lowered": N_("Ghi hạ hạng"),
    "record_extended": N_("Ghi gia hạn"),
    "record_corrected": N_("Ghi đính chính"),
    "record_annulled": N_("Ghi hủy bỏ"),
    "record_revoked": N_("Ghi thu hồi"),
    "record_passed": N_("Ghi chuyển chủ thể"),
    "state_decision": N_("Ghi lại quyết định"),
    "attach_decision_file": N_("Kèm bản ký của quyết định"),
    "withdraw_event": N_("Rút lại việc ghi nhầm"),
    "read_decision_file": N_("Xem bản ký"),
    "read_import": N_("Tải tệp gốc của lần nạp"),
    "undo_import": N_("Hoàn tác lần nạp"),
    "send_notice": N_("Gửi thông báo hết hạn"),
    "make_notices": N_("Lập thư thông báo"),
    "record_inspection": N_("Ghi kiểm tra"),
    "inspection_planned": N_("Lên kế hoạch kiểm tra"),
    "inspection_found": N_("Ghi kết quả kiểm tra"),
    "inspection_mended": N_("Ghi việc khắc phục"),
    "inspection_ended": N_("Kết thúc kiểm tra"),
    "declare_coverage": N_("Khai báo sổ đã đủ"),
    "keep_contact": N_("Ghi thông tin liên hệ"),
    "keep_product": N_("Sửa dữ kiện của sản phẩm"),
    "keep_maker": N_("Sửa hồ sơ chủ thể"),
    "keep_photo": N_("Ghi ảnh"),
    "keep_apart": N_("Giữ riêng hai hồ sơ giống nhau"),
    "merge_makers": N_("Gộp chủ thể"),
    "merge_products": N_("Gộp sản phẩm"),
    "undo_alike": N_("Lấy lại việc gộp hoặc giữ riêng"),
    "remove_photo": N_("Bỏ ảnh"),
    "keep_stories": N_("Sửa câu chuyện"),
    "set_gtin": N_("Ghi mã vạch"),
    "receive_label_report": N_("Nhận báo cáo nhãn sai"),
    "close_label_report": N_("Đóng báo cáo nhãn sai"),
    "add_fairs": N_("Ghi hội chợ"),
    "add_points_of_sale": N_("Ghi điểm bán"),
    "drop_demo": N_("Bỏ bản minh họa"),
    "grant_role": N_("Giao vai trò"),
    "revoke_role": N_("Thu lại vai trò"),
    "keep_fair_list": N_("Lưu danh sách hội chợ"),
    "change_fair_list": N_("Sửa danh sách hội chợ"),
    "end_fair_list": N_("Cất danh sách hội chợ"),
    "gift_kept": N_("Giữ giỏ quà"),
    "gift_renamed": N_("Đổi tên giỏ quà"),
    "gift_changed": N_("Sửa giỏ quà"),
    "gift_proposed": N_("Đề xuất giỏ quà"),
    "gift_returned": N_("Trả lại giỏ quà để sửa"),
    "gift_approved": N_("Phê duyệt giỏ quà"),
    "gift_gave": N_("Ghi quà đã tặng"),
    "gift_withdrew": N_("Rút giỏ quà"),
}


def action(code: str, t: Language) -> str:
    """An action in words; one that has none yet keeps its code."""
    return t(ACTIONS[code]) if code in ACTIONS else code

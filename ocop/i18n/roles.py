"""Roles and what they allow, in words."""

from __future__ import annotations

from ocop.domain.roles import Act, Role
from ocop.i18n.words import N_

ROLES = {
    Role.STAFF: N_("Cán bộ"),
    Role.APPROVER: N_("Người phê duyệt"),
    Role.STEWARD: N_("Người giữ sổ"),
    Role.ADMINISTRATOR: N_("Quản trị viên"),
}
ACTS = {
    Act.SEE_LEDGER: N_("Xem các giỏ quà và sổ theo dõi quà tặng"),
    Act.PROPOSE: N_("Đề xuất giỏ quà"),
    Act.APPROVE: N_("Phê duyệt giỏ quà"),
    Act.RECORD_GIFT: N_("Ghi quà đã tặng vào sổ theo dõi"),
    Act.SEE_CONTACTS: N_("Xem thông tin liên hệ của chủ thể"),
    Act.KEEP_CONTACTS: N_("Ghi thông tin liên hệ của chủ thể"),
    Act.INTAKE: N_("Nạp danh mục kèm theo quyết định"),
    Act.ALTER: N_("Ghi thu hồi, gia hạn, đính chính và chuyển chủ thể"),
    Act.DECLARE_COVERAGE: N_("Khai báo sổ đã đủ quyết định"),
    Act.KEEP_RECORDS: N_("Ghi hồ sơ sản phẩm, chủ thể, ảnh và câu chuyện"),
    Act.INSPECT: N_("Ghi kiểm tra sau công nhận"),
    Act.HANDLE_REPORTS: N_("Xử lý báo cáo nhãn sai của người đọc"),
    Act.SHORTLIST: N_("Lập danh sách đề nghị khen thưởng"),
    Act.PLAN_FAIRS: N_("Lập danh sách dự hội chợ, triển lãm"),
    Act.READ_AUDIT: N_("Đọc nhật ký thay đổi"),
    Act.GRANT_ROLES: N_("Giao và thu lại vai trò"),
}

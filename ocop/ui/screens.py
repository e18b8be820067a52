"""The list of our Streamlit pages: one place for file, address and title. Imports no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass

from ocop.i18n.words import N_


@dataclass(frozen=True)
class Screen:
    """One page. `menu` is its name in the menu; pages that are reached from others have none."""

    file: str
    path: str
    title: str
    menu: str | None = None


SCREENS = {
    "overview": Screen("overview.py", "/", N_("Tổng quan"), N_("Tổng quan")),
    "lookup": Screen("lookup.py", "/tra-cuu", N_("Tra cứu sản phẩm"), N_("Tra cứu")),
    "map": Screen("map.py", "/ban-do", N_("Bản đồ sản phẩm OCOP"), N_("Bản đồ")),
    "catalogue": Screen("catalogue.py", "/danh-muc", N_("Danh mục sản phẩm"), N_("Danh mục")),
    "distributions": Screen("distributions.py", "/phan-bo", N_("Phân bố hạng sao"), N_("Phân bố")),
    "targets": Screen("targets.py", "/chi-tieu", N_("Chỉ tiêu và số liệu"), N_("Chỉ tiêu")),
    "leader": Screen("leader.py", "/lanh-dao", N_("Trang lãnh đạo"), N_("Lãnh đạo")),
    "gifts": Screen("gifts.py", "/qua-tang", N_("Quà tặng OCOP"), N_("Quà tặng")),
    "combos": Screen("combos.py", "/bo-qua", N_("Bộ quà theo vùng, theo chủ đề")),
    "fairs": Screen("fairs.py", "/hoi-cho", N_("Hội chợ"), N_("Hội chợ")),
    "product": Screen("product.py", "/san-pham", N_("Sản phẩm")),
    "steward": Screen("steward.py", "/quan-tri", N_("Quản trị sổ đăng ký")),
}

"""What should be looked at, at the desk."""

from streamlit.testing.v1 import AppTest

from ocop.domain.roles import Role
from tests.pages.signing import sign_in
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]


def test_a_count_leads_to_its_products_and_each_to_the_room_that_mends_it(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    seen = shown(visit(app, "steward", viec="chat-luong"))
    assert "37 sản phẩm cần xem lại, trong 37 sản phẩm" in seen
    row = '<a class="in-app" href="/quan-tri?loi={}&amp;viec=chat-luong">{}</a></th><td class="oc-number">{}</td>'
    assert row.format("price", "Còn hiệu lực, chưa có giá", 24) in seen
    assert row.format("press", "Công nhận mới biết qua báo chí", 13) in seen
    assert "Điểm không hợp với hạng sao</th>" in seen, "a count of none leads nowhere"
    seen = shown(visit(app, "steward", viec="chat-luong", loi="price"))
    assert "24 sản phẩm trong danh sách" in seen
    assert "/quan-tri?ma=M57VH4E6&amp;phan=san-pham&amp;viec=ho-so" in seen
    app.selectbox(key="quality_place").set_value("79").run()
    assert "24 sản phẩm trong danh sách" not in shown(app)
    assert [each.label for each in app.get("download_button")] == ["Tải danh sách (CSV)", "Tải danh sách (XLSX)"]


def test_an_unknown_word_in_the_address_lists_nothing(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    seen = shown(visit(app, "steward", viec="chat-luong", loi="<b>"))
    assert "Điều cần xem lại" in seen
    assert "trong danh sách" not in seen
    assert not app.selectbox

"""Photographs and stories at the desk."""

from datetime import date

from streamlit.testing.v1 import AppTest

from ocop.domain.roles import Role
from ocop.services.register import the_register
from tests.conftest import TODAY
from tests.pages.signing import sign_in
from tests.pages.test_desk_altering import CODE
from tests.pages.test_pages import app, shown, visit
from tests.services.test_showing import drawn

__all__ = ["app"]


def click(app: AppTest, label: str) -> str:
    next(each for each in app.button if each.label == label).click().run()
    return shown(app)


def photo() -> str | None:
    record = the_register().record(CODE, TODAY)
    assert record is not None
    return record.product.photo


def test_a_photograph_is_seen_before_it_goes_out(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    seen = shown(visit(app, "steward", viec="anh-cau-chuyen", ma=CODE))
    assert "Chưa có ảnh: trang công khai hiện hình vẽ của bộ sản phẩm." in seen
    assert "Hãy kéo một ảnh vào ô" in click(app, "Xem trước ảnh")
    app.get("file_uploader")[0].upload("a.png", drawn("red"), "image/png")
    app.text_input(key="show_credit").set_value("Ảnh: HTX Long Việt")
    app.text_input(key="show_alt_vi").set_value("Hạt mắc ca trong giỏ tre")
    app.text_input(key="show_alt_en").set_value("Macadamia nuts in a basket")
    app.text_input(key="show_why").set_value("chủ thể gửi ảnh")
    seen = click(app, "Xem trước ảnh")
    assert 'src="data:image/webp;base64,' in seen
    assert photo() is None, "nothing goes out before it was seen"
    assert "Đã đưa ảnh lên trang công khai." in click(app, "Đưa ảnh lên trang công khai")
    assert photo()
    assert f"/anh/{CODE}.webp?v={photo()}" in shown(app)
    app.text_input(key="show_gone_why").set_value("chủ thể rút ảnh")
    assert "Đã bỏ ảnh" in click(app, "Bỏ ảnh")
    assert photo() is None


def test_a_story_is_read_and_refused_with_the_words_marked(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    visit(app, "steward", viec="anh-cau-chuyen", ma=CODE)
    app.text_area(key="story_vi").set_value("Hạt <b>mắc ca</b> chữa bệnh tim, tốt nhất vùng.")
    app.text_input(key="story_source").set_value("HTX kể")
    app.date_input(key="story_on").set_value(date(2026, 11, 1))
    app.text_input(key="story_why").set_value("thư của HTX")
    seen = click(app, "Đưa lên trang công khai")
    assert "không được viết “chữa bệnh”" in seen
    assert '&lt;b&gt;mắc ca&lt;/b&gt; <mark class="refuse">chữa bệnh</mark> tim' in seen
    assert '<mark class="warn">tốt nhất</mark>' in seen
    app.text_area(key="story_vi").set_value("Người vùng cao trồng mắc ca từ mười năm nay.")
    assert "Đã ghi câu chuyện" in click(app, "Đưa lên trang công khai")
    assert "Người vùng cao trồng mắc ca" in shown(visit(app, "product", ma=CODE))

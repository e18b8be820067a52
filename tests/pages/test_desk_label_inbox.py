"""Reports of wrong labels at the desk."""

from streamlit.testing.v1 import AppTest

from ocop.domain.label_reports import Outcome
from ocop.domain.roles import Role
from ocop.services import label_reports
from ocop.services.register import the_register
from tests.pages.signing import sign_in
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]


def test_what_a_reader_wrote_is_read_as_text_and_closed(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    assert "Chưa có báo cáo nào" in shown(visit(app, "steward", viec="bao-cao-nhan"))
    number = label_reports.receive(
        the_register(), product="FR23-R1AX", seen_where="", what="<script>alert(1)</script> ghi 5 sao",
        language="vi", photo=None,
    ).replace("-", "")  # fmt: skip
    seen = shown(app.run())
    assert "1 báo cáo đang chờ" in seen
    assert '<th scope="col">Nhãn sai</th><th scope="col">Nhãn đúng</th>' in seen
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ghi 5 sao" in seen
    assert "<script>alert" not in seen
    app.button[0].click().run()
    assert "Hãy chọn kết quả" in shown(app)
    app.selectbox(key=f"inbox_outcome_{number}").set_value(Outcome.RIGHT)
    app.text_area(key=f"inbox_note_{number}").set_value("đã kiểm tra nhãn")
    app.button[0].click().run()
    seen = shown(app)
    assert "Đã đóng báo cáo BC-" in seen
    assert "0 báo cáo đang chờ" in seen


def test_staff_see_no_report(app: AppTest) -> None:
    sign_in(app, Role.STAFF)
    assert "báo cáo đang chờ" not in shown(visit(app, "steward", viec="bao-cao-nhan"))

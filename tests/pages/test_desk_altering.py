"""Recording a decision at the desk: rehearsed, seen as the public will see it, then recorded by a second click."""

from datetime import date
from hashlib import sha256

from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from ocop.domain.recognition import Evidence, Kind, Status
from ocop.domain.roles import Grant, Person, Role
from ocop.domain.trail import TrailQuery
from ocop.services import evidence, trail
from ocop.services.altering import Alteration, alter
from ocop.services.desk_altering import since
from ocop.services.register import the_register
from ocop.store.tables import DecisionFileRow
from tests.conftest import TODAY
from tests.pages.signing import EMAIL, sign_in
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]

CODE = "M57V-H4E6"  # Mắc ca Lê Anh Tuy Đức, Lâm Đồng, 4 stars, 858/QĐ-UBND


def fill(app: AppTest, kind: Kind, **more: object) -> None:
    app.get("button_group")[0].set_value(kind).run()
    app.text_input(key="alter_decision").set_value("77/QĐ-UBND")
    app.date_input(key="alter_on").set_value(date(2026, 11, 2))
    app.text_input(key="alter_authority").set_value("UBND tỉnh Lâm Đồng")
    app.text_area(key="alter_note").set_value("vi phạm an toàn thực phẩm")
    app.text_input(key="alter_why").set_value("bản ký nhận qua văn thư")
    for name, value in more.items():
        next(
            each for each in (*app.text_input, *app.date_input, *app.selectbox) if each.key == f"alter_{name}"
        ).set_value(value)


def preview(app: AppTest) -> str:
    next(each for each in app.button if each.label == "Xem trước").click().run()
    return shown(app)


def status() -> tuple[Status, int | None]:
    record = the_register().record(CODE, TODAY)
    assert record is not None
    return record.product.status, record.product.stars


def test_a_revocation_is_seen_before_it_goes_out(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    visit(app, "steward", viec="thay-doi", ma=CODE)
    fill(app, Kind.REVOKED)
    seen = preview(app)
    assert "Trang công khai sẽ đổi thế này" in seen
    assert "Công nhận 4 sao còn hiệu lực đến 19/06/2028" in seen
    assert "Công nhận 4 sao đã bị thu hồi (02/11/2026)" in seen
    before, after = (each.proto.srcdoc for each in app.get("iframe"))
    assert "Lý do ghi trong quyết định" not in before
    assert "Lý do ghi trong quyết định:</b>" not in after
    assert '<span lang="vi">vi phạm an toàn thực phẩm</span>' in after
    assert status() == (Status.VALID, 4), "nothing is recorded before the second click"
    app.button(key="alter_record").click().run()
    assert "Đã ghi: thu hồi, sản phẩm “Mắc ca" in shown(app)
    assert f'<a href="/m/{CODE}?lang=vi" target="_self">Mở trang công khai</a>' in shown(app)
    assert status() == (Status.REVOKED, 4)
    assert app.text_input(key="alter_decision").value == ""
    assert not app.get("iframe")


def test_the_second_steward_is_told_and_loses_nothing(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    visit(app, "steward", viec="thay-doi", ma=CODE)
    fill(app, Kind.REVOKED)
    preview(app)
    other = Alteration(kind=Kind.EXTENDED, decision="9/QĐ-UBND", decided_on=date(2026, 11, 1),
                       authority="UBND tỉnh Lâm Đồng", valid_until=date(2028, 10, 1))  # fmt: skip
    alter(the_register(), CODE, other, by="binh@example.vn", reason="gia hạn theo đề nghị")
    app.button(key="alter_record").click().run()
    seen = shown(app)
    assert "binh@example.vn đã ghi gia hạn lúc" in seen
    assert "(gia hạn theo đề nghị), sau khi bạn mở hồ sơ này: chưa ghi gì của bạn" in seen
    assert status() == (Status.VALID, 4)
    assert app.text_input(key="alter_decision").value == "77/QĐ-UBND"
    assert app.text_area(key="alter_note").value == "vi phạm an toàn thực phẩm"
    assert "còn hiệu lực đến 01/10/2028" in preview(app), "the record of now is what the new preview starts from"
    app.button(key="alter_record").click().run()
    assert status() == (Status.REVOKED, 4)


def test_whoever_looks_again_is_told_what_changed_meanwhile(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    visit(app, "steward", viec="thay-doi", ma=CODE)
    fill(app, Kind.REVOKED)
    preview(app)
    other = Alteration(kind=Kind.CORRECTED, decision="9/QĐ-UBND", decided_on=date(2026, 11, 1),
                       authority="UBND tỉnh Lâm Đồng", stars=3)  # fmt: skip
    alter(the_register(), CODE, other, by="binh@example.vn", reason="sai hạng")
    app.text_input(key="desk_chosen").run()
    seen = shown(app)
    assert "Hồ sơ này vừa đổi trong lúc bạn làm" in seen
    assert "binh@example.vn, lúc" in seen
    assert "ghi đính chính" in seen
    assert app.text_input(key="alter_decision").value == "77/QĐ-UBND"


def test_what_is_missing_is_said_and_what_was_typed_stays(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    visit(app, "steward", viec="thay-doi", ma=CODE)
    fill(app, Kind.REVOKED, on=None)
    assert "Hãy ghi ngày của quyết định." in preview(app)
    fill(app, Kind.RAISED, stars=5)
    assert "Hạng 5 sao do Bộ công nhận" in preview(app)
    fill(app, Kind.RAISED, stars=4)
    assert "Nâng hạng phải cao hơn hạng đã có (4 sao)" in preview(app)
    assert app.text_input(key="alter_decision").value == "77/QĐ-UBND"


def test_a_product_of_another_province_can_be_read_but_not_altered(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="01")
    seen = shown(visit(app, "steward", viec="thay-doi", ma=CODE))
    assert "ngoài nơi vai trò của bạn có hiệu lực" in seen
    assert "858/QĐ-UBND" in seen
    assert all(each.label != "Xem trước" for each in app.button)


def test_a_product_is_found_by_words_and_chosen(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    visit(app, "steward", viec="thay-doi")
    app.text_input(key="desk_chosen").set_value("chè đinh").run()
    assert "hãy chọn một" in shown(app) or "Chè Đinh Tân Cương" in shown(app)
    app.text_input(key="desk_chosen").set_value("zzzz").run()
    assert "Không tìm thấy sản phẩm nào với “zzzz”" in shown(app)


def test_the_audit_names_who_recorded(app: AppTest) -> None:
    sign_in(app, Role.STEWARD)
    visit(app, "steward", viec="thay-doi", ma=CODE)
    fill(app, Kind.RENEWED, stars=4)
    preview(app)
    app.button(key="alter_record").click().run()
    (step,) = since(the_register(), CODE.replace("-", ""), 0)[-1:]
    assert (step.by, step.action, step.reason) == (EMAIL, "record_renewed", "bản ký nhận qua văn thư")


def test_the_signed_paper_is_kept_with_what_it_decided(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    visit(app, "steward", viec="thay-doi", ma=CODE)
    fill(app, Kind.REVOKED)
    app.file_uploader[0].set_value(("qd 77.pdf", b"MZ", "application/pdf"))
    assert "Tệp không phải PDF, JPG hay PNG" in preview(app)
    app.file_uploader[0].set_value(("../qd 77.pdf", b"%PDF-1.7 77", "application/pdf"))
    app.checkbox(key="alter_signed").check()
    assert "Trang công khai sẽ đổi thế này" in preview(app)
    with the_register().reading() as session:
        assert session.scalar(select(func.count()).select_from(DecisionFileRow)) == 0, "a rehearsal keeps nothing"
    app.button(key="alter_record").click().run()
    assert "Đã ghi: thu hồi" in shown(app)
    record = the_register().record(CODE, TODAY)
    assert record is not None
    assert record.history[0].evidence is Evidence.SIGNED
    decision = evidence.decision(the_register(), record.history[0].id)
    assert decision is not None
    (scan,) = decision.files
    assert (scan.name, scan.size, scan.sha256) == ("qd 77.pdf", 11, sha256(b"%PDF-1.7 77").hexdigest())
    person = Person(EMAIL, EMAIL, EMAIL, (Grant(Role.STEWARD, "68"),))
    told = [(each.action, each.detail.get("file")) for each in trail.trail(the_register(), person, TrailQuery()).traces]
    assert told[:2] == [("attach_decision_file", scan.sha256), ("record_revoked", None)]
    assert app.file_uploader[0].value is None, "the next decision begins without it"
    assert "Kèm bản ký của quyết định" in shown(visit(app, "steward", viec="lich-su", ma=CODE))

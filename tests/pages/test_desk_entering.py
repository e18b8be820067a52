"""One new product by hand at the desk: previewed beside what looks like it, entered by a second click, then public."""

import re
from hashlib import sha256

from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from ocop.domain.recognition import Evidence, Kind, Scope, Status
from ocop.domain.register import ProductQuery
from ocop.domain.roles import Role
from ocop.services import desk_entering, evidence, people
from ocop.services.register import the_register
from ocop.store import integrity
from ocop.store.engine import writing
from ocop.store.tables import DecisionFileRow, ImportBatchRow
from ocop.store.undoing import undo
from tests.conftest import TODAY
from tests.pages.signing import sign_in
from tests.pages.test_pages import app, shown, visit
from tests.services.histories import code, enter, event, maker, product
from tests.services.test_desk_entering import written

__all__ = ["app"]


def opened(app: AppTest, province: str | None = "68") -> AppTest:
    sign_in(app, Role.STEWARD, province=province)
    return visit(app, "steward", viec="moi")


def field(app: AppTest, name: str) -> object:
    every = (*app.text_input, *app.selectbox, *app.number_input, *app.checkbox)
    return next(each for each in every if each.key == f"new_{name}")


def fill(app: AppTest, **more: object) -> None:
    typed = {
        "product": "Trà sương sớm <b>", "name": "HTX Hoa Vàng", "address": "xã Nam Dong, tỉnh Lâm Đồng", "stars": 4,
        "points": 82.0, "decision": "215/QĐ-UBND", "stated": "2/10/2026", "authority": "UBND tỉnh Lâm Đồng",
        "why": "bản ký nhận qua văn thư",
    }  # fmt: skip
    for name, value in (typed | more).items():
        if value is not None:
            field(app, name).set_value(value)  # type: ignore[attr-defined]


def preview(app: AppTest) -> str:
    next(each for each in app.button if each.label == "Xem trước").click().run()
    return shown(app)


def found() -> list[str]:
    query = ProductQuery(text="suong som", scope=Scope.REAL)
    return [each.name for each in the_register().search(query, TODAY).products]


def test_a_product_is_previewed_entered_and_linked(app: AppTest) -> None:
    opened(app)
    fill(app)
    seen = preview(app)
    assert "Sẽ ghi vào sổ" in seen
    assert "Trà sương sớm &lt;b&gt;" in seen
    assert "chủ thể mới" in seen
    assert "xã Nam Dong, Lâm Đồng" in seen
    assert "82 điểm" in seen
    assert "còn hiệu lực đến 02/10/2029" in app.get("iframe")[0].proto.srcdoc
    assert found() == [], "nothing is entered before the second click"
    app.button(key="new_record").click().run()
    seen = shown(app)
    link = re.search(r'Đã ghi sản phẩm “Trà sương sớm &lt;b&gt;”, mã (\S+)\. <a href="/m/(\S+)\?lang=vi"', seen)
    assert link is not None
    assert link[1] == link[2]
    record = the_register().record(link[1], TODAY)
    assert record is not None
    assert (record.product.name, record.product.status) == ("Trà sương sớm <b>", Status.VALID)
    assert app.text_input(key="new_product").value == ""
    assert not app.get("iframe")


def test_the_signed_paper_is_kept_with_it_and_outlives_the_undoing(app: AppTest) -> None:
    opened(app)
    fill(app, evidence=Evidence.SIGNED)
    app.file_uploader[0].set_value(("qd 215.pdf", b"MZ", "application/pdf"))
    assert "Tệp không phải PDF, JPG hay PNG" in preview(app)
    app.file_uploader[0].set_value(("../qd 215.pdf", b"%PDF-1.7 215", "application/pdf"))
    assert "Sẽ ghi vào sổ" in preview(app)
    with the_register().reading() as session:
        assert session.scalar(select(func.count()).select_from(DecisionFileRow)) == 0, "a rehearsal keeps nothing"
    app.button(key="new_record").click().run()
    link = re.search(r"mã (\S+)\.", shown(app))
    assert link is not None
    record = the_register().record(link[1], TODAY)
    assert record is not None
    assert record.history[0].evidence is Evidence.SIGNED
    decision = evidence.decision(the_register(), record.history[0].id)
    assert decision is not None
    (scan,) = decision.files
    assert (scan.name, scan.sha256) == ("qd 215.pdf", sha256(b"%PDF-1.7 215").hexdigest())
    assert app.file_uploader[0].value is None, "the next product begins without it"
    with writing(the_register().engine) as session:
        batch = session.scalars(select(ImportBatchRow.id).order_by(ImportBatchRow.id.desc()).limit(1)).one()
        assert undo(session, batch, by="t", reason="nhập nhầm") == 1
    assert found() == []
    with the_register().reading() as session:
        assert session.scalars(select(DecisionFileRow.sha256)).all() == [scan.sha256], "the decision is still signed"
        assert list(integrity.faults(session)) == []


def test_a_known_maker_is_found_and_chosen_and_its_product_is_not_entered_twice(app: AppTest) -> None:
    app.run()
    enter(the_register(), product(1, maker("HTX Suối Đá"), event(Kind.FIRST, "2026-01-10", 4)), scope=Scope.REAL)
    opened(app)
    app.text_input(key="new_search").set_value("suối đá").run()
    first, *_, last = app.selectbox(key="new_maker").options
    assert (first, last) == (
        "HTX Suối Đá, phường Lâm Viên - Đà Lạt, Lâm Đồng (1 sản phẩm)",
        "Chủ thể mới, chưa có trong sổ",
    )
    fill(app, name=None, address=None)
    assert "Hãy chọn một chủ thể trong sổ, hoặc ghi tên chủ thể mới." in preview(app)
    record = the_register().record(code(1), TODAY)
    assert record is not None
    app.selectbox(key="new_maker").set_value(record.product.producer.id).run()
    seen = preview(app)
    assert "Sản phẩm khác của chủ thể này" in seen, "the maker's other product, with its link"
    assert "Sản phẩm 1</a>" in shown(app)
    fill(app, name=None, address=None, product="SẢN PHẨM 1")
    seen = preview(app)
    assert "Không ghi được" in seen
    assert "Sổ đã có sản phẩm này của chủ thể này" in seen
    assert f"ma={record.product.shown_code}&amp;viec=thay-doi" in seen
    assert all(each.key != "new_record" for each in app.button)


def test_what_looks_alike_is_shown_and_has_to_be_looked_at(app: AppTest) -> None:
    app.run()
    enter(
        the_register(), product(1, maker("Hợp tác xã Hoà Vang"), event(Kind.FIRST, "2026-01-10", 4)), scope=Scope.REAL
    )
    opened(app)
    fill(app, product="San pham 1", name="HTX Hòa Vang")
    seen = preview(app)
    assert "Hồ sơ giống trong sổ" in seen
    assert "/san-pham?ma=" in seen
    assert "Hợp tác xã Hoà Vang</a>" in seen
    app.button(key="new_record").click().run()
    assert "Hãy xem các hồ sơ giống ở trên" in shown(app)
    app.checkbox(key="new_looked").check().run()
    app.button(key="new_record").click().run()
    assert "Đã ghi sản phẩm “San pham 1”" in shown(app)


def test_the_second_steward_is_told_and_loses_nothing(app: AppTest) -> None:
    opened(app)
    fill(app, product="Trà sương sớm")
    preview(app)
    people.grant(the_register(), "binh@example.vn", Role.STEWARD, None, by="Ban Chỉ đạo", reason="phân công")
    binh = people.person(the_register(), "", "binh@example.vn")
    assert binh is not None
    theirs = desk_entering.rehearse(
        the_register(), binh, Scope.REAL, written(product="Trà sương sớm"), reason="cùng quyết định"
    )
    desk_entering.record(the_register(), binh, theirs, looked=False)
    app.button(key="new_record").click().run()
    seen = shown(app)
    assert "binh@example.vn vừa ghi “Trà sương sớm”" in seen
    assert app.text_input(key="new_decision").value == "215/QĐ-UBND"
    assert found() == ["Trà sương sớm"]


def test_another_province_is_refused_and_what_is_missing_is_said(app: AppTest) -> None:
    opened(app, province="01")
    fill(app)
    assert "Vai trò của bạn không cho phép việc này ở nơi này" in preview(app)
    fill(app, stated="hôm qua")
    assert "“hôm qua” không phải ngày, tháng hay năm" in preview(app)
    assert app.text_input(key="new_stated").value == "hôm qua"


def test_in_the_illustration_it_is_said_and_stays_made_up(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    seen = shown(visit(app, "steward", viec="moi", so="minh-hoa"))
    assert "Bạn đang ở sổ minh họa" in seen
    fill(app)
    assert "Dữ liệu minh họa" in preview(app)
    app.button(key="new_record").click().run()
    assert "Đã ghi sản phẩm “Trà sương sớm &lt;b&gt;”" in shown(app)
    assert found() == [], "nothing of it is real"

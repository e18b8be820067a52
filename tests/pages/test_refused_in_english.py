"""Forms that are refused on English pages say why in English: nothing Vietnamese but names and what was typed."""

import re
from datetime import date

from streamlit.testing.v1 import AppTest

from ocop.domain.recognition import Kind
from ocop.domain.roles import Role
from ocop.services import altering
from ocop.services.register import the_register
from tests.intake.builders import csv, xlsx
from tests.pages.signing import sign_in
from tests.pages.test_desk_altering import CODE
from tests.pages.test_desk_altering import fill as fill_decision
from tests.pages.test_desk_entering import fill as fill_product
from tests.pages.test_desk_intake import send
from tests.pages.test_pages import app, shown, visit
from tests.services.test_desk_intake import HEADER, LAM_DONG, ROWS

__all__ = ["app"]

# Names that stand in English sentences without quotation marks.
NAMES = ("Lâm Đồng", "UBND tỉnh", "QĐ", "xã Nam Dong, tỉnh")
VIETNAMESE = re.compile(r"[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")


def refused(app: AppTest) -> str:
    """The sentence on the page that says why; checked to be English."""
    sentence = re.search(r'<p class="oc-note"[^>]*role="alert"[^>]*>(.*?)</p>', shown(app), re.DOTALL)
    assert sentence, shown(app)[-2000:]
    rest = re.sub(r"“.*?”", "", sentence[1])
    for name in NAMES:
        rest = rest.replace(name, "")
    assert not VIETNAMESE.search(rest), rest
    return sentence[1]


def press(app: AppTest, label: str) -> str:
    next(each for each in app.button if each.label == label).click().run()
    return refused(app)


def test_a_decision_is_refused_in_english(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    visit(app, "steward", viec="thay-doi", ma=CODE, lang="en")
    fill_decision(app, Kind.REVOKED, decision="")
    assert press(app, "Preview") == "Please give the decision’s number, such as 114/QĐ-UBND."
    fill_decision(app, Kind.REVOKED, authority="UBND tỉnh Đắk Nông")
    assert "no province “Đắk Nông” on 2 November 2026" in press(app, "Preview")
    fill_decision(app, Kind.REVOKED, on=None)
    assert press(app, "Preview") == "Please give the day of the decision."
    fill_decision(app, Kind.REVOKED)
    app.button(key=next(each.key for each in app.button if each.label == "Preview")).click().run()
    other = altering.Alteration(kind=Kind.EXTENDED, decision="9/QĐ-UBND", decided_on=date(2026, 11, 1),
                                authority="UBND tỉnh Lâm Đồng", valid_until=date(2028, 10, 1))  # fmt: skip
    altering.alter(the_register(), CODE, other, by="binh@example.vn", reason="“theo đề nghị”")
    app.button(key="alter_record").click().run()
    assert "binh@example.vn recorded an extension at" in refused(app)


def test_a_product_by_hand_is_refused_in_english(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    visit(app, "steward", viec="moi", lang="en")
    for wrong, said in (
        ({"code": "83-xyz"}, "“83-xyz” does not have the form of an official code"),
        ({"code": "", "authority": "Hội đồng"}, "The level of “Hội đồng” is not clear"),
        ({"authority": "UBND tỉnh Lâm Đồng", "product": ""}, "Please give the product’s name"),
    ):
        fill_product(app, **wrong)
        assert said in press(app, "Preview")


def test_an_annex_is_refused_in_english(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="66")
    visit(app, "steward", viec="nap", lang="en")
    send(app, b"MZ not a workbook")
    assert "The file is not what its name says" in refused(app)
    send(app, csv([HEADER, *ROWS]), "a.csv")
    assert "sheet “CSV”, row 2 (Lâm Đồng)" in refused(app)


def test_a_role_is_refused_in_english(app: AppTest) -> None:
    sign_in(app, Role.ADMINISTRATOR)
    visit(app, "steward", viec="vai-tro", lang="en")
    app.text_input(key="desk_who").set_value("ông Bình")
    app.text_input(key="desk_reason").set_value("phân công")
    app.button[0].click().run()
    assert "“ông Bình” is not an e-mail address" in refused(app)


def test_what_is_wrong_with_rows_is_told_in_english(app: AppTest) -> None:
    sign_in(app, Role.STEWARD, province="68")
    visit(app, "steward", viec="nap", lang="en")
    rows = [
        [1, "Chè dây Suối Đá", "HTX Suối Đá", LAM_DONG, "4 sao", "61"],
        [2, "", "HTX Suối Đá", LAM_DONG, "4 sao (đề xuất 5 sao)", "80,5"],
        [3, "Rượu Suối Đá", "HTX Suối Đá", LAM_DONG, "4 sao (đề xuất 5 sao)", "90,5"],
        [4, "Rượu Suối Đá", "HTX Suối Đá", "tỉnh Đắk Nông", "4 sao", "80"],
        ["Tổng cộng: 4 sản phẩm"],
    ]
    seen = send(app, xlsx([HEADER, *rows]))
    rejected, doubted = reasons(app)
    assert rejected[:2] == ["61 points are too few for 4 stars (from 70 points).", "Missing: name of the product."]
    against = r"By this very decision the register says 4 stars, 90.5 points \(code .*the file says 4 stars, 80 p"
    assert re.match(against, rejected[2])
    assert doubted[0].startswith(
        "“4 sao (đề xuất 5 sao)”: the 4 recognised stars were taken, not the proposal; "
        "90.5 points with 4 stars: enough for 5 stars, which the national council has yet to consider; "
    )
    assert "row 6: 1 row left out (totals): “Tổng cộng: 4 sản phẩm”." in seen
    for sentence in (*rejected, *doubted):
        assert not VIETNAMESE.search(re.sub(r"“.*?”|26/2026/QĐ-TTg", "", sentence)), sentence


def reasons(app: AppTest) -> list[list[str]]:
    """Why rows were rejected, and why others should be looked at, as the tables of the preview show it."""
    return [list(table.value["why"]) for table in app.dataframe if "why" in table.value]

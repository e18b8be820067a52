"""The map's page, run without a browser: what it says of the real register, of the illustration, of any address."""

from __future__ import annotations

import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from ocop.domain.figures import Places
from ocop.domain.map_measures import MapMeasure
from ocop.services import demo
from ocop.services.register import Register, the_register
from ocop.store.queries import INSTALLER
from ocop.ui import map_seen, map_view, page
from ocop.ui.map_view import MapView
from ocop.ui.paint import Painter
from tests.conftest import TODAY
from tests.pages.test_pages import app, shown, visit

__all__ = ["app"]  # the fixture


def test_the_map_says_who_leads_and_of_whom_nothing_is_known(app: AppTest) -> None:
    seen = shown(visit(app, "map"))
    assert "<h1>Lâm Đồng có nhiều sản phẩm OCOP còn hiệu lực nhất trong sổ</h1>" in seen
    assert "29 tỉnh, thành phố khác chưa có trong sổ" in seen
    assert "4 tỉnh, thành phố mới có sản phẩm được biết qua báo chí" in seen
    assert "điều đó chưa có nghĩa là không có sản phẩm" in seen
    assert seen.count('<td colspan="8">chưa có trong sổ</td>') == 29
    assert "Tính đến ngày 22/11/2026" in seen


def test_a_province_has_its_card_with_named_products_and_leads_to_its_list(app: AppTest) -> None:
    seen = shown(visit(app, "map", tinh="68"))
    assert '<h2 lang="vi">Lâm Đồng</h2>' in seen
    assert "Tiêu xanh sấy thăng hoa" in seen
    assert 'href="/danh-muc?tinh=68"' in seen
    assert "Duyên hải Nam Trung Bộ và Tây Nguyên" in seen


def test_a_province_without_records_is_not_said_to_have_nothing(app: AppTest) -> None:
    seen = shown(visit(app, "map", tinh="01"))
    assert "Chưa có sản phẩm nào của Hà Nội trong sổ." in seen
    assert "<dd>0</dd>" not in seen


def test_what_only_the_press_knows_is_neither_zero_nor_in_force(app: AppTest) -> None:
    seen = shown(visit(app, "map", tinh="91", **{"so-lieu": "5-sao"}))
    assert "6 sản phẩm của An Giang mới chỉ biết qua báo chí" in seen
    assert "<dd>0</dd>" not in seen
    assert '<td colspan="8">6 sản phẩm mới chỉ biết qua báo chí</td>' in seen


def test_codes_are_read_among_the_provinces_of_their_time(app: AppTest) -> None:
    """15 was Yên Bái and is Lào Cai."""
    former = shown(visit(app, "map", **{"dia-gioi": "63", "tinh-cu": "15"}))
    assert '<h2 lang="vi">Yên Bái</h2>' in former
    assert "nay thuộc Lào Cai" in former
    assert '<h2 lang="vi">Lào Cai</h2>' in shown(visit(app, "map", tinh="15", **{"dia-gioi": "34"}))


def test_what_the_address_asks_and_nobody_knows_is_named(app: AppTest) -> None:
    seen = shown(visit(app, "map", tinh="99", ngay="2031-01-01", **{"so-lieu": "gdp", "diem-ban": "market,moon"}))
    assert "không hợp lệ nên đã được bỏ qua: gdp, 99, 2031-01-01, moon." in seen
    assert "Lâm Đồng có nhiều sản phẩm OCOP" in seen


def test_before_the_first_decision_the_map_is_empty_and_says_so(app: AppTest) -> None:
    seen = shown(visit(app, "map", ngay="2018-06-01"))
    assert "<h1>Sản phẩm OCOP ở đâu?</h1>" in seen
    assert "Đến ngày này sổ chưa có sản phẩm nào của tỉnh, thành phố nào." in seen


def test_an_english_map_is_english(app: AppTest) -> None:
    seen = shown(visit(app, "map", lang="en", tinh="68", **{"so-lieu": "xa-co-san-pham"}))
    assert "of the communes of Lâm Đồng have a product in force, the most in the register" in seen
    assert "not in the register yet" in seen
    assert "chưa có" not in seen


def test_the_illustration_is_marked_on_the_map_on_the_card_and_in_the_table(app: AppTest) -> None:
    demo.load(the_register(), products=200, by=INSTALLER)
    visit(app, "map", tinh="68")
    assert shown(app).count('class="oc-made-up">Dữ liệu minh họa') >= 2
    given = [json.loads(each.proto.json_args) for each in app.get("component_instance")]
    assert '"made_up":"Dữ liệu minh họa"' in given[0]["script"]


def test_the_first_paint_is_the_same_map_with_links_and_the_same_words(app: AppTest) -> None:
    seen = shown(visit(app, "map", tinh="68"))
    painted = Painter(the_register())("/ban-do", {"tinh": "68"}).html
    for words in ("Quần đảo Hoàng Sa", "Quần đảo Trường Sa", "(Việt Nam)", 'href="/ban-do?tinh=91"'):
        assert words in painted
    for piece in ("oc-legend", "oc-province", "oc-map-foot"):
        assert piece in seen
        assert piece in painted


@pytest.mark.parametrize("measure", MapMeasure)
@pytest.mark.parametrize("places", Places)
def test_every_view_is_coloured_and_stands_whole_in_its_address(
    shipped: Register, measure: MapMeasure, places: Places
) -> None:
    here = page.of(shipped, {})
    code = "68" if places is Places.NOW else "67"
    view = MapView(measure, places, date(2026, 1, 1), code, frozenset({"market", "supermarket"}))
    assert map_view.read(view.parameters(), TODAY) == (view, [])
    drawn = map_seen.drawn(map_seen.seen(here, view, []))
    assert len(drawn.fills) == len(drawn.titles) == int(places)
    assert drawn.titles[code].startswith("Lâm Đồng\n" if places is Places.NOW else "Đắk Nông\n")


def test_today_is_as_usual_and_stands_in_no_address() -> None:
    assert map_view.read({"ngay": TODAY.isoformat()}, TODAY) == (MapView(), [])
    assert MapView().parameters() == {}

"""The leader's page as PDF: always one A4, with the register's figures and both archipelagos, made-up ones marked."""

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pypdf import PdfReader
from starlette.testclient import TestClient

from ocop.documents import leader
from ocop.domain.codes import with_check
from ocop.domain.dates import Stated
from ocop.domain.entries import DecisionEntry, EventEntry, MakerEntry, Place, ProductEntry
from ocop.domain.map_measures import MapMeasure
from ocop.domain.recognition import Evidence, Kind, Level, Scope
from ocop.i18n import language
from ocop.services import demo
from ocop.services.register import Register
from ocop.store import actions
from ocop.store.engine import writing
from ocop.web import maps
from ocop.web.app import standalone
from tests.conftest import BASE_URL, TODAY, open_register

HOSTILE = '#panic("x") *đậm* $x$ </text><script>alert(1)</script> [a] ' * 6


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The illustration, and in the real register a product with a hostile name, recognised this month."""
    opened = open_register(f"sqlite:///{tmp_path_factory.mktemp('sheet') / 'ocop.db'}")
    demo.load(opened, products=900, by="t")
    decision = DecisionEntry(
        number="9/QĐ-UBND", stated=Stated(2026, 11, 20), authority="UBND tỉnh Lâm Đồng", level=Level.PROVINCE,
        evidence=Evidence.TRANSCRIBED, source="thử",
    )  # fmt: skip
    entry = ProductEntry(
        code=with_check("HSTVE23"),
        name=HOSTILE[:200],
        maker=MakerEntry(
            name=HOSTILE[:200],
            place=Place(stated=HOSTILE, commune="24730", province="68", former_province="67"),
            kind="enterprise",
            channels=frozenset(),
        ),
        history=(EventEntry(kind=Kind.FIRST, decision=decision, stars=4),),
        set_number=11,
    )
    with writing(opened.engine) as session:
        actions.enter_products(session, entries=[entry], scope=Scope.REAL, by="t", reason="thử")
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="module")
def asked(register: Register) -> TestClient:
    return TestClient(standalone(register), base_url=BASE_URL)


def text_of(made: bytes) -> str:
    """The text of a PDF that must be one page of A4."""
    (page,) = PdfReader(io.BytesIO(made)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    return " ".join(page.extract_text().split())


@pytest.mark.parametrize(
    ("scope", "day", "lang"),
    [
        ("minh-hoa", "", "vi"),
        ("minh-hoa", "&ngay=2025-12-31", "en"),
        ("minh-hoa", "&as_of=2019-06-01", "vi"),
        ("that", "", "vi"),
        ("that", "&ngay=2018-01-01", "en"),
    ],
)
def test_it_is_one_sheet_of_a4_with_both_archipelagos(asked: TestClient, scope: str, day: str, lang: str) -> None:
    answer = asked.get(f"/tai-ve/lanh-dao.pdf?so={scope}{day}&lang={lang}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    text = text_of(answer.content)
    names = ("Quần đảo Hoàng Sa", "Quần đảo Trường Sa") if lang == "vi" else ("Hoàng Sa", "Trường Sa")
    for name in (*names, "(Việt Nam)", "OpenStreetMap contributors"):
        assert name in text
    assert ("DỮ LIỆU MINH HỌA" in text) is (scope == "minh-hoa")


def test_its_figures_are_those_of_the_register(register: Register, asked: TestClient) -> None:
    text = text_of(asked.get("/tai-ve/lanh-dao.pdf?so=minh-hoa").content)
    total = register.ending(Scope.DEMO, TODAY).summary.total
    communes = register.communes(Scope.DEMO, TODAY)
    t = language("vi")
    assert f"{t.number(total.ending[90])} công nhận hết hiệu lực trong 90 ngày tới" in text
    assert f"{t.number(total.ending[180])} trong 180 ngày" in text
    assert f"{t.number(len(communes.without))} xã chưa có sản phẩm còn hiệu lực" in text
    changes = {each.change: each for each in register.changes(Scope.DEMO, TODAY).kinds}
    for change, word in leader.CHANGE.items():
        assert f"{t.number(changes[change].count)} {word}" in text
    assert "Thay đổi trong tháng 11/2026" in text
    assert "Số liệu đến hết ngày 22/11/2026" in text
    worst = register.provinces_behind(Scope.DEMO, TODAY).provinces[0]
    assert t.percent(worst.share.percent or 0) in text


def test_a_register_that_is_not_whole_claims_nothing_of_the_rest(asked: TestClient) -> None:
    text = text_of(asked.get("/tai-ve/lanh-dao.pdf?so=that").content)
    assert "chưa phải cả nước" in text
    assert "công nhận trong sổ này hết hiệu lực trong 90 ngày tới" in text
    assert "xã chưa thấy sản phẩm trong sổ" in text
    assert "Chưa so sánh được các tỉnh: sổ chưa có đủ quyết định của tỉnh nào." in text


def test_a_hostile_name_is_text_and_is_cut(asked: TestClient) -> None:
    text = text_of(asked.get("/tai-ve/lanh-dao.pdf?so=that").content)
    told = '1 công nhận mới #panic("x") *đậm* $x$ </text><script>alert(1)</script> [a]#panic("x"…'
    assert told.replace(" ", "") in text.replace(" ", "")


def test_a_page_with_more_than_it_has_room_for_is_still_one(register: Register) -> None:
    """Every part is cut at its own room: names of any length and as many rows as there are provinces."""
    summary = register.ending(Scope.DEMO, TODAY).summary
    found = leader.Sheet(
        ending=register.ending(Scope.DEMO, TODAY),
        lagging=register.provinces_behind(Scope.DEMO, TODAY),
        communes=register.communes(Scope.DEMO, TODAY),
        changes=register.changes(Scope.DEMO, TODAY),
        map=maps.coloured(summary, MapMeasure.ENDING, language("vi"), 330, complete=True),
        map_title=HOSTILE * 10,
        made_on=TODAY,
    )
    lagging = replace(found.lagging, provinces=found.lagging.provinces * 40)
    changes = replace(
        found.changes,
        kinds=tuple(
            replace(each, newest=tuple(replace(p, name="W" * 400) for p in each.newest)) for each in found.changes.kinds
        ),
    )
    text_of(leader.pdf(replace(found, lagging=lagging, changes=changes), "vi"))


def test_a_day_that_is_none_is_refused(asked: TestClient) -> None:
    answer = asked.get("/tai-ve/lanh-dao.pdf?ngay=2031-01-01")
    assert answer.status_code == 400
    assert "hãy đặt ngay từ 2018-01-01 đến 2026-11-22" in answer.text

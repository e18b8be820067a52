"""Names, makers, credits and stories that try to be more than text, on every page and in every download."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from ocop.domain.codes import shown, with_check
from ocop.domain.dates import Stated
from ocop.domain.entries import DecisionEntry, EventEntry, Facts, MakerEntry, Place, PointOfSaleEntry, ProductEntry
from ocop.domain.recognition import Evidence, Kind, Level, Scope
from ocop.store import actions, photos
from ocop.store.engine import writing
from tests.conftest import open_register
from tests.web.test_shell import client_of

HOSTILE = "\"'></script><img src=x onerror=alert(1)>{{7*7}}${7*7}{t}%s"
NAME, MAKER, STORY = f"=2+5 Trà {HOSTILE}", f"@SUM(A1) HTX {HOSTILE}", f"Chuyện {HOSTILE}"
CODE = with_check("HSTVE23")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    register = open_register(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'ocop.db'}")
    decision = DecisionEntry(
        number=HOSTILE, stated=Stated(2026, 5, 5), authority=HOSTILE, level=Level.PROVINCE,
        evidence=Evidence.TRANSCRIBED, source=HOSTILE, note=HOSTILE,
    )  # fmt: skip
    place = Place(stated=HOSTILE, commune="24730", province="68", former_province="67")
    entry = ProductEntry(
        code=CODE,
        name=NAME,
        maker=MakerEntry(name=MAKER, place=place, kind="enterprise", channels=frozenset({HOSTILE})),
        history=(EventEntry(kind=Kind.FIRST, decision=decision, stars=4),),
        set_number=11,
        facts=Facts(name_en=HOSTILE, ingredients=HOSTILE, story_vi=STORY, story_en=STORY, storage=HOSTILE),
    )
    given = {"scope": Scope.REAL, "by": HOSTILE, "reason": HOSTILE}
    with writing(register.engine) as session:
        actions.enter_products(
            session, entries=[entry, replace(entry, code=with_check("HSTVE24"), name=f"{NAME} 2")], **given
        )
        shop = PointOfSaleEntry(name=HOSTILE, kind="market", province="68", address=HOSTILE)
        photos.keep_photo(session, code=CODE, picture=b"x", credit=f"Ảnh {HOSTILE}", by="test", reason="thử")
        actions.add_points_of_sale(session, points=[shop], **given)
    yield client_of(register)
    register.engine.dispose()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "/?x=1",
        "/danh-muc?q=tra+onerror",
        "/danh-muc?q=tra+onerror&xem=bang",
        f"/danh-muc?xem=da-chon&chon={shown(CODE)}",
        f"/danh-muc?xem=so-sanh&chon={shown(CODE)}",
        f"/san-pham?ma={shown(CODE)}",
        f"/m/{shown(CODE)}?x=1",
    ],
)
def test_it_shows_as_text_on_every_page(client: TestClient, path: str, language: str) -> None:
    page = client.get(f"{path}&lang={language}").text
    if path != "/?x=1":
        assert "&lt;img src=x onerror=alert(1)&gt;{{7*7}}${7*7}{t}%s" in page
    assert "<img src=x" not in page
    assert "</script><img" not in page
    if path.startswith("/san-pham") and "vi" in language:
        assert "Ảnh &#34;&#39;&gt;&lt;/script&gt;" in page
        assert "Chuyện &#34;" in page


def test_it_is_text_in_downloads_and_starts_no_formula(client: TestClient) -> None:
    answer = client.get("/tai-ve/danh-muc.csv?q=tra+onerror")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["name"], row["producer"]) for row in rows] == [(f"'{NAME}", f"'{MAKER}"), (f"'{NAME} 2", f"'{MAKER}")]
    assert rows[0]["authority"] == HOSTILE
    sheet = load_workbook(io.BytesIO(client.get("/tai-ve/danh-muc.xlsx?q=tra+onerror").content)).active
    cell = sheet["C2"]
    assert (cell.value, cell.data_type) == (NAME, "s")
    item = client.get("/api/v1/products?q=tra+onerror").json()["items"][0]
    assert (item["name"], item["producer"]) == (NAME, MAKER)


@pytest.mark.parametrize("query", ["sao=9", "so=xyz", "sao=4&tinh=khong-co"])
def test_a_list_to_take_away_is_not_given_for_a_choice_that_there_is_not(client: TestClient, query: str) -> None:
    answer = client.get(f"/tai-ve/danh-muc.csv?{query}")
    assert answer.status_code == 400
    assert query.rpartition("=")[2] in answer.text
    assert client.get("/tai-ve/danh-muc.csv?sao=4&so=that").status_code == 200

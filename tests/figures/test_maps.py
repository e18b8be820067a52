"""Every map that is drawn: the archipelagos on it, in view and named; its credit; nothing that a text could break."""

from __future__ import annotations

import io
import json
import re
from xml.etree import ElementTree

import folium
import pytest
from PIL import Image

from ocop import i18n
from ocop.domain.figures import Places
from ocop.figures import geometry, leaflet, maps, pictures
from ocop.figures.ground import HATCH, View, inset, islands
from ocop.figures.maps import Map, Point, Step
from ocop.settings import ASSETS

VI, EN = i18n.language("vi"), i18n.language("en")
SVG = "{http://www.w3.org/2000/svg}"
NASTY = "</text><script>alert('x')</script>\"&"
NAMES = {
    "vi": ("Quần đảo Hoàng Sa", "Quần đảo Trường Sa"),
    "en": ("Hoàng Sa Archipelago", "Trường Sa Archipelago"),
}
EVERY = [
    Map(),
    Map(Places.FORMER),
    Map(focus="68"),
    Map(Places.FORMER, focus="01"),
    Map(focus="48"),
    Map(focus="56"),
    Map(fills={"01": HATCH, "68": "#0F6B4B"}, points=(Point(11.9, 108.4),), is_made_up=True),
]


def drawn(shown: Map, language: str = "vi", width: int = maps.WIDTH) -> ElementTree.Element:
    return ElementTree.fromstring(maps.picture(shown, i18n.language(language), width))


def names_in_view(frame: ElementTree.Element) -> set[str]:
    """The names of archipelagos whose words lie inside the frame that holds them, with the country under each."""
    found = set()
    _x, _y, width, height = map(float, frame.attrib["viewBox"].split())
    for text in frame.findall(f"{SVG}text"):
        rows = text.findall(f"{SVG}tspan")
        if len(rows) == 2 and rows[1].text == "(Việt Nam)":
            half = max(len(row.text or "") for row in rows) * float(text.attrib["font-size"]) * 0.33
            places = [(float(row.attrib["x"]), float(row.attrib["y"])) for row in rows]
            if all(half <= x <= width - half and 10 <= y <= height - 4 for x, y in places):
                found.add(rows[0].text or "")
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [maps.WIDTH, 320])
@pytest.mark.parametrize("shown", EVERY, ids=lambda shown: f"{shown.places}-{shown.focus}")
def test_both_archipelagos_are_named_as_vietnams_and_in_view(shown: Map, width: int, language: str) -> None:
    picture = drawn(shown, language, width)
    # in the picture itself, or in the corner of a part of it
    frames = [picture, *picture.findall(f"{SVG}g/{SVG}svg")]
    assert set(NAMES[language]) in [names_in_view(frame) for frame in frames]
    (frame,) = [each for each in frames if names_in_view(each) == set(NAMES[language])]
    left = float(frame.get("x", "0")) + float(frame.attrib["width"])
    assert left <= maps.WIDTH
    assert len(frame.findall(f"{SVG}circle")) >= 14 + 17


def test_a_view_that_leaves_them_out_would_be_noticed() -> None:
    mainland = View(geometry.Box(102, 18.5, 108, 23.5), maps.WIDTH, maps.HEIGHT)
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {maps.WIDTH} {maps.HEIGHT}">'
    picture = ElementTree.fromstring(frame + islands(mainland, VI, 1) + "</svg>")
    assert names_in_view(picture) == set()


@pytest.mark.parametrize("shown", EVERY, ids=lambda shown: f"{shown.places}-{shown.focus}")
def test_every_picture_says_what_its_borders_are_and_whose_data_they_rest_on(shown: Map) -> None:
    words = " ".join(drawn(shown).itertext())
    assert "Ranh giới mang tính minh họa." in words
    assert "© OpenStreetMap contributors" in words
    assert maps.notes(EN) == "Boundaries are illustrative. © OpenStreetMap contributors"
    assert ("Dữ liệu minh họa" in words) == shown.is_made_up


def test_a_picture_has_each_province_in_its_colour_and_asks_nothing_of_anybody() -> None:
    picture = maps.picture(Map(fills={"68": "#123456", "01": HATCH}, titles={"68": "Lâm Đồng: 24"}), VI)
    assert picture.count("<title>Lâm Đồng: 24</title>") == picture.count('fill="#123456"') == 1
    assert picture.count(f'fill="url(#{HATCH})"') == 1
    assert len(drawn(Map()).findall(f"{SVG}g/{SVG}path")) == 34
    assert len(drawn(Map(Places.FORMER)).findall(f"{SVG}g/{SVG}path")) == 63
    assert re.findall(r"https?://[^\"]+", picture) == ["http://www.w3.org/2000/svg"]


def test_names_in_a_picture_are_text() -> None:
    point = Point(11.9, 108.4, NASTY)
    shown = Map(
        titles={"68": NASTY}, clusters={"xa": (point,)}, legend=(Step("#fff", NASTY),), links={"68": f"/?a={NASTY}"}
    )
    picture = drawn(shown)
    assert not picture.findall(f".//{SVG}script")
    assert [title.text for title in picture.iter(f"{SVG}title")] == [NASTY, NASTY]


def page_map(shown: Map, t: i18n.Language = VI) -> str:
    ground = leaflet.Ground(t, lambda file: f"/assets/{file}", is_made_up=shown.is_made_up)
    leaflet.layers(shown, t, lambda file: f"/assets/{file}").add_to(ground)
    return str(ground.get_root().render())


def test_the_page_map_names_both_archipelagos_and_stays_at_home() -> None:
    html = page_map(Map(is_made_up=True))
    given = json.loads(re.search(r"ocop\.start\(\w+, (.+)\);", html)[1])  # type: ignore[index]
    assert [each["lines"] for each in given["archipelagos"]] == [[name, "(Việt Nam)"] for name in NAMES["vi"]]
    assert [len(each["islands"]) for each in given["archipelagos"]] == [14, 17]
    assert names_in_view(ElementTree.fromstring(given["inset"])) == set(NAMES["vi"])
    assert given["notes"] == "Ranh giới mang tính minh họa. © OpenStreetMap contributors"
    assert given["made_up"] == "Dữ liệu minh họa"
    assert set(re.findall(r"https?://[^/\"\\]+", html)) <= {"http://www.w3.org"}
    assert re.findall(r'(?:src|href)="([^"]+)"', html) == [f"/assets/{f}" for f in (*leaflet.SCRIPTS, *leaflet.STYLES)]


def test_names_on_the_page_map_cannot_leave_their_text() -> None:
    html = page_map(Map(titles={"68": NASTY}, clusters={"market": (Point(11.9, 108.4, NASTY),)}))
    assert "</text>" not in html.replace(inset(VI, width=leaflet.INSET), "")
    assert "<script>alert" not in html
    assert html.count("\\u003cscript") == 2


def test_what_the_page_map_loads_is_here() -> None:
    for file in (*leaflet.SCRIPTS, *leaflet.STYLES):
        assert (ASSETS / file).is_file()
    assert not set(folium.Map.default_js) & set(leaflet.Ground(VI, str).default_js)


@pytest.mark.parametrize("places", Places)
def test_the_outlines_for_the_browser_are_those_of_the_data(places: Places) -> None:
    stored = (ASSETS / "geo" / f"{places}.json").read_text(encoding="utf-8")
    assert stored == geometry.packed(places), "run python -m ocop.figures.geometry"


def test_the_page_map_is_light() -> None:
    """What a reader's browser is sent for the map besides Leaflet: outlines, ground, a view of all 63 provinces."""
    titles = {
        code: f"{code} Bà Rịa - Vũng Tàu\n1.234 sản phẩm còn hiệu lực" for code in geometry.outlines(Places.FORMER)
    }
    sent = page_map(Map(Places.FORMER, fills=dict.fromkeys(titles, "#0F6B4B"), titles=titles))
    assert len(sent.encode()) + len(geometry.packed(Places.FORMER)) < 120_000


def test_the_legend_lies_over_no_land() -> None:
    """What is drawn below the squares and their words, without them, is sea alone."""
    width = 330
    drawn = maps.picture(Map(Places.NOW, {}), VI, width)
    picture = Image.open(io.BytesIO(pictures.png(drawn))).convert("RGB")
    scale = picture.width / maps.WIDTH
    px = maps.WIDTH / width
    top, left = maps.HEIGHT * maps.LEGEND, 10 * px
    below = picture.crop([round(edge * scale) for edge in (left, top, left + 50 * px, top + 6 * 21 * px)])  # type: ignore[arg-type]
    assert [colour for _count, colour in below.getcolors() or []] == [(0xE8, 0xEF, 0xF2)]

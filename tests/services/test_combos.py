"""Curated combos over a store, on both engines: filled by what may be given today, and plain about what cannot be."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ocop import reference
from ocop.__main__ import main
from ocop.domain.entries import ProductEntry
from ocop.domain.recognition import Kind, Scope
from ocop.errors import QueryError
from ocop.gifts.combos import NATION
from ocop.gifts.combos import combos as every
from ocop.services import combos
from ocop.services.combos import Full
from ocop.services.register import Register
from tests.conftest import TODAY, open_register
from tests.services.histories import code, enter, event, maker, record
from tests.services.test_gifts import known

DEMO = Scope.DEMO
HA_NOI = "00004"


def hanoi(number: int, name: str, set_number: int, stars: int = 4, by: Any = None, **facts: Any) -> ProductEntry:
    entry = known(
        number, event(Kind.FIRST, "2026-01-10", stars), by=by or maker(f"HTX {number}", HA_NOI),
        **{"materials": "đất sét"} | facts,
    )  # fmt: skip
    return replace(entry, name=name, set_number=set_number)


def thang_long(register: Register) -> Full:
    (found,) = [each for each in combos.filled(register, DEMO, TODAY) if each.combo.id == "lang-nghe-thang-long"]
    return found


def names(full: Full) -> list[str | None]:
    return [place.piece and place.piece.product.name for place in full.places]


def test_a_combo_is_filled_from_the_register_and_says_what_is_missing(register: Register) -> None:
    enter(
        register,
        hanoi(1, "Lụa Vạn Phúc", 22),
        hanoi(2, "Gốm Bát Tràng", 21),
        hanoi(3, "Trà sen Tây Hồ", 11, 4),
        hanoi(4, "Trà sen Tây Hồ loại một", 11, 5, price_vnd=700_000),
        hanoi(5, "Bánh cốm", 6, price_vnd=None),
    )
    found = thang_long(register)
    assert names(found) == ["Lụa Vạn Phúc", "Gốm Bát Tràng", "Trà sen Tây Hồ loại một", None]
    assert (found.is_whole, found.total) == (False, 100_001 + 100_002 + 700_000)
    cake = found.places[3]
    assert (cake.in_force, cake.unpriced) == (1, 1)
    record(register, 4, event(Kind.REVOKED, "2026-11-01"))
    assert names(thang_long(register))[2] == "Trà sen Tây Hồ", "checked again after every write"


def test_a_price_above_the_slots_and_a_stranger_to_the_place_stay_out(register: Register) -> None:
    elsewhere = maker("HTX Huế", "19753")
    enter(register, hanoi(1, "Lụa đắt", 22, 5, price_vnd=1_500_001), hanoi(2, "Lụa Huế", 22, 5, by=elsewhere))
    (silk, *_others) = thang_long(register).places
    assert silk.piece is None
    assert (silk.in_force, silk.unpriced) == (1, 0)
    enter(register, hanoi(3, "Lụa vừa đúng", 22, 3, price_vnd=1_500_000))
    assert names(thang_long(register))[0] == "Lụa vừa đúng"


def test_two_slots_do_not_take_one_maker_where_another_is_as_good(register: Register) -> None:
    both = maker("HTX hai nghề", HA_NOI)
    enter(
        register,
        hanoi(1, "Lụa hai nghề", 22, by=both),
        hanoi(2, "Gốm hai nghề", 21, by=both, price_vnd=50_000),
        hanoi(3, "Gốm riêng", 21, price_vnd=90_000),
    )
    assert names(thang_long(register))[:2] == ["Lụa hai nghề", "Gốm riêng"]


def test_the_shipped_records_fill_nothing_since_no_price_is_known(read_only: Register) -> None:
    found = combos.filled(read_only, Scope.REAL, TODAY)
    assert len(found) == 14
    assert not any(each.pieces for each in found)
    (gongs,) = [each for each in found if each.combo.id == "cong-chieng-tay-nguyen"]
    assert [(place.in_force, place.unpriced) for place in gongs.places] == [(5, 5), (1, 1), (2, 2), (0, 0)]


def test_by_region_and_theme(read_only: Register) -> None:
    found = combos.filled(read_only, Scope.REAL, TODAY, region="dong-bang-song-hong", theme="di-san")
    assert [each.combo.name for each in found] == ["Liền anh liền chị Kinh Bắc", "Tràng An non nước"]
    assert [each.combo.name for each in combos.filled(read_only, Scope.REAL, TODAY, theme="bien")] == [
        "Vị biển Việt Nam"
    ]
    with pytest.raises(QueryError, match="Không có bộ quà nào thuộc vùng “sao-hoa”"):
        combos.filled(read_only, Scope.REAL, TODAY, region="sao-hoa")


def test_every_combo_is_told_in_two_languages_with_its_source_and_asks_for_what_exists() -> None:
    assert {each.theme for each in every()} == set(combos.THEMES)
    assert len({each.id for each in every()}) == len(every())
    for each in every():
        assert each.region in {NATION, *reference.regions()}, each.id
        assert all((each.name, each.name_en, each.source)), each.id
        assert (each.story[-1], each.story_en[-1]) == (".", "."), each.id
        assert each.version >= 1
        assert len(each.slots) in (3, 4)
        for slot in each.slots:
            assert slot.sets, slot.what
            assert set(slot.sets) <= set(reference.product_sets()) - {26}, slot.what
            assert {f"{province:02}" for province in slot.provinces} <= set(reference.provinces()), slot.what
            assert set(slot.regions) <= set(reference.regions()), slot.what
            assert slot.what_en
            assert slot.most > 0


def test_the_command_tells_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'ocop.db'}"
    register = open_register(url)
    enter(register, hanoi(1, "Lụa Vạn Phúc", 22))
    register.engine.dispose()
    for name, value in (("DATABASE_URL", url), ("TODAY", TODAY.isoformat()), ("DEMO", "0")):
        monkeypatch.setenv(f"OCOP_{name}", value)
    asked = ["combos", "--region", "dong-bang-song-hong", "--theme", "lang-nghe", "--scope", "demo"]
    assert main([*asked, "--json"]) == 3
    (told,) = json.loads(capfd.readouterr().out)
    assert (told["name"], told["whole"], told["total"]) == ("Làng nghề đất Thăng Long", False, 100_001)
    assert told["slots"][0]["item"]["name"] == "Lụa Vạn Phúc"
    assert told["slots"][0]["item"]["code"].replace("-", "") == code(1)
    assert told["slots"][1]["item"] is None
    assert main(asked) == 3
    words = capfd.readouterr().out
    assert "Làng nghề đất Thăng Long (Hà Nội): mới có 1 trong 4 món" in words
    assert "chưa có gốm, sơn mài, mây tre Hà Nội trong sổ" in words
    assert main(["combos", "--theme", "khong-co"]) == 2

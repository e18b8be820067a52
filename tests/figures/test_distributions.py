"""Pictures of distributions on a page and as a file."""

from __future__ import annotations

from datetime import date

from ocop import i18n
from ocop.domain.figures import By, Distribution, Places
from ocop.domain.over_time import Year
from ocop.domain.recognition import Kind, Scope
from ocop.figures import distributions

VI = i18n.language("vi")


def test_what_happened_by_year_is_laid_out_by_the_page_each_part_as_wide_as_its_place() -> None:
    made = distributions.flow([Year(2025, dict.fromkeys(Kind, 2), 1)], VI)
    parts = [part.chart.to_dict() for part in made.parts]
    assert [part["layer"][0]["title"]["text"] for part in parts] == list(made.columns[1:])
    assert all("width" not in part for part in parts)


def test_a_long_name_of_a_row_takes_two_lines_on_a_phone_and_none_is_dropped() -> None:
    cells = {("a", 3): 1, ("a", 4): 0, ("a", 5): 0}
    found = Distribution(date(2026, 11, 22), Scope.REAL, Places.NOW, By.REGION, cells)
    labels = {"a": "Duyên hải Nam Trung Bộ và Tây Nguyên"}
    axis = distributions.by_stars(found, labels, "Vùng", VI, shares=False, chosen=()).chart.to_dict()["layer"][0]
    axis = axis["encoding"]["y"]["axis"]
    assert axis["labelExpr"].startswith("windowSize()[0] < 640 ? {")
    assert axis["labelOverlap"] is False
    assert distributions._two_lines(labels["a"]) == ["Duyên hải Nam Trung Bộ", "và Tây Nguyên"]

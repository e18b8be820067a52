"""Classes of a coloured map: readable limits, none empty, zero and unknown apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ocop import i18n
from ocop.figures.classes import GREENS, ZERO, classes
from ocop.figures.ground import HATCH

VI, EN = i18n.language("vi"), i18n.language("en")


def words(values: list[float | None], *, whole: bool, t: i18n.Language = VI) -> list[str]:
    made = classes(values, whole=whole)
    return [step.label for step in made.legend(lambda value: f"{value:g}" if whole else f"{value:.0%}", t)]


def test_counts_fall_into_five_classes_with_round_limits() -> None:
    values: list[float | None] = [191, 214, 236, 282, 329, 355, 400, 418, 482, 543, 580, 680, 738, 781, 877, 1130]
    assert words(values, whole=True) == ["191 – 299", "300 – 399", "400 – 549", "550 – 749", "từ 750"]


def test_shares_fall_into_classes_of_percent() -> None:
    values: list[float | None] = [place / 40 for place in range(12, 40)]
    assert words(values, whole=False)[0] == "dưới 40%"
    assert words(values, whole=False, t=EN)[-1] == "85% and more"


def test_few_values_are_classes_of_their_own_and_use_the_whole_scale() -> None:
    made = classes([None, 0, 1, 3], whole=True)
    assert [made.fill(value) for value in (None, 0, 1, 3)] == [HATCH, ZERO, GREENS[0], GREENS[-1]]
    assert words([1, 3], whole=True) == ["1", "3"]


def test_nothing_known_has_no_classes() -> None:
    assert classes([None, 0], whole=True).legend(str, VI) == []


@given(st.lists(st.integers(0, 5000), max_size=63))
def test_no_class_is_empty_and_more_is_never_paler(values: list[int]) -> None:
    made = classes(values, whole=True)
    ordered = [made.fill(value) for value in sorted(values) if value]
    assert list(dict.fromkeys(ordered)) == [step.fill for step in made.legend(str, VI)]
    assert [GREENS.index(fill) for fill in ordered] == sorted(GREENS.index(fill) for fill in ordered)

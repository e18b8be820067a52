"""Words in a story that may not be published."""

import pytest

from ocop import reference
from ocop.domain.claims import Weight, read


def found(story: str, *, is_drink: bool = False) -> list[tuple[str, str]]:
    pieces = read(story, reference.claims(), is_drink=is_drink)
    assert "".join(each.text for each in pieces) == story
    return [(each.text, each.phrase.weight) for each in pieces if each.phrase]


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("Trà giúp Chữa  bệnh dạ dày.", [("Chữa  bệnh", "refuse")]),
        ("Chưa bệnh nào kịp đến vườn cam.", []),
        ("Thực phẩm này không phải là thuốc, không có tác dụng thay thế thuốc chữa bệnh.", []),
        ("Sản phẩm có giá trị cao ở Quảng Trị; thợ sửa chữa máy.", []),
        ("Dân làng tin trà này trị ho.", [("trị", "warn")]),
        ("Phòng ngừa bệnh và tốt nhất vùng.", [("Phòng ngừa bệnh", "refuse"), ("tốt nhất", "warn")]),
        ("It cures colds; secure boxes.", [("cures", "refuse")]),
        ("Uống vào thêm sinh lực.", []),
        ("", []),
    ],
)
def test_words_are_found_where_they_mean_it(story: str, expected: list[tuple[str, str]]) -> None:
    assert found(story) == expected


def test_what_drinks_are_praised_for_counts_for_drinks_alone() -> None:
    assert found("Uống vào thêm sinh lực.", is_drink=True) == [("sinh lực", "refuse")]


def test_every_phrase_says_on_whose_word() -> None:
    for phrase in reference.claims():
        assert phrase.source
        assert phrase.confidence in {"law", "second-hand", "practice"}
        assert phrase.about in {"cure", "drink", "spirits", "best"}
        assert phrase.words == phrase.words.lower().strip()
    assert len({(each.words, each.about) for each in reference.claims()}) == len(reference.claims())
    assert {each.weight for each in reference.claims()} == set(Weight)

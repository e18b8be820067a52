"""The star column."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.intake.cells import Unreadable
from ocop.intake.decisions import Cited
from ocop.intake.stars import Stars, is_proposal, stars
from tests.intake.builders import EXAMPLES, outcome

WAYS = {
    3: (
        "3",
        "03",
        "3 sao",
        "Ba (03) sao",
        "★★★",
        "3★",
        "***",
        "Hạng 3 sao",
        "OCOP 3 sao",
        "ba sao",
        "⭐⭐⭐",
        "3sao",
        "3☆",
        "3 ☆",
    ),
    4: (
        "4",
        "4.0",
        "4,0",
        "4 sao",
        "Bốn (04) sao",
        "★★★★",
        "★★★★☆",
        "4*",
        "hạng 4 sao",
        "Sao: 4",
        "4 SAO CẤP TỈNH",
        "4sao",
    ),
    5: ("5", "5 sao", "Năm (05) sao", "★★★★★", "5 ★", "năm sao", "OCOP 5 sao quốc gia", "5 sao năm 2021", "Hạng: 5"),
}


@pytest.mark.parametrize(("count", "written"), [(count, written) for count, ways in WAYS.items() for written in ways])
def test_stars_are_read_in_every_usual_way(count: int, written: str) -> None:
    assert stars(written) == Stars(count)


def test_a_decision_beside_the_stars_is_read_too() -> None:
    found = stars("OCOP 4 sao (QĐ 114/QĐ-UBND, 15/1/2020)")
    assert found == Stars(4, cited=Cited("114/QĐ-UBND", date(2020, 1, 15)))


def test_what_else_the_cell_says_is_kept_for_a_person() -> None:
    assert stars("4 sao (lần 2)") == Stars(4, extra="4 sao (lần 2)")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("khách sạn 4 sao", "hạng sao lưu trú du lịch"),
        ("homestay 3 sao tiêu chuẩn", "hạng sao lưu trú du lịch"),
        ("KHU NGHỈ DƯỠNG 5 SAO", "hạng sao lưu trú du lịch"),
        ("2021", "là một năm"),
        ("năm 2021", "là một năm"),
        ("1", "1 và 2 sao chỉ là mức chấm điểm"),
        ("2 sao", "1 và 2 sao chỉ là mức chấm điểm"),
        ("★★", "1 và 2 sao chỉ là mức chấm điểm"),
        ("3-4 sao", "nhiều hạng sao khác nhau"),
        ("3,5 sao", "nhiều hạng sao khác nhau"),
        ("Ba (04) sao", "nhiều hạng sao khác nhau"),
        ("3 ★★★★", "nhiều hạng sao khác nhau"),
        ("chưa đạt 3 sao", "không nêu một hạng sao đã được công nhận"),
        ("từ 3 sao trở lên", "không nêu một hạng sao đã được công nhận"),
        ("đã thu hồi 4 sao", "không nêu một hạng sao đã được công nhận"),
        ("6 sao", "không phải hạng sao"),
        ("45 sao", "không phải hạng sao"),
        ("Đạt", "không phải hạng sao"),
        ("Hàng Việt Nam sao vàng", "không phải hạng sao"),
        ("4 sao (QĐ 1/QĐ-UBND và 2/QĐ-UBND)", "nhiều quyết định"),
    ],
)
def test_what_only_looks_like_stars_is_refused_by_name(written: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        stars(written)


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("tiềm năng 5 sao", 5),
        ("Đề xuất 5 sao", 5),
        ("5 sao (tiềm năng)", 5),
        ("4 sao, đề nghị 5 sao", 5),
        ("tiềm năng", None),
    ],
)
def test_a_proposal_is_told_apart(written: str, count: int | None) -> None:
    found = stars(written)
    assert found is not None
    assert (found.count, found.proposed) == (count, True)
    assert is_proposal(written)


@pytest.mark.parametrize(
    "written", ["nâng hạng từ 3 sao lên 4 sao", "Nâng từ 3 lên 4 sao", "3 sao → 4 sao", "từ 3★ lên hạng 4★"]
)
def test_of_a_raised_rank_the_new_one_is_read_and_the_words_are_kept(written: str) -> None:
    found = stars(written)
    assert found is not None
    assert (found.count, found.proposed) == (4, False)
    assert stars("nâng hạng từ 3 sao lên 4 sao") == Stars(4, extra="nâng hạng từ 3 sao lên 4 sao")


@pytest.mark.parametrize("written", ["4 sao (đề xuất 5 sao)", "4 sao, đề nghị 5 sao", "★★★★ (tiềm năng 5 sao)"])
def test_stars_that_stand_before_a_proposal_of_more_are_granted(written: str) -> None:
    found = stars(written)
    assert found is not None
    assert (found.granted, found.count) == (4, 5)


@pytest.mark.parametrize(
    "written", ["đề xuất 5 sao", "5 sao (đề xuất)", "5 sao, đề xuất 4 sao", "đề xuất từ 4 sao lên 5 sao"]
)
def test_a_mere_proposal_grants_nothing(written: str) -> None:
    found = stars(written)
    assert found is not None
    assert (found.granted, found.proposed) == (None, True)


@pytest.mark.parametrize(
    "written", ["Chương trình mỗi xã một sản phẩm", "quy trình VietGAP", "sản phẩm để xuất khẩu", "theo đề nghị của Sở"]
)
def test_words_that_only_resemble_a_proposal_are_none(written: str) -> None:
    assert not is_proposal(written)


def test_a_blank_cell_states_no_stars() -> None:
    assert stars("") is None
    assert stars(" - ") is None


PIECES = st.sampled_from(
    [
        "3",
        "4",
        "5",
        "2",
        "sao",
        "★",
        "☆",
        "*",
        "(",
        ")",
        "04",
        "bốn",
        "ba",
        "năm",
        "OCOP",
        "hạng",
        "tiềm-năng",
        "15/1/2020",
        "114/QĐ-UBND",
        "khách",
        "sạn",
        "-",
        ",",
        "/",
        "2021",
        "☆",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=8).map(" ".join), st.lists(PIECES, max_size=8).map("".join)))
@settings(max_examples=EXAMPLES)
def test_no_text_surprises_the_reader_of_stars(written: str) -> None:
    found, reason = outcome(stars, written)
    assert (
        (reason.endswith("."))
        if reason
        else (found is None or found.count in {3, 4, 5} or (found.proposed and found.count is None))
    )


@given(st.sampled_from([3, 4, 5]), st.data())
@settings(max_examples=EXAMPLES)
def test_stars_survive_being_written(count: int, data: st.DataObject) -> None:
    written = data.draw(
        st.sampled_from([f"{count}", f"{count} sao", "★" * count, f"OCOP {count} sao", f"({count} sao)"])
    )
    space = data.draw(st.sampled_from(["", " ", "\n", "\u00a0"]))
    assert stars(space + written + space) == Stars(count)

"""Where the register says "no", and where it does not."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from ocop.domain.recognition import Level
from ocop.errors import QueryError
from ocop.services.coverage import declare
from ocop.services.register import Register
from ocop.web.app import standalone

SENTENCE = "Chủ thể này có 4 sản phẩm đang được công nhận; sản phẩm khác của chủ thể không được công nhận."
SPAN = {"first": date(2023, 1, 1), "last": date(2026, 11, 22), "source": "danh sách", "by": "steward"}


def said(register: Register) -> bool:
    return SENTENCE in TestClient(standalone(register)).get("/m/FS2R-811T?lang=vi").text


def test_no_is_said_only_once_everything_that_could_count_is_declared(register: Register) -> None:
    assert not said(register)
    declare(register, level=Level.NATION, province=None, **SPAN)
    declare(register, level=Level.PROVINCE, province="Lâm Đồng", **(SPAN | {"first": date(2025, 7, 1)}))
    until = SPAN | {"last": date(2025, 6, 30)}
    assert declare(register, level=Level.PROVINCE, province="Đắk Nông", **until) == 1
    assert not said(register), "the districts are missing"
    declare(register, level=Level.DISTRICT, province="Đắk Nông", **until)
    assert said(register)


def test_a_span_across_the_mergers_is_read_with_both_dates(register: Register) -> None:
    assert declare(register, level=Level.PROVINCE, province="Lâm Đồng", **SPAN) == 2
    first, second = register.coverage("real")
    assert (first.former_province, first.province, first.last_day) == ("68", None, date(2025, 6, 30))
    assert (second.former_province, second.province, second.first_day) == (None, "68", date(2025, 7, 1))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"province": "Đắk Nông", "first": date(2025, 7, 1)}, "Không có tỉnh “Đắk Nông” vào ngày 01/07/2025"),
        ({"province": None, "first": date(2025, 7, 1)}, "Không có tỉnh “” vào ngày 01/07/2025"),
        ({"province": "Lâm Đồng", "first": date(2026, 12, 1)}, "Ngày đầu sau ngày cuối"),
        ({"province": "Lâm Đồng", "last": date(2040, 1, 1)}, "ngày chưa đến"),
        ({"province": "Lâm Đồng", "level": Level.DISTRICT}, "không còn cấp huyện"),
        ({"province": "Lâm Đồng", "level": Level.NATION}, "Cấp quốc gia không thuộc tỉnh nào"),
        ({"province": "Lâm Đồng", "by": " "}, "ai khai và căn cứ"),
    ],
)
def test_a_declaration_that_claims_too_much_is_refused(
    register: Register, given: dict[str, object], sentence: str
) -> None:
    with pytest.raises(QueryError, match=sentence):
        declare(register, **({"level": Level.PROVINCE} | SPAN | given))
    assert register.coverage("real") == ()

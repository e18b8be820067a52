"""What a producer's name says that it is."""

import pytest

from ocop.domain.taxonomy import ProducerKind, is_private, kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("HTX Chè Hảo Đạt", ProducerKind.COOPERATIVE),
        ("Hợp tác xã Nông nghiệp xanh Quảng Trực", ProducerKind.COOPERATIVE),
        ("Tổ hợp tác trồng chè", ProducerKind.COOPERATIVE_GROUP),
        ("Công ty TNHH Seagull", ProducerKind.ENTERPRISE),
        ("CTY CP Trà", ProducerKind.ENTERPRISE),
        ("Chi nhánh Công ty TNHH Nông Nghiệp Ceres", ProducerKind.ENTERPRISE),
        ("Hộ kinh doanh Chu Thị Nguyệt", ProducerKind.HOUSEHOLD),
        ("Trang trại Ba Vì", ProducerKind.FARM),
        ("Hội Nông dân xã", ProducerKind.ASSOCIATION),
        ("Hội An Food", ProducerKind.ASSOCIATION),  # a name can mislead; a steward mends it
        ("Cơ sở sản xuất tinh bột nghệ Hải Hoa", None),
        ("Nguyễn Văn A", None),
    ],
)
def test_the_beginning_of_a_name_tells(name: str, kind: ProducerKind | None) -> None:
    assert kind_of(name) == kind


def test_an_unknown_kind_is_kept_as_private_as_a_household() -> None:
    assert is_private(None)
    assert is_private("household")
    assert not is_private("enterprise")

"""What may be promoted, where no set says that a product is an alcoholic drink."""

from decimal import Decimal

import pytest

from ocop.domain.promotion import Promotion, promotion


@pytest.mark.parametrize(
    "name",
    [
        "Rượu Men Lá",
        "RƯỢU nếp cái hoa vàng",
        "Bia thủ công Đà Lạt",
        "Vang nho Ninh Thuận",
        "Đặc sản: Rượu Mẫu Sơn",
        "Vodka nếp",
    ],
)
def test_a_drink_without_a_set_is_held_to_the_strictest(name: str) -> None:
    assert promotion(None, None, name) is Promotion.NONE


@pytest.mark.parametrize(
    "name",
    ["Gà ủ rượu", "Nho rượu sấy", "Men rượu truyền thống", "Giấm rượu", "Bìa sổ da", "Bia không cồn", "Vàng mã"],
)
def test_what_only_has_the_word_in_it_is_no_drink(name: str) -> None:
    assert promotion(None, None, name) is Promotion.FREE


def test_a_stated_set_or_strength_goes_before_the_name() -> None:
    assert promotion(3, None, "Rượu Men Lá") is Promotion.FREE
    assert promotion(None, Decimal(5), "Bia Đà Lạt") is Promotion.AGE_NOTICE

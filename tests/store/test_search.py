"""Finding products, on either engine alike."""

from collections.abc import Iterable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ocop.domain.recognition import Scope
from ocop.domain.register import Facet, ProductQuery, choices
from ocop.services.register import Register
from tests.conftest import TODAY


def names(register: Register, query: ProductQuery) -> list[str]:
    return [product.name for product in register.search(query, TODAY).products]


def asked(text: str = "", **chosen: Iterable[str]) -> ProductQuery:
    return ProductQuery(text, choices({Facet(facet): codes for facet, codes in chosen.items()}))


@pytest.mark.parametrize(
    ("text", "first", "total"),
    [
        ("mắm nêm", "Mắm nêm Seagull", 1),
        ("mam nem", "Mắm nêm Seagull", 1),
        ("MAM NEM SEAG", "Mắm nêm Seagull", 1),
        ("mam nem seagul", "Mắm nêm Seagull", 1),
        ("Seagull", "Mắm nêm Seagull", 1),
        ("Công ty TNHH Seagull", "Mắm nêm Seagull", 1),
        ("phan thiết mắm", "Mắm nêm Seagull", 1),
        ("nuoc mam phu quoc", "Nước mắm Phú Quốc Khải Hoàn 43 độ đạm", 6),
        ("khải hoàn 43", "Nước mắm Phú Quốc Khải Hoàn 43 độ đạm", 1),
        ("43 do dam", "Nước mắm Phú Quốc Khải Hoàn 43 độ đạm", 2),
        ("nước mắm 43", "Nước mắm Phú Quốc Khải Hoàn 43 độ đạm", 2),
        ("phu quoc an giang", "Nước mắm Phú Quốc Khải Hoàn 43 độ đạm", 6),
        ("kien giang", "Nước mắm Phú Quốc Khải Hoàn 43 độ đạm", 6),
        ("an giang", "Nước mắm Phú Quốc Khải Hoàn 43 độ đạm", 6),
        ("kien giang 5 sao", "Nước mắm Phú Quốc Khải Hoàn 43 độ đạm", 6),
        ("fish sauce", "Nước mắm Phú Quốc Khải Hoàn 43 độ đạm", 7),
        ("ca phe", "beCHAMP Coffee Honey Nắng Vàng", 5),
        ("coffee", "beCHAMP Coffee Honey Nắng Vàng", 5),
        ("nắng vàng", "beCHAMP Coffee Honey Nắng Vàng", 2),
        ("bechamp hoa tan", "Bechamp Coffee Hòa Tan Nấm Linh Chi", 1),
        ("đak nông trà bí đao", "Trà Bí đao", 1),
        ("trà", "Trà Bí đao", 16),
        ("tra", "Trà Bí đao", 16),
        ("trà bí", "Trà Bí đao", 6),
        ("đăk nông bí đao", "Trà Bí đao", 1),
        ("dac nong bi dao", "Trà Bí đao", 1),
        ("chè đinh", "Chè Đinh Tân Cương", 1),
        ("che dinh", "Chè Đinh Tân Cương", 1),
        ("chè thái nguyên tân cương", "Chè Đinh Tân Cương", 1),
        ("tan cuong", "Chè Đinh Tân Cương", 2),
        ("thai nguyen 5 sao", "Du lịch văn hóa dân tộc Tày bản làng Thái Hải", 3),
        ("hoa vang ba che", "Trà hoa vàng Ba Chẽ", 1),
        ("quang ninh", "Trà hoa vàng Ba Chẽ", 1),
        ("BA CHẼ", "Trà hoa vàng Ba Chẽ", 1),
        ("trà vinh", "Mật hoa dừa", 3),
        ("vĩnh long", "Mật hoa dừa", 3),
        ("dua sap soi", "Dừa sáp sợi (VICOSAP)", 1),
        ("vicosap", "Dừa sáp sợi (VICOSAP)", 1),
        ("dừa sáp, cầu kè", "Dừa sáp sợi (VICOSAP)", 1),
        ("mac ca", "Mắc ca Lê Anh Tuy Đức", 5),
        ("macca", "Macca Quyền Nguyệt", 5),
        ("tuy duc mac ca le", "Mắc ca Lê Anh Tuy Đức", 1),
        ("hạt điều", "Hạt Điều rang muối", 1),
        ("gia nghia say thang hoa", "Tiêu xanh sấy thăng hoa", 2),
        ("ocop 4 sao lam dong", "Tiêu xanh sấy thăng hoa", 5),
        ("5 sao", "Nước mắm Phú Quốc Khải Hoàn 43 độ đạm", 13),
        ("bốn sao", "Tiêu xanh sấy thăng hoa", 5),
        ("3 stars", "Mộc Bảo An", 19),
        ("OCOP", "Tiêu xanh sấy thăng hoa", 37),
        ("4 sao trái cây", "Trái cây sấy thăng hoa", 1),
        ("fr23-r1ax", "Mắm nêm Seagull", 1),
        ("FR23RIAX", "Mắm nêm Seagull", 1),
        ("FR23 R1AX", "Mắm nêm Seagull", 1),
        ("858/QĐ-UBND", "Tiêu xanh sấy thăng hoa", 5),
        ("3981/QĐ-UBND", "beCHAMP Coffee Honey Nắng Vàng", 9),
        ("du lịch", "Du lịch văn hóa dân tộc Tày bản làng Thái Hải", 1),
        ("tourism", "Du lịch văn hóa dân tộc Tày bản làng Thái Hải", 1),
        ("HTX bechamp", "beCHAMP Coffee Honey Nắng Vàng", 5),
        ("hợp tác xã hảo đạt", "Chè Đinh Tân Cương", 1),
        ("cty seagull", "Mắm nêm Seagull", 1),
        ("ho kinh doanh", "Macca Quyền Nguyệt", 2),
        ("tinh bột nghệ", "Tinh bột nghệ", 1),
        ("cu jut", "Tinh bột nghệ", 2),
        ("atiso", "Cao Atiso Hoàng An", 1),
        ("nam linh chi", "Bechamp Coffee Hòa Tan Nấm Linh Chi", 1),
    ],
)
def test_half_a_name_finds_it(read_only: Register, text: str, first: str, total: int) -> None:
    found = read_only.search(ProductQuery(text=text), TODAY)
    assert (found.total, found.products[0].name) == (total, first)


@pytest.mark.parametrize(
    ("typed", "meant", "total"),
    [
        ("nuoc mam phu quok", "Nước mắm Phú Quốc", 6),
        ("mawm nem", "Mắm nêm", 1),
        ("che dinj tan cuong", "Chè Đinh Tân Cương", 1),
        ("khải hoàng 43", "Khải Hoàn 43", 1),
        ("becham cofee", "becham Coffee", 4),
        ("trà hoa vàng ba trẽ", "Trà hoa vàng Ba", 1),
        ("ca phe bich tha", "Cà phê", 5),
        ("nuoc mam fu quoc", "Nước mắm Phú Quốc", 6),
        ("duong hoa zua tra vinj", "Đường hoa dừa Trà Vinh", 1),
        ("qqqq wwww", None, 0),
        ("son la", None, 0),
    ],
)
def test_what_was_mistyped_is_led_to_what_was_meant(read_only: Register, typed: str, meant: str, total: int) -> None:
    found = read_only.search(ProductQuery(text=typed), TODAY)
    assert found.total == 0
    assert found.suggestion == meant
    if meant:
        assert read_only.search(ProductQuery(text=meant), TODAY).total == total


@pytest.mark.parametrize("text", ["zzzz", "%", "_", "' or 'a'='a", "!!!", "mắm nêm zzzz", "êm", "m", "FR23-R1AZ"])
def test_what_is_not_there_is_not_found(read_only: Register, text: str) -> None:
    assert read_only.search(ProductQuery(text=text), TODAY).total == 0


def test_choices_narrow_the_list(read_only: Register) -> None:
    assert read_only.search(asked(stars="4"), TODAY).total == 5
    assert read_only.search(asked(stars="45"), TODAY).total == 18
    assert read_only.search(asked(province=["86"]), TODAY).total == 3
    assert names(read_only, asked(stars="5", province=["22"])) == ["Trà hoa vàng Ba Chẽ"]
    assert read_only.search(asked(stars="3", province=["22"]), TODAY).total == 0


def test_the_made_up_register_is_never_mixed_in(read_only: Register) -> None:
    assert read_only.search(ProductQuery(scope=Scope.DEMO), TODAY).total == 0


def test_a_name_itself_comes_before_names_that_begin_with_it(read_only: Register) -> None:
    assert names(read_only, asked("trà bí đao"))[0] == "Trà Bí đao"


def test_stronger_evidence_comes_first(read_only: Register) -> None:
    found = read_only.search(ProductQuery(limit=37), TODAY).products
    evidence = [product.governing.evidence.value for product in found if product.governing]
    assert evidence == ["transcribed"] * 24 + ["press"] * 13


@given(st.text(max_size=30))
@example("0\x00")
def test_no_text_breaks_the_search(read_only: Register, text: str) -> None:
    found = read_only.search(ProductQuery(text=text, limit=50), TODAY)
    assert found.total == len(found.products) <= 37

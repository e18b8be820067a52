"""What the open data hold: one table of tables, from which the dump, its schema and the data dictionary are made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ocop.domain.recognition import STARS, Evidence, Kind, Level, Status
from ocop.domain.taxonomy import ProducerKind


@dataclass(frozen=True)
class Field:
    """A column. `type` is that of Frictionless; `key` names the `table.column` that a value is of."""

    name: str
    type: str
    vi: str
    en: str
    required: bool = True
    values: tuple[str, ...] = ()
    pattern: str = ""
    key: str = ""


@dataclass(frozen=True)
class Table:
    """A file of the open data; its first column is its primary key."""

    name: str
    vi: str
    en: str
    fields: tuple[Field, ...]


def _words(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)


_STATED = r"\d{4}(-\d{2}(-\d{2})?)?"
_MADE_UP = Field("is_made_up", "boolean", "dữ liệu minh họa, không có thật", "made up for illustration, not real")
_PLACES = (
    Field("commune_code", "string", "mã xã, phường, đặc khu từ 01/07/2025", "commune since 1 July 2025", False),
    Field("commune", "string", "tên xã, phường, đặc khu", "name of the commune", False),
    Field(
        "province_code",
        "string",
        "mã tỉnh, thành phố từ 01/07/2025",
        "province since 1 July 2025",
        False,
        key="provinces.code",
    ),
    Field(
        "province_63_code",
        "string",
        "mã tỉnh, thành phố đến 30/06/2025",
        "province until 30 June 2025",
        False,
        key="provinces_63.code",
    ),
)
_DECIDED = (
    Field("decision", "string", "số quyết định", "number of the decision", False),
    Field("authority", "string", "cơ quan quyết định", "who decided", False),
    Field("level", "string", "cấp quyết định", "level of who decided", False, _words(Level)),
    Field("valid_from", "date", "ngày bắt đầu hiệu lực", "first day in force", False),
    Field(
        "valid_until",
        "date",
        "ngày cuối còn hiệu lực; trống nếu không ai nói được",
        "last day in force; empty where nobody can say",
        False,
    ),
    Field("source", "string", "nguồn của thông tin", "where this is known from", False),
)

TABLES = (
    Table(
        "provinces",
        "34 tỉnh, thành phố từ 01/07/2025",
        "The 34 provinces since 1 July 2025",
        (
            Field("code", "string", "mã", "code", pattern=r"\d{2}"),
            Field("name", "string", "tên gọn", "short name"),
            Field("full_name", "string", "tên đầy đủ", "full name"),
            Field("region", "string", "vùng kinh tế - xã hội", "socio-economic region"),
        ),
    ),
    Table(
        "provinces_63",
        "63 tỉnh, thành phố đến 30/06/2025",
        "The 63 provinces until 30 June 2025",
        (
            Field(
                "code",
                "string",
                "mã; có mã nay thuộc tỉnh khác",
                "code; some were used again for others",
                pattern=r"\d{2}",
            ),
            Field("name", "string", "tên gọn", "short name"),
            Field(
                "successor",
                "string",
                "mã tỉnh, thành phố nay gồm địa bàn này",
                "present province that it became part of",
                key="provinces.code",
            ),
        ),
    ),
    Table(
        "producers",
        "Chủ thể có sản phẩm trong sổ; không có địa chỉ và cách liên hệ",
        "Makers with products; no address and no contact",
        (
            Field("id", "integer", "số của chủ thể", "number of the maker"),
            Field("name", "string", "tên", "name"),
            Field(
                "kind",
                "string",
                "loại chủ thể; trống nếu chưa rõ",
                "kind; empty where unknown",
                False,
                _words(ProducerKind),
            ),
            *_PLACES,
            Field("products", "integer", "số sản phẩm hiện mang tên chủ thể", "products that it has now"),
            Field("products_in_force", "integer", "trong đó còn hiệu lực", "of these in force on the day"),
            _MADE_UP,
        ),
    ),
    Table(
        "products",
        "Sản phẩm với tình trạng vào ngày của bộ dữ liệu",
        "Products with what holds of them on the day of the package",
        (
            Field(
                "code",
                "string",
                "mã trong sổ, in trên nhãn",
                "the register's code, as printed",
                pattern="[0-9A-Z]{4}-[0-9A-Z]{4}",
            ),
            Field("name", "string", "tên", "name"),
            Field("status", "string", "tình trạng", "what holds on the day", values=_words(Status)),
            Field("stars", "integer", "hạng sao", "stars", False, _words(STARS)),
            Field("set", "integer", "bộ sản phẩm (QĐ 26/2026/QĐ-TTg)", "product set (QĐ 26/2026/QĐ-TTg)", False),
            Field("producer_id", "integer", "chủ thể vào ngày ấy", "maker on the day", key="producers.id"),
            Field("producer", "string", "tên chủ thể", "name of the maker"),
            *_PLACES,
            Field(
                "official_codes",
                "string",
                "mã chính thức, cách nhau bằng dấu cách",
                "official codes, separated by spaces",
                False,
            ),
            Field(
                "former_codes",
                "string",
                "mã trên nhãn của hồ sơ đã gộp vào, cách nhau bằng dấu cách",
                "codes printed for records that were merged into this one, separated by spaces",
                False,
            ),
            Field("gtin", "string", "mã vạch", "GTIN", False, pattern=r"\d{8,14}"),
            Field(
                "decided_on",
                "string",
                "ngày quyết định, chính xác như nguồn",
                "date of the decision, as precise as its source",
                False,
                pattern=_STATED,
            ),
            Field("evidence", "string", "mức độ bằng chứng", "how sure the register is", False, _words(Evidence)),
            *_DECIDED,
            _MADE_UP,
        ),
    ),
    Table(
        "recognitions",
        "Lịch sử công nhận: mỗi dòng một sự kiện",
        "History of recognition: one event a row",
        (
            Field("id", "integer", "số của sự kiện", "number of the event"),
            Field("product_code", "string", "sản phẩm", "product", key="products.code"),
            Field("kind", "string", "sự kiện", "what happened", values=_words(Kind)),
            Field(
                "about", "integer", "sự kiện được thay đổi", "the event that it changes", False, key="recognitions.id"
            ),
            Field("stars", "integer", "hạng sao", "stars", False, _words(STARS)),
            Field(
                "stated",
                "string",
                "ngày quyết định, chính xác như nguồn",
                "date of the decision, as precise as its source",
                pattern=_STATED,
            ),
            Field("evidence", "string", "mức độ bằng chứng", "how sure the register is", values=_words(Evidence)),
            *_DECIDED,
            Field("former_producer", "string", "chủ thể trước khi chuyển giao", "maker before it was passed on", False),
            Field("note", "string", "ghi chú", "note", False),
            _MADE_UP,
        ),
    ),
)

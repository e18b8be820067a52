"""The facets of the catalogue in words: what each is called, and its choices by code in the order of reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ocop import reference
from ocop.domain.recognition import STARS, Evidence
from ocop.domain.register import UNKNOWN, Facet, Sort
from ocop.domain.taxonomy import CertificateKind
from ocop.domain.text import fold
from ocop.i18n import SOURCE, Language
from ocop.i18n.words import N_, PRODUCER_KIND, STATUS, stars

# The programme began in 2018; no decision is dated beyond the middle of the century.
YEARS = range(2050, 2017, -1)

TITLES = {
    Facet.STARS: N_("Hạng sao"),
    Facet.STATUS: N_("Tình trạng"),
    Facet.GROUP: N_("Nhóm sản phẩm"),
    Facet.REGION: N_("Vùng"),
    Facet.PROVINCE: N_("Tỉnh, thành phố"),
    Facet.SET: N_("Bộ sản phẩm"),
    Facet.KIND: N_("Loại chủ thể"),
    Facet.CERTIFICATE: N_("Chứng nhận khác"),
    Facet.YEAR: N_("Năm công nhận"),
    Facet.EVIDENCE: N_("Mức độ bằng chứng"),
    Facet.FORMER_PROVINCE: N_("Tỉnh cũ (63, trước 01/07/2025)"),
}

MISSING = {
    Facet.STARS: N_("Chưa có công nhận"),
    Facet.YEAR: N_("Chưa có công nhận"),
    Facet.EVIDENCE: N_("Chưa có công nhận"),
    Facet.GROUP: N_("Chưa xếp nhóm"),
    Facet.SET: N_("Chưa xếp bộ"),
    Facet.CERTIFICATE: N_("Chưa ghi nhận"),
}
NOT_KNOWN = N_("Chưa rõ")

EVIDENCE = {
    Evidence.SIGNED: N_("Đã đối chiếu bản ký"),
    Evidence.TRANSCRIBED: N_("Chép từ quyết định"),
    Evidence.PRESS: N_("Theo báo chí"),
    Evidence.MADE_UP: N_("Dữ liệu minh họa"),
}

CERTIFICATE = {
    CertificateKind.ORGANIC: N_("Hữu cơ"),
    CertificateKind.VIETGAP: N_("VietGAP"),
    CertificateKind.HALAL: N_("Halal"),
    CertificateKind.GI: N_("Chỉ dẫn địa lý, nhãn hiệu tập thể"),
    CertificateKind.ECO_LABEL: N_("Nhãn sinh thái"),
    CertificateKind.GROWING_AREA: N_("Mã số vùng trồng"),
}

REGIONS = (
    N_("Trung du và miền núi phía Bắc"),
    N_("Đồng bằng sông Hồng"),
    N_("Bắc Trung Bộ"),
    N_("Duyên hải Nam Trung Bộ và Tây Nguyên"),
    N_("Đông Nam Bộ"),
    N_("Đồng bằng sông Cửu Long"),
)

SORTS = {
    Sort.BEST: N_("Phù hợp nhất"),
    Sort.NAME: N_("Theo tên"),
    Sort.NEWEST: N_("Mới công nhận"),
    Sort.ENDING: N_("Sắp hết hiệu lực"),
}


def labels(facet: Facet, t: Language) -> dict[str, str]:
    """Every choice of a facet by code, in the order of reading; what is not known comes last."""
    named = _labels(facet, t)
    if facet is not Facet.STATUS:
        named[UNKNOWN] = t(MISSING.get(facet, NOT_KNOWN))
    return named


def _labels(facet: Facet, t: Language) -> dict[str, str]:
    if facet is Facet.STARS:
        return {str(count): stars(count, t) for count in sorted(STARS, reverse=True)}
    if facet is Facet.YEAR:
        return {str(year): str(year) for year in YEARS}
    if facet is Facet.GROUP:
        return {code: name if t.code == SOURCE else name_en for code, (name, name_en) in reference.groups().items()}
    if facet is Facet.SET:
        sets = reference.product_sets().values()
        return {str(each.number): each.name if t.code == SOURCE else each.name_en for each in sets}
    if facet is Facet.REGION:
        return {code: t(name) for code, name in reference.regions().items()}
    if facet is Facet.PROVINCE:
        return _by_name({code: province.name for code, province in reference.provinces().items()})
    if facet is Facet.FORMER_PROVINCE:
        return _by_name({code: province.name for code, province in reference.former_provinces().items()})
    words: dict[Facet, Mapping[Any, str]] = {
        Facet.STATUS: STATUS,
        Facet.KIND: PRODUCER_KIND,
        Facet.EVIDENCE: EVIDENCE,
        Facet.CERTIFICATE: CERTIFICATE,
    }
    return {str(code): t(word) for code, word in words[facet].items()}


def _by_name(named: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(named.items(), key=lambda item: fold(item[1])))

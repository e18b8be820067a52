"""The register's terms in words: what an official Vietnamese page would say, translated like any other text.

`N_` marks a text for the catalogue where it stands as data.
"""

from __future__ import annotations

from datetime import date, timedelta

from ocop import reference
from ocop.domain.places import MERGERS
from ocop.domain.recognition import Evidence, Kind, Level, Scope, Status
from ocop.domain.register import Producer, Product
from ocop.domain.taxonomy import ProducerKind
from ocop.i18n import SOURCE, Language


def N_(message: str) -> str:  # noqa: N802 -- gettext's customary name
    """Mark a text for extraction."""
    return message


STATUS = {
    Status.VALID: N_("Còn hiệu lực"),
    Status.EXPIRING: N_("Sắp hết hiệu lực"),
    Status.EXPIRED: N_("Đã hết hiệu lực"),
    Status.REVOKED: N_("Đã thu hồi"),
    Status.REPORTED: N_("Theo báo chí"),
    Status.NONE: N_("Chưa có công nhận"),
}

EVIDENCE = {
    Evidence.SIGNED: N_("Đã đối chiếu với quyết định đã ký"),
    Evidence.TRANSCRIBED: N_("Do người khác chép từ quyết định đã ký; sổ chưa đối chiếu với bản ký"),
    Evidence.PRESS: N_("Theo báo chí; sổ chưa đối chiếu với quyết định"),
    Evidence.MADE_UP: N_("Dữ liệu minh họa"),
}

KIND = {
    Kind.RECOGNISED: N_("Công nhận"),
    Kind.FIRST: N_("Công nhận lần đầu"),
    Kind.RENEWED: N_("Công nhận lại"),
    Kind.RAISED: N_("Nâng hạng"),
    Kind.LOWERED: N_("Hạ hạng"),
    Kind.EXTENDED: N_("Gia hạn"),
    Kind.CORRECTED: N_("Đính chính"),
    Kind.ANNULLED: N_("Hủy bỏ"),
    Kind.REVOKED: N_("Thu hồi"),
    Kind.PASSED: N_("Chuyển chủ thể"),
}

LEVEL = {
    Level.DISTRICT: N_("cấp huyện"),
    Level.PROVINCE: N_("cấp tỉnh"),
    Level.NATION: N_("cấp quốc gia"),
}

PRODUCER_KIND = {
    ProducerKind.COOPERATIVE: N_("Hợp tác xã"),
    ProducerKind.COOPERATIVE_GROUP: N_("Tổ hợp tác"),
    ProducerKind.ENTERPRISE: N_("Doanh nghiệp"),
    ProducerKind.FARM: N_("Trang trại"),
    ProducerKind.HOUSEHOLD: N_("Hộ kinh doanh"),
    ProducerKind.ASSOCIATION: N_("Hội, hiệp hội"),
}

COMMUNE_TYPE = {"Xã": N_("xã {name}"), "Phường": N_("phường {name}"), "Đặc khu": N_("đặc khu {name}")}


def size(count: int, t: Language) -> str:
    """So many bytes as `512 B`, `12,3 KB`, `1,2 MB`; a KB is 1,000 of them."""
    if count < 1000:
        return f"{count} B"
    return f"{t.decimal(count / 1000)} KB" if count < 1_000_000 else f"{t.decimal(count / 1_000_000)} MB"


def stars(count: int, t: Language) -> str:
    """`4 sao`, `4 stars`."""
    return t("{n} sao", n=count)


def verdict(product: Product, day: date, t: Language, *, counts_days: bool = True) -> str:
    """What the register says of a product on a day: one sentence, never more than its source carries.

    Where it will be read on another day than it was written, it must not count days.
    """
    governing = product.governing
    if governing is None or product.stars is None:
        return t("Sổ đăng ký chưa có công nhận nào của sản phẩm này")
    n, until = stars(product.stars, t), governing.valid_until
    if product.status is Status.REPORTED:
        when = t.stated(governing.stated)
        if governing.evidence is Evidence.PRESS:
            return t(
                "Theo báo chí, được công nhận {stars} ({when}); chưa có dữ liệu về công nhận lại", stars=n, when=when
            )
        return t("Được công nhận {stars} ({when}); chưa có dữ liệu về công nhận lại", stars=n, when=when)
    if product.status is Status.REVOKED:
        on = t.date(governing.valid_from) if governing.valid_from else t.stated(governing.stated)
        if governing.kind is Kind.ANNULLED:
            return t("Công nhận {stars} đã bị hủy bỏ ({day})", stars=n, day=on)
        return t("Công nhận {stars} đã bị thu hồi ({day})", stars=n, day=on)
    assert until is not None, "a dated recognition has an end"
    if product.status is Status.EXPIRED:
        day = until + timedelta(days=1)
        return t(
            "Công nhận {stars} đã hết hiệu lực từ {day}; sổ chưa có dữ liệu về công nhận lại", stars=n, day=t.date(day)
        )
    if product.status is Status.EXPIRING and counts_days:
        left = (until - day).days
        if left == 0:
            return t("Công nhận {stars} còn hiệu lực đến hết hôm nay, {day}", stars=n, day=t.date(until))
        return t("Công nhận {stars} còn hiệu lực đến {day}, còn {n} ngày", n=left, stars=n, day=t.date(until))
    return t("Công nhận {stars} còn hiệu lực đến {day}", stars=n, day=t.date(until))


def place_now(producer: Producer, t: Language) -> str:
    """The place as it is called since 1 July 2025: `xã Quảng Trực, Lâm Đồng`; "missing" where nothing is known."""
    commune = reference.communes().get(producer.commune or "")
    province = reference.provinces().get(producer.province or "")
    parts = [t(COMMUNE_TYPE[commune.type], name=commune.name)] if commune else []
    parts += [province.name] if province else []
    return ", ".join(parts) or t("chưa rõ địa bàn")


def place_then(product: Product, t: Language) -> str | None:
    """The place as the decision states it, when that was before the mergers and says something else."""
    governing = product.governing
    if not product.producer.place_stated or governing is None or governing.stated.earliest >= MERGERS:
        return None
    return product.producer.place_stated


def product_set(product: Product, t: Language) -> str:
    """The name of the product's set, or that it is missing."""
    found = reference.product_sets().get(product.set_number or 0)
    if found is None:
        return t("chưa xếp bộ sản phẩm")
    return found.name if t.code == SOURCE else found.name_en


def operator(name: str, is_state_body: bool, t: Language) -> str:
    """Who answers for this site, and that it is no site of a state body unless its operator says so."""
    who = t("Đơn vị vận hành: {name}.", name=name) if name else t("Chưa công bố đơn vị vận hành.")
    if is_state_body:
        what = t("Cổng thông tin của Chương trình:")
    else:
        what = t("Đây không phải trang của cơ quan nhà nước. Cổng thông tin của Chương trình:")
    return f"{who} {what}"


def quoted(typed: str) -> str:
    """What somebody typed, fit to be shown in a sentence: printable characters, at most 40."""
    return "".join(character for character in typed if character.isprintable()).strip()[:40]


def told(product: Product, text: str, t: Language) -> str:
    """A text about a product that leaves the page, as a title or a preview does: of a made-up one it says so itself."""
    return f"{t('Dữ liệu minh họa')}: {text}" if product.scope is Scope.DEMO else text

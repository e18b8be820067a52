"""Whether what is printed or published would lead somewhere."""

from __future__ import annotations

from ocop.domain.addresses import why_not_public
from ocop.errors import Refused
from ocop.settings import Settings


def check_address(settings: Settings, *, allow_local: bool) -> None:
    """That what is printed or published leads somewhere, on the real day.

    Raises:
        Refused: it would not.
    """
    if allow_local:
        return
    if why := why_not_public(settings.base_url):
        raise Refused(
            f"OCOP_BASE_URL là “{settings.base_url}”, {why}: mã in ra sẽ không dẫn tới đâu. Hãy đặt địa chỉ công khai "
            "dạng https://ten-mien.vn rồi làm lại (chỉ để thử: --allow-local)."
        )
    if settings.today:
        raise Refused(
            f"Sổ đang xem thử với ngày giả định {settings.today:%d/%m/%Y}: hãy bỏ OCOP_TODAY rồi làm lại "
            "(chỉ để thử: --allow-local)."
        )

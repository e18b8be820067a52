"""Made-up people for a first look at the desk: on one machine, and only while nothing real was imported."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from ocop.domain.roles import Grant, Person, Role
from ocop.errors import SettingsError
from ocop.services.opened import Opened
from ocop.store import queries

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
LAM_DONG = "68"
PEOPLE = {
    person.key: person
    for person in (
        Person("minh-hoa-can-bo", "", "Cán bộ lễ tân (minh họa)", (Grant(Role.STAFF),)),
        Person("minh-hoa-phe-duyet", "", "Người phê duyệt (minh họa)", (Grant(Role.APPROVER),)),
        Person("minh-hoa-giu-so-tinh", "", "Người giữ sổ tỉnh Lâm Đồng (minh họa)", (Grant(Role.STEWARD, LAM_DONG),)),
        Person("minh-hoa-giu-so", "", "Người giữ sổ toàn quốc (minh họa)", (Grant(Role.STEWARD),)),
        Person("minh-hoa-quan-tri", "", "Quản trị viên (minh họa)", (Grant(Role.ADMINISTRATOR),)),
    )
}


def refuse_where_unsafe(opened: Opened, address: str | None, *, has_provider: bool) -> None:
    """Let a program that would let made-up people in start only where nobody else can meet them.

    `address` is the one that the server listens on; None is every address.

    Raises:
        SettingsError: it listens to others, or has a provider of sign-ins, or its store holds imported decisions.
    """
    if not opened.settings.demo_signin:
        return
    hosts = {address or "", urlsplit(opened.settings.base_url).hostname or ""}
    if not hosts <= LOOPBACK:
        raise SettingsError(
            "OCOP_DEMO_SIGNIN=1 chỉ dùng được trên chính máy này: hãy đặt server.address và OCOP_BASE_URL là "
            "127.0.0.1, hoặc bỏ OCOP_DEMO_SIGNIN."
        )
    if has_provider:
        raise SettingsError(
            "OCOP_DEMO_SIGNIN=1 không dùng cùng nơi cung cấp đăng nhập trong secrets.toml: hãy bỏ một trong hai."
        )
    if not is_open(opened):
        raise SettingsError(
            "OCOP_DEMO_SIGNIN=1 không dùng được khi sổ đã nạp quyết định thật: hãy bỏ OCOP_DEMO_SIGNIN, hoặc đặt "
            "OCOP_DATABASE_URL là một sổ khác."
        )


def is_near(asked: Mapping[str, str]) -> bool:
    """Whether a request was made on this very machine, under a name of it, and through nobody, by its headers.

    The server listens to this machine alone, but a proxy before it may not; and a name of another site's may have been
    made to lead here.
    """
    try:
        host = urlsplit(f"//{asked.get('Host', '')}").hostname
    except ValueError:
        return False
    return host in LOOPBACK and "X-Forwarded-For" not in asked


def is_open(opened: Opened) -> bool:
    """Whether made-up people may act at this moment: it is asked for, and nothing real was imported."""
    if not opened.settings.demo_signin:
        return False
    with opened.reading() as session:
        return not queries.was_imported(session)


def person(opened: Opened, key: str) -> Person | None:
    """The made-up person of that key, where made-up people may act."""
    return PEOPLE.get(key) if is_open(opened) else None

"""`python -m ocop role grant EMAIL ROLE --by NAME --reason …`, `role revoke`, `role list`."""

from __future__ import annotations

import argparse

from ocop import settings
from ocop.domain.roles import Grant, Role
from ocop.services import people
from ocop.services.opened import Opened


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("role", help="giao, thu lại và xem vai trò của cán bộ")
    doing = parser.add_subparsers(dest="doing", required=True, metavar="việc")
    for each in (
        doing.add_parser("grant", help="giao một vai trò"),
        doing.add_parser("revoke", help="thu lại một vai trò"),
    ):
        each.add_argument("who", metavar="THƯ", help="địa chỉ thư điện tử, hoặc sub:… theo bên cung cấp đăng nhập")
        each.add_argument("role", metavar="VAI-TRÒ", type=Role, choices=list(Role))
        each.add_argument("--province", metavar="TỈNH", help="mã hoặc tên của một trong 34 tỉnh; bỏ trống là cả nước")
        each.add_argument("--by", required=True, metavar="TÊN")
        each.add_argument("--reason", required=True, metavar="LÝ DO")
    doing.add_parser("list", help="ai có vai trò nào, ở đâu")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Do it and say so."""
    register = Opened.open(settings.load())
    if given.doing == "list":
        _list(register)
        return 0
    change = people.grant if given.doing == "grant" else people.revoke
    who = change(register, given.who, given.role, given.province, by=given.by, reason=given.reason)
    done = "Đã giao" if given.doing == "grant" else "Đã thu lại"
    print(f"{done} vai trò {given.role} ({people.place(given.province)}): {who}.")
    return 0


def _list(register: Opened) -> None:
    grants = people.listed(register)
    print(f"{len(grants)} vai trò đang được giao.")
    for each in grants:
        print(f"{each.who}  {_told(each.grant)}  từ {each.granted_at:%d/%m/%Y}, {each.granted_by} giao")


def _told(grant: Grant) -> str:
    return f"{grant.role} ({people.place(grant.province)})"

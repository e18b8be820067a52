"""Every room of the desk straight by its address, for each role, on a server that has just started: the room or a no.

The roles hold for Lâm Đồng; products of that province and of another are asked for in the rooms that are about one.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain.codes import shown
from ocop.domain.recognition import Scope
from ocop.domain.roles import Grant, Person, Role
from ocop.services import people
from ocop.services.opened import Opened
from ocop.store.tables import ProducerRow, ProductRow
from ocop.ui.desk.rooms import ROOMS
from tests.browser.test_sign_in import AN, GRANTED, desk_in, go, sign_in
from tests.conftest import VERIFY

pytestmark = pytest.mark.skipif(not VERIFY, reason="a server for each role, and each room in a page: OCOP_VERIFY=1")

LAM_DONG = "68"
ABOUT_ONE = ("thay-doi", "can-cu", "lich-su", "kiem-tra", "ho-so", "anh-cau-chuyen")
FIELDS = ", ".join(
    f"[data-testid=st{each}]"
    for each in ("TextInput", "TextArea", "Selectbox", "DataFrame", "FileUploader", "DateInput", "Checkbox", "Button",
                 "DownloadButton", "NumberInput", "Form")
)  # fmt: skip
ELSEWHERE = "ngoài nơi vai trò của bạn có hiệu lực"


def code(opened: Opened, *, is_here: bool) -> str:
    """A product of Lâm Đồng, or of another province."""
    place = ProducerRow.province == LAM_DONG if is_here else ProducerRow.province != LAM_DONG
    with Session(opened.engine) as session:
        found = session.scalar(
            select(ProductRow.code)
            .join(ProducerRow, ProductRow.producer_id == ProducerRow.id)
            .where(place, ProductRow.scope == Scope.REAL)
            .order_by(ProductRow.code)
        )
    assert found
    return shown(found)


def judged(page: Page, word: str, *, is_open: bool) -> Locator:
    """The fields of a room where it is open; else that nothing stands there but the sentence."""
    title = ROOMS[word].title
    fields = page.locator(FIELDS)
    if is_open:
        expect(page.get_by_role("heading", name=title, exact=True, level=2)).to_be_visible()
        expect(page.get_by_text("không thuộc vai trò của bạn")).to_have_count(0)
        return fields
    expect(page.get_by_text(f"“{title}” không thuộc vai trò của bạn: hãy hỏi quản trị viên của sổ.")).to_be_visible()
    expect(page.get_by_role("heading", level=2)).to_have_count(0)
    expect(page.locator(".oc-desk-home")).to_have_count(0)
    expect(fields).to_have_count(0)
    return fields


def straight(context: BrowserContext, url: str) -> Page:
    """A page of its own, so that nothing of the session is there."""
    page = context.new_page()
    go(page, url)
    return page


@pytest.mark.parametrize("role", Role)
def test_every_room_straight_by_its_address(role: Role, browser: Browser, tmp_path: Path) -> None:
    person = Person("", "", "", (Grant(role, LAM_DONG),))
    words = sorted(ROOMS, key=lambda word: not ROOMS[word].is_open_to(person))
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi")
    with desk_in(tmp_path) as (server, opened):
        people.grant(opened, str(AN["email"]), role, LAM_DONG, **GRANTED)
        first = straight(context, f"{server.url}/quan-tri?viec={words[0]}")
        expect(first.get_by_text("Hãy đăng nhập bằng tài khoản của cơ quan")).to_be_visible()
        expect(first.locator(".oc-rooms")).to_have_count(0)
        sign_in(first, str(AN["sub"]))
        assert first.url == f"{server.url}/quan-tri?viec={words[0]}"
        judged(first, words[0], is_open=ROOMS[words[0]].is_open_to(person))
        for word in words:
            is_open = ROOMS[word].is_open_to(person)
            page = straight(context, f"{server.url}/quan-tri?viec={word}")
            judged(page, word, is_open=is_open)
            page.close()
            for is_here in (True, False) if word in ABOUT_ONE else ():
                page = straight(context, f"{server.url}/quan-tri?viec={word}&ma={code(opened, is_here=is_here)}")
                judged(page, word, is_open=is_open)
                if is_open:
                    expect(page.get_by_text(ELSEWHERE)).to_have_count(0 if is_here else 1)
                    primary = page.locator("[data-testid^=stBaseButton-primary]")
                    assert is_here or primary.count() == 0, (word, "nothing can be written about another province")
                page.close()
    context.close()

"""Another site tries what it can through a reader's browser, and a program by itself: nothing comes of it."""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
import websockets.exceptions
import websockets.sync.client
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from ocop.domain.roles import Role
from ocop.services import people
from ocop.services.opened import Opened
from ocop.store.tables import AuditRow, LabelReportRow
from ocop.web.label_reports import MOST_BODY
from ocop.web.origin import REFUSED
from tests.browser.conftest import Server
from tests.browser.cookies import IN, INVITED, OVER, USER, claims, desk_of, session, signed
from tests.browser.test_sign_in import GRANTED, desk, go, page, sign_in
from tests.deploy.sessions import rerun

__all__ = ["desk", "page"]

MEGABYTE, HOUR = 2**20, 3600
TRAP = """<!doctype html><meta charset="utf-8"><title>Quà tặng</title>
<form method="post" enctype="multipart/form-data" action="{url}/bao-nhan-sai">
<input name="san_pham" value="FR23-R1AX"><input name="dieu_gi" value="giả mạo"><input name="luc" value="1">
<button>Nhận quà</button></form><a href="{url}/auth/logout">Ra</a> <a href="{url}/auth/login">Vào</a>"""
SOCKET = """url => new Promise(done => {
    const socket = new WebSocket(url.replace("http", "ws") + "/_stcore/stream", ["streamlit"])
    socket.onopen = () => done("open")
    socket.onerror = () => done("refused")
})"""
UPLOAD = """url => fetch(url + "/_stcore/upload_file/x/y", {
    method: "PUT", credentials: "include", headers: {"X-Xsrftoken": "x"}, body: new FormData()
}).then(() => "sent", () => "refused")"""


@pytest.fixture(scope="module")
def elsewhere(desk: tuple[Server, Opened]) -> Iterator[str]:
    """A site of somebody else: its one page tries to use ours."""
    html = TRAP.format(url=desk[0].url).encode()

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html)

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    site = ThreadingHTTPServer(("127.0.0.1", 0), Trap)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://localhost:{site.server_address[1]}/"
    site.shutdown()
    site.server_close()


def rows(opened: Opened) -> tuple[int, int]:
    with Session(opened.engine) as session:
        return len(session.scalars(select(LabelReportRow.id)).all()), len(session.scalars(select(AuditRow.id)).all())


def test_a_page_elsewhere_can_do_nothing_with_a_sign_in(
    desk: tuple[Server, Opened], page: Page, elsewhere: str
) -> None:
    server, opened = desk
    go(page, f"{server.url}/quan-tri")
    sign_in(page, "2482")
    before = rows(opened)
    page.goto(elsewhere)
    assert page.evaluate(SOCKET, server.url) == "refused"
    assert page.evaluate(UPLOAD, server.url) == "refused"
    page.get_by_role("button", name="Nhận quà").click()
    expect(page.get_by_text("Báo cáo này không được gửi từ trang của sổ đăng ký")).to_be_visible()
    for link in ("Ra", "Vào"):
        page.goto(elsewhere)
        page.get_by_role("link", name=link, exact=True).click()
        expect(page.get_by_text("Việc đăng nhập và đăng xuất chỉ bắt đầu từ trang của sổ đăng ký")).to_be_visible()
    page.get_by_role("link", name="English").click()  # another language of the refusal signs nobody out either
    expect(page.get_by_role("link", name="Nguyễn Văn An")).to_be_visible()
    assert rows(opened) == before
    assert "external IP" not in server.log.read_text(), "nobody outside is asked for this machine's address"


def answer(
    server: Server, method: str, path: str, body: bytes | Iterator[bytes] = b"", **headers: str
) -> tuple[int, str, str]:
    """Status, text and cookie of a request as it stands; a body that is an iterator is sent in chunks."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    with suppress(BrokenPipeError, ConnectionResetError):  # it was refused before all of it was heard
        connection.request(method, path, body, given)
    got = connection.getresponse()
    text = got.read().decode("utf-8", "replace")
    connection.close()
    return got.status, text, got.headers.get("Set-Cookie", "").partition(";")[0]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/_stcore/upload_file/a/b"),
        ("DELETE", "/_stcore/upload_file/a/b"),
        ("POST", "/bao-nhan-sai"),
        ("GET", "/auth/logout"),
        ("GET", "/auth/login"),
    ],
)
@pytest.mark.parametrize(
    "told",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "http://localhost:1", "Referer": "http://localhost:1/"},
        {"Origin": "null"},
        {"Origin": "http://[", "Referer": "http://["},
        {"Origin": "https://evil.example", "Referer": "https://evil.example/?http://127.0.0.1"},
    ],
)
def test_what_says_that_it_comes_from_elsewhere_is_refused_in_words(
    desk: tuple[Server, Opened], method: str, path: str, told: dict[str, str]
) -> None:
    status, text, _cookie = answer(desk[0], method, path, **told)
    assert status == 403
    assert REFUSED in text or "không từ một trang khác" in text or "không được gửi từ trang của sổ đăng ký" in text


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://localhost:1", "http://127.0.0.1:1", "null", "http://["]
)
def test_a_session_of_the_screens_is_opened_by_our_pages_alone(desk: tuple[Server, Opened], origin: str) -> None:
    with pytest.raises(websockets.exceptions.InvalidStatus) as refused, opening(desk[0], origin):
        pass
    assert refused.value.response.status_code == 403
    assert (refused.value.response.body or b"").decode() == REFUSED


def opening(server: Server, origin: str) -> websockets.sync.client.ClientConnection:
    address = server.url.replace("http", "ws")
    return websockets.sync.client.connect(
        f"{address}/_stcore/stream", origin=origin, max_size=None, proxy=None, subprotocols=["streamlit"]
    )  # type: ignore[arg-type]


def test_what_is_too_large_is_refused_however_it_comes(desk: tuple[Server, Opened]) -> None:
    server, opened = desk
    before = rows(opened)
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n'
    tail = b"\r\n--x--\r\n"
    for method in ("POST", "PUT"):  # where nothing can be sent nothing is heard
        assert answer(server, method, "/danh-muc", iter([bytes(MEGABYTE)] * 3))[0] == 405
    form = {"Content_Type": "multipart/form-data; boundary=x"}
    field = b'--x\r\nContent-Disposition: form-data; name="dieu_gi"\r\n\r\nNhan\r\n'
    photo = field + head.replace(b'"f"', b'"anh"')
    for body in (photo + bytes(MOST_BODY) + tail, iter([photo, *[bytes(MEGABYTE)] * 6, tail])):
        status, text, _cookie = answer(server, "POST", "/bao-nhan-sai?lang=vi", body, **form)
        assert (status, "Ảnh lớn hơn 5 MB" in text, bool(re.search("Nhan</textarea>", text))) == (413, True, True)
    assert rows(opened) == before


@pytest.fixture(scope="module")
def granted(desk: tuple[Server, Opened]) -> None:
    """An keeps the register of Lâm Đồng."""
    people.grant(desk[1], "an@example.vn", Role.STEWARD, "68", **GRANTED)


@pytest.mark.usefixtures("granted")
def test_a_cookie_that_the_server_signed_just_now_opens_the_desk(desk: tuple[Server, Opened]) -> None:
    """So that what follows is refused for its own reason."""
    server, _opened = desk
    assert IN in desk_of(server, {USER: signed(claims(server, nonce="honest"))})


def forgeries(server: Server) -> dict[str, tuple[str, str]]:
    honest = signed(claims(server, nonce="other"))
    body, moment, signature = honest.rsplit(".", 2)
    other = signed(claims(server, nonce="x", sub="2483", email="binh@example.vn")).rsplit(".", 2)[0]
    return {
        "another secret": (signed(claims(server), secret="guessed"), INVITED),
        "no secret": (signed(claims(server), secret=""), INVITED),
        "the signature of another cookie": (signed(claims(server), name="_streamlit_user_tokens"), INVITED),
        "another's claims under this signature": (f"{other}.{moment}.{signature}", INVITED),
        "cut": (honest[:-3], INVITED),
        "no signature": (body, INVITED),
        "plain": ('{"is_logged_in": true}', INVITED),
        "nothing": ("", INVITED),
        "of another site": (signed(claims(server, origin="https://evil.example")), INVITED),
        "signed too long ago": (signed(claims(server, nonce="y"), age=40 * 24 * HOUR), INVITED),
        "nobody": (signed(claims(server, sub="")), INVITED),
        "not logged in": (signed(claims(server, is_logged_in=False)), INVITED),
        "let in 12 hours ago": (signed(claims(server, nonce="z", iat=claims(server)["iat"] - 12 * HOUR)), OVER),
        "let in nobody knows when": (signed(claims(server, nonce="z", iat=None)), OVER),
        "let in at a moment that is no number": (signed(claims(server, nonce="z", iat="x")), OVER),
        "let in before there were clocks": (signed(claims(server, nonce="z", iat=-1e300)), OVER),
        "let in after the end of days": (signed(claims(server, nonce="z", iat=1e300)), OVER),
    }


@pytest.mark.parametrize("kind", forgeries(Server("http://127.0.0.1:1", log=None)))  # type: ignore[arg-type]
def test_a_forged_or_old_cookie_opens_nothing(desk: tuple[Server, Opened], kind: str) -> None:
    cookie, sentence = forgeries(desk[0])[kind]
    said = desk_of(desk[0], {USER: cookie}, "viec=ho-so")
    assert sentence in said
    assert IN not in said
    assert "Sản phẩm và chủ thể" not in said


@pytest.mark.usefixtures("granted")
def test_a_session_is_nobody_else_s_by_its_number(desk: tuple[Server, Opened]) -> None:
    server, _opened = desk
    with session(server, {USER: signed(claims(server, nonce="number"))}) as mine:
        said = rerun(mine, "quan-tri")
        number = re.search(r'session_id: \\?"([0-9a-f-]{36})', said)
        assert number
        assert IN in said
        with session(server, {}, existing=number[1]) as theirs:
            assert INVITED in rerun(theirs, "quan-tri")
        assert IN in rerun(mine, "quan-tri")
    with session(server, {}, existing=number[1]) as theirs:
        assert INVITED in rerun(theirs, "quan-tri")

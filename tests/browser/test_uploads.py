"""What a server that runs takes into its memory: files for a field on the page, up to its bounds, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from websockets.exceptions import ConnectionClosed
from websockets.sync.connection import Connection

from ocop.domain.roles import Role
from ocop.services import people
from ocop.services.opened import Opened
from tests.browser.conftest import Server
from tests.browser.cookies import USER, claims, session, signed
from tests.browser.test_foreign import answer
from tests.browser.test_sign_in import GRANTED, desk_in, go, sign_in
from tests.conftest import alike
from tests.deploy.sessions import rerun

MEGABYTE = 2**20
HEAD = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n'
TAIL = b"\r\n--x--\r\n"
NO_FIELD = (403, "Trang đang mở không có ô nhận tệp: hãy tải lại trang rồi gửi lại.")
TAKEN = (204, "")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Opened]]:
    """A server that may hold 80 MB, of which 20 for everybody; An keeps the register of Lâm Đồng."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OCOP_UPLOAD_MB", "80")
        with desk_in(tmp_path_factory.mktemp("uploads")) as found:
            people.grant(found[1], "an@example.vn", Role.STEWARD, "68", **GRANTED)
            yield found


class Sender:
    """Whoever sends files by a session."""

    def __init__(self, server: Server, client: Connection) -> None:
        self.server, self.client, self.sent, self.leaves = server, client, 0, True
        self.number, self.token = "", answer(server, "GET", "/_stcore/health")[2]

    def run(self, page: str, query: str = "", pressed: str = "") -> str:
        said = rerun(self.client, page, query, pressed)
        found = re.search(r'session_id: \\?"([0-9a-f-]{36})', said)
        assert found
        self.number = found[1]
        return said

    def open_camera(self) -> None:
        found = re.search(r'id: "([^"]+)"\s+label: "Quét mã bằng máy ảnh"', self.run("tra-cuu"))
        assert found
        assert "Máy ảnh" in self.run("tra-cuu", pressed=found[1])

    def send(self, body: bytes | Iterator[bytes], **told: str) -> tuple[int, str]:
        self.sent += 1
        given = {
            "Content_Type": "multipart/form-data; boundary=x", "Origin": self.server.url, "Cookie": self.token,
            "X_Xsrftoken": self.token.partition("=")[2],
        }  # fmt: skip
        path = f"/_stcore/upload_file/{self.number}/{self.sent}"
        return answer(self.server, "PUT", path, body, **given | told)[:2]

    def file(self, megabytes: float) -> tuple[int, str]:
        return self.send(HEAD + bytes(int(megabytes * MEGABYTE)) + TAIL)


@contextmanager
def sender(server: Server, **told: object) -> Iterator[Sender]:
    """Anybody, or whoever these claims name."""
    with session(server, {USER: signed(claims(server, **told))} if told else {}) as client:
        sending = Sender(server, client)
        yield sending
        if sending.leaves:
            sending.run("danh-muc")  # the field is left, and what was sent is gone


def test_a_file_is_taken_only_where_the_page_has_a_field(desk: tuple[Server, Opened]) -> None:
    with sender(desk[0]) as anybody:
        for page in ("", "tra-cuu", "danh-muc", "quan-tri"):
            anybody.run(page, "viec=nap")
            assert anybody.file(0.1) == NO_FIELD
        english = anybody.send(HEAD + TAIL, Referer=f"{desk[0].url}/danh-muc?lang=en")
        assert english == (403, "The page that is open has no field for files: reload the page and send it again.")
        anybody.open_camera()
        assert anybody.file(0.1) == TAKEN
        anybody.run("danh-muc")
        assert anybody.file(0.1) == NO_FIELD
    with sender(desk[0]) as stranger:
        stranger.number = anybody.number
        assert stranger.file(0.1) == NO_FIELD
    with sender(desk[0], nonce="rooms") as an:
        an.run("quan-tri")
        assert an.file(0.1) == NO_FIELD
        an.run("quan-tri", "viec=nap")
        assert an.file(0.1) == TAKEN
        assert an.send(HEAD + TAIL, X_Xsrftoken="2|0|0|0")[0] == 403


def test_what_one_session_sends_has_bounds(desk: tuple[Server, Opened]) -> None:
    with sender(desk[0], nonce="one") as an:
        an.run("quan-tri", "viec=nap")
        assert an.file(21) == (413, "Tệp lớn hơn 20 MB: hãy chọn tệp nhỏ hơn.")
        chunks = iter([HEAD, *[bytes(MEGABYTE)] * 3, TAIL])
        assert an.send(chunks) == (411, "Yêu cầu không ghi kích thước của tệp nên không được nhận.")
        assert [an.file(size)[0] for size in (19.9, 19.9, 19.9)] == [204, 204, 204]
        assert an.file(2) == (413, "Các tệp của phiên này cộng lại lớn hơn 60 MB: hãy bỏ bớt tệp đã gửi.")
        assert an.file(0.1) == TAKEN
        assert an.file(0.1) == (429, "Phiên này đã gửi 4 tệp, mức nhiều nhất: hãy bỏ bớt tệp đã gửi.")
        an.run("quan-tri")  # the field is left, and what was sent is gone
        an.run("quan-tri", "viec=nap")
        assert an.file(19.9) == TAKEN


def test_all_sessions_together_have_one_bound_and_strangers_a_quarter_of_it(desk: tuple[Server, Opened]) -> None:
    full = (429, "Đang có quá nhiều tệp được gửi đến: hãy thử lại sau một phút.")
    with ExitStack() as stack:
        cameras = [stack.enter_context(sender(desk[0])) for _ in range(4)]
        for each in cameras:
            each.open_camera()
        assert cameras[0].file(7) == (413, "Tệp lớn hơn 6 MB: hãy chọn tệp nhỏ hơn.")
        assert [each.file(6) for each in cameras] == [TAKEN, TAKEN, TAKEN, full]
        stewards = [stack.enter_context(sender(desk[0], nonce=f"all {number}")) for number in range(2)]
        for each in stewards:
            each.run("quan-tri", "viec=nap")
        assert [stewards[0].file(19.9), stewards[0].file(19.9), stewards[1].file(19.9), stewards[1].file(19.9)] == [
            TAKEN, TAKEN, TAKEN, full,
        ]  # fmt: skip
        cameras[0].run("danh-muc")
        assert cameras[3].file(6) == TAKEN, "what one session lets go is another's"


def test_a_message_of_a_session_is_no_way_around(desk: tuple[Server, Opened]) -> None:
    with sender(desk[0]) as anybody:
        anybody.run("")
        anybody.leaves = False
        with pytest.raises(ConnectionClosed) as closed:
            drown(anybody.client)
    # the server may close while we still send: then its reason is not heard
    assert closed.value.rcvd is None or closed.value.rcvd.code == 1009


def drown(client: Connection) -> None:
    """Send a message of 33 MB and hear what comes of it."""
    client.send(bytes(33 * MEGABYTE))
    while True:
        client.recv()


@pytest.mark.parametrize("language", alike(["vi", "en"], 1))
def test_whoever_is_refused_reads_why(
    desk: tuple[Server, Opened], browser: Browser, tmp_path: Path, language: str
) -> None:
    server, _opened = desk
    context = browser.new_context(locale="vi", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    go(page, f"{server.url}/quan-tri?viec=nap")
    sign_in(page, "2482")
    go(page, f"{server.url}/quan-tri?viec=nap&lang={language}")
    file = tmp_path / "phu-luc.csv"
    file.write_bytes(b"a,b\n" * 2**18)  # a megabyte
    with ExitStack() as stack:
        for number in range(4):  # everybody else's files fill this server
            other = stack.enter_context(sender(server, nonce=f"{language} {number}"))
            other.run("quan-tri", "viec=nap")
            for size in (19.9, 19.9, 19.9):
                other.file(size)
            while other.file(0.01) == TAKEN:
                pass
        page.locator("input[type=file]").set_input_files(file)
        field = page.get_by_test_id("stFileUploader")
        expect(field.locator("[aria-invalid=true]")).to_be_visible()
        told = {"vi": "Máy chủ không nhận tệp này", "en": "The server did not take this file"}[language]
        assert told in field.evaluate("each => getComputedStyle(each, '::after').content")
    context.close()

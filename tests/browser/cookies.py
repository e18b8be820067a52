"""A session of the screens opened by a program that brings cookies of its own: real, kept, forged."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.request import urlopen

import websockets.sync.client
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from websockets.sync.connection import Connection

from tests.browser.conftest import Server
from tests.deploy.sessions import rerun

USER = "_streamlit_user"
INVITED, OVER, IN = "Hãy đăng nhập bằng tài khoản của cơ quan", "Phiên đăng nhập đã kết thúc", "Vai trò của bạn"
SECRET = "only for this test" * 3  # what `tests/browser/test_sign_in.py: desk` gives the server


def claims(server: Server, **more: Any) -> dict[str, Any]:
    """What a provider would have said of somebody a moment ago, as the server puts it into its cookie."""
    return {
        "iss": "http://127.0.0.1", "sub": "2482", "name": "Nguyễn Văn An", "email": "an@example.vn",
        "email_verified": True, "iat": int(time.time()) - 5, "nonce": "n", "origin": server.url, "is_logged_in": True,
        "provider": "default",
    } | more  # fmt: skip


def signed(told: Mapping[str, Any], secret: str = SECRET, name: str = USER, age: int = 0) -> str:
    """A cookie with these claims as the server signs it, so many seconds ago."""

    class Signer(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(time.time()) - age

    return str(URLSafeTimedSerializer(secret, salt=name, signer=Signer).dumps(json.dumps(told)))


@contextmanager
def session(server: Server, cookies: Mapping[str, str], existing: str = "") -> Iterator[Connection]:
    """A websocket from our own page, with these cookies; `existing` claims to be that session come back."""
    with urlopen(f"{server.url}/_stcore/health") as answer:
        name, _, token = answer.headers["Set-Cookie"].partition(";")[0].partition("=")
    given = {**cookies, name: token}
    with websockets.sync.client.connect(
        server.url.replace("http", "ws") + "/_stcore/stream", origin=server.url, max_size=None, proxy=None,
        subprotocols=["streamlit", token, *([existing] if existing else [])],
        additional_headers={"Cookie": "; ".join(f"{key}={value}" for key, value in given.items())},
    ) as client:  # type: ignore[arg-type]  # fmt: skip
        yield client


def desk_of(server: Server, cookies: Mapping[str, str], query: str = "") -> str:
    """What the desk says to whoever brings these cookies."""
    with session(server, cookies) as client:
        return rerun(client, "quan-tri", query)

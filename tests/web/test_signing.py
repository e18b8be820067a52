"""Around signing in: the way back leads only to our pages, and cookies are for TLS where there is TLS."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from ocop.services.register import Register
from ocop.web.paths import PathGuard
from ocop.web.signing import SignIn

PAGES = frozenset({"/", "/danh-muc", "/quan-tri"})


def _client(base_url: str = "http://127.0.0.1:8501") -> TestClient:
    """What Streamlit answers on these paths: a redirect with a cookie of its own."""

    def answer(request: Request) -> Response:
        led = RedirectResponse("https://id.example.vn/" if request.url.path == "/auth/login" else "/", 302)
        led.set_cookie("_streamlit_user", "x", httponly=True, samesite="lax")
        return led

    routes = [Route(path, answer) for path in ("/auth/login", "/oauth2callback", "/auth/logout")]
    served = Starlette(routes=[*routes, Route("/danh-muc", lambda _request: PlainTextResponse("danh mục"))])
    served.add_middleware(SignIn, pages=PAGES, base_url=base_url)
    return TestClient(served, base_url="http://127.0.0.1:8501", follow_redirects=False)


@pytest.fixture
def client() -> Iterator[TestClient]:
    with _client() as opened:
        yield opened


def back(client: TestClient, came: str) -> str:
    """Where a browser that came from an address ends after signing in."""
    client.cookies.clear()
    client.get("/auth/login", headers={"referer": came})
    return client.get("/oauth2callback").headers["location"]


@pytest.mark.parametrize(
    ("came", "place"),
    [
        ("http://127.0.0.1:8501/danh-muc?sao=5&tinh=68", "/danh-muc?sao=5&tinh=68"),
        ("http://127.0.0.1:8501/quan-tri?tu=%2Fdanh-muc%3Fsao%3D5", "/danh-muc?sao=5"),
        ("http://127.0.0.1:8501/quan-tri", "/quan-tri"),
        ("http://127.0.0.1:8501/quan-tri?tu=https://example.com/", "/quan-tri?tu=https://example.com/"),
        ("http://127.0.0.1:8501/quan-tri?tu=//example.com/danh-muc", "/quan-tri?tu=//example.com/danh-muc"),
        ("http://127.0.0.1:8501/quan-tri?tu=/danh-muc%0d%0aX: y", "/"),
        ("http://127.0.0.1:8501/nope", "/"),
        ("http://example.com/danh-muc", "/"),
        ("http://127.0.0.1:8501/danh-muc?q=" + "x" * 3000, "/"),
        ("", "/"),
    ],
)
def test_one_returns_to_where_one_began_and_nowhere_else(client: TestClient, came: str, place: str) -> None:
    assert back(client, came) == place


@pytest.mark.parametrize(
    "kept", ["https%3A%2F%2Fexample.com", "%2F%2Fexample.com", "%2Fdanh-muc%0D%0ASet-Cookie%3A x", "=;"]
)
def test_a_forged_cookie_leads_nowhere(client: TestClient, kept: str) -> None:
    answer = client.get("/oauth2callback", headers={"cookie": f"ocop_back={kept}"})
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    ("base_url", "headers", "is_secure"),
    [
        ("http://127.0.0.1:8501", {}, False),
        ("http://127.0.0.1:8501", {"x-forwarded-proto": "https"}, True),
        ("https://ocop.example.vn", {}, True),
    ],
)
@pytest.mark.parametrize("path", ["/auth/login", "/oauth2callback", "/auth/logout"])
def test_cookies_are_for_tls_alone_where_there_is_tls(
    path: str, base_url: str, headers: dict[str, str], is_secure: bool
) -> None:
    answer = _client(base_url).get(path, headers=headers | {"referer": "http://127.0.0.1:8501/danh-muc"})
    cookies = answer.headers.get_list("set-cookie")
    assert cookies
    assert all(("; Secure" in cookie) is is_secure and "HttpOnly" in cookie for cookie in cookies)
    assert answer.headers["cache-control"] == "no-store"


def test_other_paths_are_left_alone(client: TestClient) -> None:
    answer = client.get("/danh-muc", headers={"x-forwarded-proto": "https"})
    assert (answer.text, "cache-control" in answer.headers) == ("danh mục", False)


@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout", "/oauth2callback"])
def test_the_paths_of_signing_in_exist_only_with_a_provider(path: str, shipped: Register) -> None:
    inner = Starlette(routes=[Route(path, lambda _request: PlainTextResponse("streamlit"))])
    without, with_one = (PathGuard(inner, register=shipped, can_sign_in=can) for can in (False, True))
    assert TestClient(without).get(path).status_code == 404
    assert TestClient(with_one).get(path).text == "streamlit"

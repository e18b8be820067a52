"""Somebody signed in, for pages that are run without a browser: what the provider's cookie would say, and a role."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from ocop import clock
from ocop.domain.roles import Role
from ocop.services import people
from ocop.services.register import the_register
from tests.pages.test_steward import AUTH

EMAIL = "an@example.vn"


def sign_in(app: AppTest, *roles: Role, province: str | None = None, email: str = EMAIL) -> None:
    """Sign somebody in, with these roles in a province or the whole country."""
    app.secrets["auth"] = AUTH
    app.user = {
        "is_logged_in": True, "iss": "https://dang-nhap.example.vn", "sub": f"sub of {email}", "nonce": email,
        "iat": int(clock.now().timestamp()), "name": email.split("@")[0], "email": email, "email_verified": True,
    }  # fmt: skip
    for role in roles:
        people.grant(the_register(), email, role, province, by="Ban Chỉ đạo", reason="phân công")

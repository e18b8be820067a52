"""The launcher: `streamlit run streamlit_app.py` serves the screens and the plain pages in one process."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ocop.services.demo import load_in_background
from ocop.services.register import the_register_or_exit
from ocop.ui.paint import PATHS, Painter
from ocop.ui.signed_in import can_sign_in
from ocop.web.app import handlers, lifespan, routes
from ocop.web.metrics import Counted, Counts
from ocop.web.paths import PathGuard
from ocop.web.shell import Shell
from ocop.web.signing import SignIn

register = the_register_or_exit()
load_in_background(register)
static = Path(st.__file__).parent / "static"
counts = Counts()
has_provider = can_sign_in()
pages, base_url = frozenset(PATHS), register.settings.base_url
shell = Shell(static, pages, Painter(register, can_sign_in=has_provider), base_url)
middleware = [
    Middleware(Counted, counts=counts),
    Middleware(PathGuard, register=register, shell=shell, can_sign_in=has_provider),
]
if has_provider:
    middleware.append(Middleware(SignIn, pages=pages, base_url=base_url))

app = st.App(
    "ocop/ui/main.py",
    routes=routes(register, counts),
    exception_handlers=handlers(register),
    lifespan=lifespan(register),
    middleware=middleware,
)

if __name__ == "__main__":
    app.run()

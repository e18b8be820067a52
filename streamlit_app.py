"""The launcher: `streamlit run streamlit_app.py` serves the screens and the plain pages in one process."""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ocop.errors import SettingsError
from ocop.services.demo import load_in_background
from ocop.services.made_up_people import refuse_where_unsafe
from ocop.services.register import the_register_or_exit
from ocop.ui.paint import PATHS, Painter
from ocop.ui.signed_in import can_sign_in
from ocop.ui.uploads import InMemory
from ocop.web import banner, made_up
from ocop.web.app import handlers, lifespan, routes
from ocop.web.limits import Limited
from ocop.web.logs import Logged
from ocop.web.metrics import Counted, Counts
from ocop.web.origin import OwnOrigin
from ocop.web.paths import PathGuard
from ocop.web.shell import Shell
from ocop.web.signing import SignIn
from ocop.web.uploads import UploadGuard

banner.hide()
register = the_register_or_exit()
has_provider = can_sign_in()
try:
    refuse_where_unsafe(register, st.get_option("server.address"), has_provider=has_provider)
except SettingsError as error:
    sys.exit(f"OCOP: {error}")
load_in_background(register)
static = Path(st.__file__).parent / "static"
counts = Counts()
pages, base_url = frozenset(PATHS), register.settings.base_url
has_door = has_provider or register.settings.demo_signin
shell = Shell(static, pages, Painter(register, can_sign_in=has_door), base_url)
middleware = [
    *([Middleware(Logged)] if register.settings.log_json else []),
    Middleware(Counted, counts=counts),
    Middleware(Limited, register=register),
    Middleware(PathGuard, register=register, shell=shell, can_sign_in=has_provider),
    Middleware(OwnOrigin, register=register),
    Middleware(UploadGuard, files=InMemory(), most=register.settings.upload_bytes),
]
if has_provider:
    middleware.append(Middleware(SignIn, pages=pages, base_url=base_url))

app = st.App(
    "ocop/ui/main.py",
    routes=[*made_up.routes(register, pages), *routes(register, counts)],
    exception_handlers=handlers(register),
    lifespan=lifespan(register),
    middleware=middleware,
)

if __name__ == "__main__":
    app.run()

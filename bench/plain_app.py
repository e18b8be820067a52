"""The same pages without our middleware: no first paint, Streamlit's files as they come. The peer of `bench.pages`."""

from pathlib import Path

import streamlit as st

from ocop.services.register import the_register_or_exit
from ocop.settings import ROOT
from ocop.web.app import handlers, routes

register = the_register_or_exit()
app = st.App(
    str(Path(ROOT) / "ocop" / "ui" / "main.py"), routes=routes(register), exception_handlers=handlers(register)
)

"""The script that Streamlit runs for every page. It stands apart from `pages/` on purpose.

Beside a folder `pages/`, Streamlit would answer the first deep link after a start by running that page's file
alone, before this script and any guard in it.
"""

from __future__ import annotations

import streamlit as st

from ocop.errors import StoreUnavailable
from ocop.settings import ROOT
from ocop.ui import shell, uploads
from ocop.ui.screens import SCREENS

t = shell.language()
pages = {
    key: st.Page(
        ROOT / "pages" / screen.file,
        title=t(screen.title),
        url_path=screen.path.strip("/"),
        default=screen.path == "/",
    )
    for key, screen in SCREENS.items()
}
chosen = st.navigation(list(pages.values()), position="hidden")
current = next(key for key, page in pages.items() if page == chosen)
shell.title(t(SCREENS[current].title))

with uploads.run():
    try:
        shell.header(current)
        chosen.run()
    except StoreUnavailable:
        shell.unavailable()
    shell.footer()

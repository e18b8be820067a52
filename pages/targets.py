"""The targets of Decision 919, and published totals beside the register's own."""

import streamlit as st

from ocop.ui import shell, targets

page = shell.start()
shell.show(targets.content(page, st.query_params))

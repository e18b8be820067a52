"""Curated combos of gifts: by region and theme, filled from the register as it stands today."""

import streamlit as st

from ocop.ui import combos, shell

page = shell.start()
shell.show(combos.content(page, st.query_params))

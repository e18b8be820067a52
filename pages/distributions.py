"""How stars are spread over places, groups, makers and years."""

import streamlit as st

from ocop.ui import charts, distributions, shell

page = shell.start()
asked, unknown = distributions.asked_for(page, st.query_params)
shell.show(distributions.head(page, asked, unknown))
for column, each in charts.in_columns(distributions.shown(page, asked)):
    with column:
        charts.show(page, asked, each)

"""Overview: the register in a few numbers."""

import streamlit as st

from ocop.figures import charts
from ocop.ui import shell

page = shell.start()
overview = page.register.overview(page.scope, page.day)
shell.show(page.render("overview.html", overview=overview))
st.altair_chart(charts.stars(overview, page.t), width="stretch")
shell.show(page.render("chart_table.html", overview=overview))

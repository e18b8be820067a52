"""Overview: the register in a few numbers."""

import streamlit as st

from ocop.figures import charts
from ocop.ui import cards, shell

page = shell.start()
overview = page.register.overview(page.scope, page.day)
page.html("overview.html", overview=overview, picture=cards.picture)
st.altair_chart(charts.stars(overview, page.t), width="stretch")
page.html("chart_table.html", overview=overview)

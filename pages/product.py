"""One product: the verdict, its maker, its decisions, its code."""

import streamlit as st

from ocop.ui import cards, shell

page = shell.start()
typed = st.query_params.get("ma", "")
record = page.register.record(typed, page.day)
if record is None:
    cards.missing(page, typed)
else:
    shell.title(record.product.name)
    cards.product(page, record)

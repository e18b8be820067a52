"""One product: the verdict, its maker, its decisions, its code."""

import streamlit as st

from ocop.ui import filters, product, shell

page = shell.start()
typed = st.query_params.get("ma", "")
record = page.register.record(typed, page.day)
if record is None:
    shell.show(product.missing(page, typed))
else:
    shell.title(record.product.name)
    shell.show(product.content(page, record, back=page.href("catalogue", filters.last())))

"""Fairs: a list of products for a booth, national ones first, or a list that somebody shared."""

import streamlit as st

from ocop.ui import fair_form, fair_keeping, fair_list, fairs, shell, signed_in

page = shell.start()
seen = signed_in.visitor(page.register)
shell.show(fairs.head(page))
fair_keeping.said(page)
if fairs.LIST in st.query_params and not fair_form.is_sent():
    shell.show(fairs.shared(page, st.query_params))
booth = fair_form.asked(page)
if booth:
    fair_list.draw(page, booth, seen.person)
if seen.person:
    fair_keeping.draw(page, seen.person)

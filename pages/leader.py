"""The leader's page: readable in a minute, printable on one sheet."""

import streamlit as st

from ocop.ui import leader, shell

page = shell.start()
shell.show(leader.content(page, st.query_params))

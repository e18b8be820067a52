"""All reusable Streamlit: the shell around a page, filters, cards, downloads."""

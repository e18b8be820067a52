"""Pages and data without Streamlit: whoever scans a code has no time for JavaScript. Imports no Streamlit."""

"""Rows to pictures: charts, maps, drawn stars and status shapes. Pure: text in, text out."""

"""The shared store: typed tables, migrations, reads (`search`, `queries`) and audited writes (`actions`)."""

"""Public catalogue: find certified products."""

from ocop.ui import cards, filters, shell

page = shell.start()
page.html("catalogue.html")
query, unknown = filters.products(page)
found = page.register.search(query, page.day)
cards.grid(page, found, query, unknown)

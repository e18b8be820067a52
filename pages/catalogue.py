"""Public catalogue: find certified products."""

from ocop.ui import catalogue, filters, shell

page = shell.start()
shell.show(page.render("catalogue_head.html"))
view, unknown = filters.catalogue(page)
shell.show(catalogue.content(page, view, unknown))

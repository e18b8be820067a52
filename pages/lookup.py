"""Look-up: type a code or a name, or show a code to the camera, and read what holds of the product."""

from ocop.ui import camera, lookup, shell

page = shell.start()
shell.show(lookup.head(page))
typed = camera.box(page)
camera.draw(page)
shell.show(camera.answer(page, typed))

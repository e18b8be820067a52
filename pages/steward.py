"""The door to the desk: sign in, see what one may do, sign out."""

from ocop.ui import shell, signed_in, steward

page = shell.start()
can_sign_in = signed_in.can_sign_in()
seen = signed_in.visitor(page.register)
shell.show(steward.head(page))
shell.show(steward.content(page, seen, can_sign_in=can_sign_in))
if can_sign_in:
    signed_in.button(page, seen)

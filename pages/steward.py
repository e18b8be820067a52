"""The desk: an invitation to strangers, and its rooms to whoever has a role."""

import streamlit as st

from ocop.ui import shell, signed_in, steward
from ocop.ui.desk import acting, rooms

page = shell.start()
can_sign_in = signed_in.can_sign_in() or page.register.settings.demo_signin
seen = signed_in.visitor(page.register)
room = rooms.chosen(seen.person, st.query_params)
shell.show(steward.head(page))
if seen.person:
    shell.show(rooms.menu(page, seen.person, room))
acting.said(page)
if seen.person and room:
    rooms.ROOMS[room].draw(acting.Desk(page, seen.person))
elif seen.person and (refusal := rooms.refusal(page, seen.person, st.query_params)):
    shell.show(refusal)
else:
    if seen.person:
        shell.show(rooms.home(acting.Desk(page, seen.person)))
    shell.show(steward.content(page, seen, can_sign_in=can_sign_in))
    if can_sign_in:
        signed_in.button(page, seen)

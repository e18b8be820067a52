"""Gifts: a lawful basket of OCOP products, proven to be the best, or a basket that somebody shared."""

import streamlit as st

from ocop.ui import gift_basket, gift_desk, gift_form, gifts, shell

page = shell.start()
shell.show(gifts.head(page))
# what is kept is for signed-in staff, in rooms of this page; everybody else is where baskets are chosen
if not gift_desk.draw(page):
    if gifts.BASKET in st.query_params and not gift_form.is_sent():
        shell.show(gifts.shared(page, st.query_params))
    asked = gift_form.asked(page)
    if asked:
        gift_basket.draw(page, asked)

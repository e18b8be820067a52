"""Charts on a Streamlit page: drawn from specifications kept, a row chosen by a click goes into the address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ocop.figures.charts import Picture
from ocop.figures.distributions import SELECTION
from ocop.ui import distributions, shell
from ocop.ui.distributions import Shown
from ocop.ui.page import KEPT, Page
from ocop.web.distributions import Asked

# Pictures of few rows stand two beside each other; those of many rows and those over time take the whole width.
NARROW = 4
# So many parts of a picture stand in a row.
BESIDE = 3


def halves() -> list[DeltaGenerator]:
    """Two places beside each other, one below the other on a phone."""
    return list(st.columns(2, gap="large"))


def draw(picture: Picture) -> None:
    """A picture with nothing to choose in it; the parts of one beside each other, one below the other on a phone."""
    for start in range(0, len(picture.parts), BESIDE):
        for column, part in zip(st.columns(BESIDE, gap="medium"), picture.parts[start : start + BESIDE], strict=False):
            with column:
                draw(part)
    if not picture.parts:
        st.vega_lite_chart(None, distributions.specification(picture), width="stretch")


def in_columns(pictures: Iterable[Shown]) -> Iterator[tuple[DeltaGenerator, Shown]]:
    """Each picture with the place where it goes."""
    columns: list[DeltaGenerator] = []
    for place, each in enumerate(pictures):
        if place >= NARROW:
            yield st.container(), each
            continue
        if place % 2 == 0:
            columns = halves()
        yield columns[place % 2], each


def show(page: Page, asked: Asked, each: Shown) -> None:
    """A picture with its title above and its numbers below."""
    shell.show(page.render("distribution_title.html", each=each))
    if each.links:
        specification = distributions.specification(each.picture)
        # of another view it is another picture, with nothing clicked in it
        key = f"{each.key}?{sorted(asked.parameters(page.day).items())}&{page.t.code}{page.scope}"
        st.vega_lite_chart(
            None, specification, width="stretch", key=key, selection_mode=SELECTION,
            on_select=lambda: _choose(page, asked, each, key),
        )  # fmt: skip
    else:
        draw(each.picture)
    shell.show(distributions.table(page, asked, each))


def _choose(page: Page, asked: Asked, each: Shown, key: str) -> None:
    """Put the row that was clicked into the address, in one step of the history."""
    clicked = st.session_state[key]["selection"].get(SELECTION) or []
    if not clicked:
        return
    kept = {name: st.query_params[name] for name in KEPT if name in st.query_params}
    st.query_params.from_dict(kept | distributions.toggled(page, asked, each.key, str(clicked[0]["code"])))

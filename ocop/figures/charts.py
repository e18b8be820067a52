"""Charts of the register: one family of colours, direct labels, bars from zero. Pure: numbers in, a chart out."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import pandas as pd

from ocop.domain.recognition import STARS, Status
from ocop.domain.register import Overview
from ocop.i18n import Language, words

INK, LEAF, PAPER, GREY, RED, AMBER = "#1B2A22", "#0F6B4B", "#FBFAF6", "#6B7280", "#A8322A", "#B7791F"
FONT = "Be Vietnam Pro"

# What weak evidence says is drawn hollow, what no longer holds in grey.
FILL = {
    Status.VALID: LEAF,
    Status.EXPIRING: AMBER,
    Status.EXPIRED: GREY,
    Status.REVOKED: RED,
    Status.REPORTED: PAPER,
}
ROW_AXIS = alt.Axis(domain=False, ticks=False, labelPadding=10, labelExpr="split(datum.label, '|')[0]")
STROKE = FILL | {Status.REPORTED: GREY}


@dataclass(frozen=True, eq=False)
class Picture:
    """A chart with the rows that it shows: the table below it and the file that can be taken away say the same."""

    chart: alt.TopLevelMixin
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    # the codes that the rows stand for, where they can be chosen
    codes: tuple[str | None, ...] = ()
    # what the picture leaves out, said beside it
    note: str = ""
    # the small ones that it is put together from, each as wide as its place; a page lays them out
    parts: tuple[Picture, ...] = ()


def stars(overview: Overview, t: Language) -> Picture:
    """Products by stars and by what holds of them, as bars with their numbers and words on them."""
    rows = pd.DataFrame(
        [
            {
                "row": f"{words.stars(number, t)}|{status}",
                "stars": words.stars(number, t),
                "status": t(words.STATUS[status]),
                "products": overview.by_stars.get((number, status), 0),
                "label": f"{t.number(overview.by_stars[number, status])}  {t(words.STATUS[status]).lower()}",
                "fill": FILL[status],
                "stroke": STROKE[status],
            }
            for number in reversed(STARS)
            for status in FILL
            if (number, status) in overview.by_stars
        ],
        columns=["row", "stars", "status", "products", "label", "fill", "stroke"],
    )
    bars = alt.Chart(rows).encode(
        y=alt.Y("row:N", sort=None, title=None, axis=ROW_AXIS),
        x=alt.X("products:Q", title=None, axis=None, scale=alt.Scale(zero=True, domainMax=_room(rows))),
        tooltip=[
            alt.Tooltip("stars:N", title=t("Hạng sao")),
            alt.Tooltip("status:N", title=t("Tình trạng")),
            alt.Tooltip("products:Q", title=t("Số sản phẩm")),
        ],
    )
    chart = _styled(
        bars.mark_bar(cornerRadiusEnd=3, strokeWidth=1.5, size=26).encode(
            fill=alt.Fill("fill:N", scale=None), stroke=alt.Stroke("stroke:N", scale=None)
        )
        + bars.mark_text(align="left", dx=8, fontSize=14, color=INK).encode(text="label:N")
    ).properties(height=alt.Step(44))
    columns = (t("Hạng sao"), t("Tình trạng"), t("Số sản phẩm"))
    return Picture(chart, columns, tuple(zip(rows["stars"], rows["status"], map(int, rows["products"]), strict=True)))


def _room(rows: pd.DataFrame) -> float:
    """Room to the right of the longest bar for its words."""
    return float(rows["products"].max() * 1.9) if len(rows) else 1.0


def _styled(chart: alt.LayerChart) -> alt.LayerChart:
    """The family's look; no frame, no grid."""
    config = {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "axis": {"labelFontSize": 15, "labelColor": INK, "grid": False},
    }
    return chart.properties(config=config)

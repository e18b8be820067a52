"""How recognitions are spread and how they fare over time: figures in, Altair charts and their rows out. Pure.

Stars are drawn in three steps of one green, dark for five, so that they tell apart in grey print too; what is not
chosen is pale.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from textwrap import shorten, wrap
from typing import Any

import altair as alt
import pandas as pd

from ocop.domain.figures import Distribution
from ocop.domain.over_time import Survival, Year
from ocop.domain.recognition import STARS, Kind
from ocop.figures.charts import FONT, GREY, INK, LEAF, RED, Picture
from ocop.i18n import Language, words
from ocop.i18n.words import N_

STAR_FILL = {3: "#BFD8C6", 4: "#5FA07F", 5: LEAF}
PALE = 0.28
ROW_HEIGHT = 26
SELECTION = "row"
# Where a chart is drawn on a phone, in Vega's words, and how many letters of a name stand on a line there. A file has
# no window: its width is that of no phone.
PHONE, LINE = "windowSize()[0] < 640", 23

# What happens to recognitions in a year: the word, and its colour.
FLOWS = {
    "first": (N_("Công nhận mới"), LEAF),
    "renewed": (N_("Công nhận lại"), "#5FA07F"),
    "raised": (N_("Nâng hạng"), "#8DBFA0"),
    "lapsed": (N_("Hết hạn, chưa công nhận lại"), GREY),
    "revoked": (N_("Thu hồi, hủy bỏ"), RED),
}
LEFT_OUT = N_("{n} sản phẩm chỉ biết qua báo chí không tính vào, vì không rõ còn hiệu lực hay không.")


def by_stars(
    found: Distribution,
    labels: Mapping[str | None, str],
    title: str,
    t: Language,
    *,
    shares: bool,
    chosen: Collection[str],
) -> Picture:
    """Products in force by row and stars, as counts or as shares of each row; the longest row first reads downwards."""
    codes = [code for code in found.codes if sum(found.cells[code, stars] for stars in STARS)]
    rows = [
        {
            "code": code or "unknown",
            "row": labels[code],
            "stars": words.stars(stars, t),
            "order": stars,
            "products": share.part,
            "share": share.percent or 0.0,
            "words": f"{t.number(share.part)} ({t.percent(share.percent or 0.0)})",
            "chosen": not chosen or (code or "unknown") in chosen,
        }
        for code in codes
        for stars, share in found.row(code).items()
    ]
    frame = pd.DataFrame(rows, columns=["code", "row", "stars", "order", "products", "share", "words", "chosen"])
    order = [labels[code] for code in codes]
    value = alt.X("share:Q" if shares else "products:Q", title=None, axis=None, stack="zero")
    value = value.scale(domainMax=118) if shares else value.scale(domainMax=_room(found, codes))
    bars = (
        alt.Chart(frame)
        .mark_bar(size=16)
        .encode(
            y=_rows_axis(order),
            x=value,
            color=alt.Color(
                "stars:N",
                scale=alt.Scale(domain=[words.stars(n, t) for n in STARS], range=[STAR_FILL[n] for n in STARS]),
                legend=None,
            ),
            order=alt.Order("order:Q", sort="descending"),
            opacity=alt.condition(alt.datum.chosen, alt.value(1.0), alt.value(PALE)),
            tooltip=[alt.Tooltip("row:N", title=title), alt.Tooltip("stars:N", title=t("Hạng sao")),
                     alt.Tooltip("words:N", title=t("Số sản phẩm"))],
        )
        .add_params(alt.selection_point(name=SELECTION, fields=["code"]))
    )  # fmt: skip
    chart = alt.layer(bars, _totals(found, codes, labels, t, shares=shares)).properties(height=alt.Step(ROW_HEIGHT))
    return Picture(
        _styled(chart),
        (title, *(words.stars(n, t) for n in reversed(STARS)), t("Tất cả")),
        tuple(
            (labels[code], *(found.cells[code, n] for n in reversed(STARS)), sum(found.cells[code, n] for n in STARS))
            for code in codes
        ),
        tuple(codes),
    )


def flow(years: Sequence[Year], t: Language) -> Picture:
    """Year by year what was recognised, renewed and raised, and what lapsed or was revoked: one small picture each."""
    counts = [(each.year, _counted(each)) for each in years]
    small, parts = [], []
    for key, (word, fill) in FLOWS.items():
        frame = pd.DataFrame([{"year": str(year), "n": n[key], "words": t.number(n[key])} for year, n in counts])
        base = alt.Chart(
            frame, title=alt.Title(t(word), anchor="start", fontSize=14, fontWeight=600, color=INK)
        ).encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, domain=False, ticks=False)),
            y=alt.Y("n:Q", title=None, axis=None, scale=alt.Scale(zero=True)),
            tooltip=[alt.Tooltip("year:O", title=t("Năm")), alt.Tooltip("words:N", title=t(word))],
        )
        bars = base.mark_bar(fill=fill, size=22, cornerRadiusEnd=2)
        numbers = base.mark_text(dy=-8, fontSize=11, color=INK).encode(text="words:N")
        small.append((bars + numbers).properties(width=300, height=120))
        parts.append(Picture(_styled((bars + numbers).properties(height=120)), (), ()))
    chart = alt.concat(*small, columns=3, spacing=28)
    return Picture(
        _styled(chart),
        (t("Năm"), *(t(word) for word, _fill in FLOWS.values())),
        tuple((str(year), *(n[key] for key in FLOWS)) for year, n in counts),
        parts=tuple(parts),
    )


def survival(found: Survival, t: Language) -> Picture:
    """Of the products recognised in each year, the share in force; those known from the press only are said beside."""
    frame = pd.DataFrame(
        [
            {
                "year": str(each.year),
                "share": each.share.percent or 0.0,
                "words": t.percent(each.share.percent or 0.0),
                "of": f"{t.number(each.in_force)} / {t.number(each.recognised)}",
            }
            for each in found.cohorts
        ],
        columns=["year", "share", "words", "of"],
    )
    base = alt.Chart(frame).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, domain=False, ticks=False)),
        y=alt.Y("share:Q", title=None, axis=None, scale=alt.Scale(domain=[0, 112])),
        tooltip=[
            alt.Tooltip("year:O", title=t("Năm được công nhận")),
            alt.Tooltip("words:N", title=t("Còn hiệu lực")),
            alt.Tooltip("of:N", title=t("Số sản phẩm")),
        ],
    )
    chart = base.mark_bar(fill=LEAF, cornerRadiusEnd=3) + base.mark_text(dy=-9, fontSize=13, color=INK).encode(
        text="words:N"
    )
    return Picture(
        _styled(chart.properties(height=220)),
        (t("Năm được công nhận"), t("Đã công nhận"), t("Còn hiệu lực"), t("Tỷ lệ")),
        tuple(
            (str(each.year), each.recognised, each.in_force, t.percent(each.share.percent or 0.0))
            for each in found.cohorts
        ),
        note=t(LEFT_OUT, n=found.reported) if found.reported else "",
    )


def _counted(year: Year) -> dict[str, int]:
    decided = year.decided
    return {
        "first": decided[Kind.FIRST] + decided[Kind.RECOGNISED],
        "renewed": decided[Kind.RENEWED],
        "raised": decided[Kind.RAISED],
        "lapsed": year.lapsed,
        "revoked": decided[Kind.REVOKED] + decided[Kind.ANNULLED],
    }


def _totals(
    found: Distribution, codes: Sequence[str | None], labels: Mapping[str | None, str], t: Language, *, shares: bool
) -> alt.Chart:
    """The number of all stars behind each bar."""
    totals = {code: sum(found.cells[code, stars] for stars in STARS) for code in codes}
    frame = pd.DataFrame(
        [{"row": labels[code], "end": 100 if shares else n, "total": t.number(n)} for code, n in totals.items()],
        columns=["row", "end", "total"],
    )
    numbers: alt.Chart = alt.Chart(frame).mark_text(align="left", dx=6, fontSize=12, color=INK)
    axis = _rows_axis([labels[code] for code in codes])
    return numbers.encode(y=axis, x=alt.X("end:Q", title=None, axis=None), text="total:N")


def _rows_axis(order: Sequence[str]) -> alt.Y:
    """The names of rows; on a phone a long one takes two lines and leaves room for its bar."""
    lines = {each: _two_lines(each) for each in order if len(each) > LINE}
    axis = alt.Axis(
        domain=False, ticks=False, labelPadding=8, labelLimit=260, labelLineHeight=12, labelOverlap=False,
        labelFontSize=alt.ExprRef(f"{PHONE} ? 11 : 13"),
        labelExpr=f"{PHONE} ? {json.dumps(lines)}[datum.label] || datum.label : datum.label",
    )  # fmt: skip
    return alt.Y("row:N", sort=list(order), title=None, axis=axis)


def _two_lines(label: str) -> list[str]:
    first, *rest = wrap(label, LINE)
    return [first, shorten(" ".join(rest), LINE, placeholder="…")] if rest else [first]


def _room(found: Distribution, codes: Sequence[str | None]) -> float:
    """Room to the right of the longest bar for its number."""
    longest = max((sum(found.cells[code, stars] for stars in STARS) for code in codes), default=0)
    return max(longest * 1.18, 1)


def _styled(chart: Any) -> Any:
    return chart.properties(
        config={
            "background": "transparent",
            "font": FONT,
            "view": {"stroke": None},
            "axis": {"labelFontSize": 13, "labelColor": INK, "grid": False},
            "concat": {"spacing": 20},
        }
    )

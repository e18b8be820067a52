"""What would come of an annex: what each row is taken for, rejects to mend in place, look-alikes to choose."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from ocop import intake, reference
from ocop.domain.entries import MakerEntry
from ocop.domain.said import within
from ocop.intake.cells import shown
from ocop.intake.mending import address
from ocop.services.desk_intake import Draft, Preview
from ocop.services.matches import Choices, What
from ocop.ui.desk.acting import Desk
from ocop.ui.page import Page

MOST_MENDED = 500


def draw(desk: Desk, seen: Preview, draft: Draft, *, again: Callable[[Preview, Draft], None]) -> None:
    """The preview, and a button to check anew what was mended and chosen."""
    page, t = desk.page, desk.page.t
    rows, rejects = seen.outcome.annex.rows, seen.outcome.annex.rejects
    told = t(
        "Kiểm tra thử, chưa ghi gì: {new} sản phẩm mới, {merged} công nhận tiếp, {known} dòng đã có, {rejected} dòng "
        "bị trả lại.",
        new=t.number(seen.count - seen.outcome.rows.merged), merged=t.number(seen.outcome.rows.merged),
        known=t.number(seen.outcome.known), rejected=t.number(len(rejects)),
    )  # fmt: skip
    st.html(page.render("desk/part.html", title=t("2. Xem trước")))
    st.html(
        page.render(
            "desk/seen.html",
            told=told,
            name=draft.source.name,
            notes=[page.told(note.said) for note in seen.outcome.annex.notes[:20]],
        )
    )
    left, right = st.columns([1, 1] if rejects else [1, 0.001], gap="large")
    with left:
        st.html(page.render("desk/label.html", said=t("{n} dòng đọc được", n=len(rows))))
        st.dataframe(_good(page, seen), hide_index=True, key="nap_good")
    if rejects:
        with right:
            st.html(page.render("desk/label.html", said=t("Dòng bị trả lại: sửa ngay trong bảng rồi kiểm tra lại")))
            for number in range(len(seen.outcome.annex.tables)):
                _mend(page, seen, number, _rejected)
            st.download_button(
                t("Tải các dòng bị trả lại (.xlsx)"), lambda: _report(seen), "tra-lai.xlsx", key="nap_report",
                on_click="ignore",
            )  # fmt: skip
    doubted = any(_doubted(seen, number) for number in range(len(seen.outcome.annex.tables)))
    if doubted:
        st.html(page.render("desk/label.html", said=t("Đọc được nhưng nên xem lại: sửa ngay trong bảng nếu cần")))
        for number in range(len(seen.outcome.annex.tables)):
            _mend(page, seen, number, _doubted)
    if alike := _alike(seen, draft):
        st.html(
            page.render("desk/label.html", said=t("Giống sản phẩm đã có: ghi tiếp vào lịch sử của nó, hay để riêng"))
        )
        st.data_editor(alike, hide_index=True, key=_key(seen, "alike"), disabled=["where", "name", "maker", "code"],
                       column_config={
                           "where": t("Dòng"), "name": t("Sản phẩm"), "maker": t("Chủ thể"), "code": t("Mã đã có"),
                           "merge": st.column_config.CheckboxColumn(t("Ghi tiếp vào mã này"))})  # fmt: skip
    if makers := _makers(seen, draft):
        st.html(page.render("desk/label.html", said=t("Giống chủ thể đã có: là một, hay để riêng")))
        st.data_editor(makers, hide_index=True, key=_key(seen, "maker"), disabled=["where", "written", "known"],
                       column_config={
                           "where": t("Dòng"), "written": t("Chủ thể của tệp"), "known": t("Chủ thể đã có"),
                           "merge": st.column_config.CheckboxColumn(t("Là chủ thể này"))})  # fmt: skip
    if rejects or doubted or alike or makers:
        st.button(t("Kiểm tra lại"), key="nap_again", on_click=again, args=(seen, draft))


def changed(seen: Preview, draft: Draft) -> Draft:
    """The draft with what was mended and chosen in the tables of its preview."""
    mended = dict(draft.source.mended)
    for number, table in enumerate(seen.outcome.annex.tables):
        for kind in (_rejected, _doubted):
            lines = kind(seen, number)
            for line, cells in _edited(_key(seen, f"{kind.__name__}{number}")).items():
                for column, said in cells.items():
                    mended[address(table.sheet, lines[line].row, int(column[1:]))] = str(said or "")
    products = dict(draft.choices.products)
    alike = _alike(seen, draft)
    for line, cells in _edited(_key(seen, "alike")).items():
        where = alike[line]["where"]
        place = next(each for each in _places(seen, draft) if _said(each) == where)
        if cells.get("merge"):
            products[place] = alike[line]["code"]
        else:
            products.pop(place, None)
    makers = dict(draft.choices.makers)
    like = seen.makers | makers
    for line, cells in _edited(_key(seen, "maker")).items():
        place = sorted(like)[line]
        if cells.get("merge"):
            makers[place] = like[place]
        else:
            makers.pop(place, None)
    source = replace(draft.source, mended=mended)
    return replace(draft, source=source, choices=Choices(products=products, makers=makers))


def _edited(key: str) -> dict[int, dict[str, Any]]:
    state = st.session_state.get(key) or {}
    return {int(line): cells for line, cells in state.get("edited_rows", {}).items()}


def _key(seen: Preview, what: str) -> str:
    """Of one preview alone: what was typed into the tables of another does not count."""
    return f"nap_{what}_{seen.fingerprint[:12]}_{seen.revision}"


class Line(NamedTuple):
    """A row of the file whose cells may be mended, as they are shown, and why."""

    row: int
    why: str
    cells: tuple[str, ...]


def _rejected(seen: Preview, number: int) -> list[Line]:
    table = seen.outcome.annex.tables[number]
    found = [each for each in seen.outcome.annex.rejects if each.table is table][:MOST_MENDED]
    return [Line(each.row, each.reason, each.original) for each in found]


def _doubted(seen: Preview, number: int) -> list[Line]:
    """Rows that are read and would be written, of which something should be looked at."""
    table, flags = seen.outcome.annex.tables[number], seen.outcome.rows.flags
    found = [each for each in seen.outcome.annex.rows if each.table is table and flags.get(each.where)][:MOST_MENDED]
    width = max((len(each.original) for each in found), default=0)
    return [
        Line(each.row, within(flags[each.where]), (*map(shown, each.original), *[""] * (width - len(each.original))))
        for each in found
    ]


def _mend(page: Page, seen: Preview, number: int, kind: Callable[[Preview, int], list[Line]]) -> None:
    found = kind(seen, number)
    if not found:
        return
    labels = seen.outcome.annex.tables[number].labels
    width = max(len(each.cells) for each in found)
    lines = [
        {"row": each.row, "why": page.told(each.why)} | {f"c{at}": said for at, said in enumerate(each.cells)}
        for each in found
    ]
    names = {f"c{at}": (labels[at] if at < len(labels) else "") or f"({at + 1})" for at in range(width)}
    # a reason is long: the cells that it speaks of stay in sight
    why = st.column_config.TextColumn(page.t("Lý do"), width="medium")
    st.data_editor(lines, hide_index=True, key=_key(seen, f"{kind.__name__}{number}"), disabled=["row", "why"],
                   column_config={"row": page.t("Dòng"), "why": why, **names})  # fmt: skip


def _good(page: Page, seen: Preview) -> list[dict[str, Any]]:
    t, found = page.t, seen.outcome.rows
    against = found.contradictions
    lines = []
    for row in seen.outcome.annex.rows:
        if row.where in against or row.where not in found.taken:
            continue
        taken = found.taken[row.where]
        said = {
            What.NEW: t("sản phẩm mới"),
            What.NEXT: t("công nhận tiếp của {code}", code=taken.code),
            What.KNOWN: t("đã có: {code}", code=taken.code),
        }[taken.what]
        lines.append({
            t("Dòng"): row.row, t("Sản phẩm"): row.product, t("Được hiểu là"): said, t("Chủ thể"): taken.maker,
            t("Sao"): row.stars, t("Nên xem lại"): page.told(within(found.flags.get(row.where, ()))),
        })  # fmt: skip
    return lines


def _places(seen: Preview, draft: Draft) -> list[tuple[str, int]]:
    return sorted({*seen.outcome.rows.doubles, *draft.choices.products})


def _said(where: tuple[str, int]) -> str:
    return f"{where[0]}, {where[1]}"


def _alike(seen: Preview, draft: Draft) -> list[dict[str, Any]]:
    rows = {row.where: row for row in seen.outcome.annex.rows}
    codes = {**seen.outcome.rows.doubles, **draft.choices.products}
    return [
        {"where": _said(where), "name": rows[where].product, "maker": rows[where].producer, "code": codes[where],
         "merge": where in draft.choices.products}
        for where in _places(seen, draft) if where in rows
    ]  # fmt: skip


def _makers(seen: Preview, draft: Draft) -> list[dict[str, Any]]:
    rows = {row.where: row for row in seen.outcome.annex.rows}
    like = seen.makers | dict(draft.choices.makers)
    return [
        {"where": _said(where), "written": rows[where].producer if where in rows else "",
         "known": f"{like[where].name}, {_place(like[where])}", "merge": where in draft.choices.makers}
        for where in sorted(like)
    ]  # fmt: skip


def _place(maker: MakerEntry) -> str:
    province = maker.place.province
    return maker.place.stated or (reference.provinces()[province].name if province else "")


def _report(seen: Preview) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tra-lai.xlsx"
        intake.write_report(seen.outcome.annex, path, seen.outcome.reviews)
        return path.read_bytes()

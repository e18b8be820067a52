"""What is kept of a product and of its maker besides decisions: each fact with its source, against what was seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from ocop.domain.codes import is_code
from ocop.domain.keeping import MAKER, PRODUCT, Kept, Told, Values, differences
from ocop.domain.roles import Act, Person
from ocop.domain.taxonomy import is_private
from ocop.i18n.words import N_
from ocop.services import keeping
from ocop.ui.desk import record_contact, record_fields
from ocop.ui.desk.acting import Desk, attempt
from ocop.ui.desk.choosing import chosen
from ocop.ui.page import Page

PART, SEEN = "phan", "rec_seen"
SOURCE, ON, WHY = "rec_source", "rec_on", "rec_why"
PARTS = {"san-pham": N_("Sản phẩm"), "chu-the": N_("Chủ thể")}
# As the form shows them: headings with their fields, left and right by turns.
Groups = Sequence[tuple[str, Sequence[str]]]
PRODUCT_GROUPS: Groups = (
    (N_("Tên và mã"), ("name", "name_en", "set_number", "gtin")),
    (N_("Giá và quy cách"), ("price_vnd", "net_weight_g", "volume_ml", "alcohol_percent")),
    (N_("Thành phần"), ("ingredients", "animal_origin", "materials")),
    (N_("Bảo quản, vận chuyển, cung ứng"),
     ("shelf_life_days", "storage", "fragile", "lead_time_days", "monthly_capacity", "label_languages")),
)  # fmt: skip
MAKER_GROUPS: Groups = (
    (N_("Tên và nơi sản xuất"), ("name", "kind", "commune", "place_stated", "craft_village")),
    (N_("Quy mô, bao trùm, kênh bán"),
     ("size", "workers", "trained_workers", "led_by_woman", "led_by_minority", "green_chain", "channels")),
)  # fmt: skip


def draw(desk: Desk) -> None:
    """The product, then what is kept of it or of its maker."""
    page = desk.page
    record = chosen(desk, "ho-so")
    if record is None:
        return
    product = record.product
    part = st.query_params.get(PART, "")
    part = part if part in PARTS else "san-pham"
    hrefs = {word: desk.href("ho-so", ma=product.shown_code, **{PART: word}) for word in PARTS}
    st.html(page.render("desk/kept.html", product=product, parts_named=PARTS, part=part, hrefs=hrefs))
    if not desk.may(Act.KEEP_RECORDS, product.producer.province):
        st.html(page.render("desk/elsewhere.html", producer=product.producer))
        return
    if part == "san-pham":
        kept = keeping.product(page.register, product.code)
    else:
        kept = keeping.maker(page.register, product.producer.id)
    if kept is None:
        return
    groups, fields = (PRODUCT_GROUPS, PRODUCT) if part == "san-pham" else (MAKER_GROUPS, MAKER)
    _fill(page, kept, fields)
    if part == "chu-the":
        kind = kept.values["kind"]
        st.html(page.render("desk/kept_maker.html", is_private=is_private(str(kind) if kind else None)))
    _form(page, kept, groups, fields)
    _sources(page, kept)
    if part == "chu-the":
        record_contact.draw(desk, kept)


def _fill(page: Page, kept: Kept, fields: Sequence[str]) -> None:
    """Put what is kept into the form; where somebody else wrote meanwhile, only into what was not typed over."""
    now = {field: kept.values[field] for field in fields}
    seen: tuple[str, Values] | None = st.session_state.get(SEEN)
    if seen is None or seen[0] != kept.subject or record_fields.key(fields[0]) not in st.session_state:
        record_fields.put(now)
        for each in (SOURCE, WHY):
            st.session_state[each] = ""
        st.session_state[ON] = None
    elif changed := differences(seen[1], now):
        typed = record_fields.read(fields)
        mine = differences(seen[1], typed)
        record_fields.put({field: value for field, value in now.items() if field in changed.keys() - mine.keys()})
        said = partial(record_fields.said, t=page.t)
        st.html(
            page.render("desk/kept_meanwhile.html", changed=changed, mine=mine, labels=record_fields.LABELS, said=said)
        )
    st.session_state[SEEN] = (kept.subject, now)


def _form(page: Page, kept: Kept, groups: Groups, fields: Sequence[str]) -> None:
    t = page.t
    with st.form(f"rec_form_{kept.subject}", border=False):
        columns = st.columns(2, gap="large")
        for place, (title, listed) in enumerate(groups):
            with columns[place % 2]:
                st.html(page.render("desk/part.html", title=t(title)))
                for field in listed:
                    record_fields.draw(page, field, kept.province)
        st.html(page.render("desk/part.html", title=t("Nguồn của những ô vừa sửa")))
        left, right = st.columns([3, 1], gap="large")
        with left:
            st.text_input(
                t("Nguồn: nhãn, hồ sơ công bố, văn bản của chủ thể…"), key=SOURCE, max_chars=300,
                placeholder=t("Ví dụ: nhãn sản phẩm, lô 11/2026"),
            )  # fmt: skip
        with right:
            st.date_input(t("Ngày của nguồn"), value=None, key=ON, format="DD/MM/YYYY", max_value=page.day)
        st.text_input(t("Vì sao sửa, để lưu vào nhật ký"), key=WHY, max_chars=300)
        st.form_submit_button(t("Ghi vào sổ"), type="primary", on_click=_keep, args=(page, kept, fields))


def _keep(page: Page, kept: Kept, fields: Sequence[str]) -> None:
    typed = st.session_state
    seen: Values = typed[SEEN][1]

    def action(person: Person) -> str:
        given = {field: after for field, (_, after) in differences(seen, record_fields.read(fields)).items()}
        told = Told(typed[SOURCE] or "", typed[ON], typed[WHY] or "")
        changed = _write(page, person, kept, seen, given, told)
        names = ", ".join(page.t(record_fields.LABELS[field]).lower() for field in changed)
        return page.t("Đã ghi vào sổ: {fields}.", fields=names)

    if attempt(page, action, kept.subject if is_code(kept.subject) else ""):
        typed.pop(SEEN, None)


def _write(page: Page, person: Person, kept: Kept, seen: Values, given: Mapping[str, object], told: Told) -> list[str]:
    """Write to the product or the maker, whichever is open."""
    if kept.subject.startswith("maker "):
        return keeping.keep_maker(page.register, person, kept.number, seen=seen, given=given, told=told)
    return keeping.keep_product(page.register, person, kept.subject, seen=seen, given=given, told=told)


def _sources(page: Page, kept: Kept) -> None:
    said = partial(record_fields.said, t=page.t)
    st.html(page.render("desk/kept_sources.html", kept=kept, labels=record_fields.LABELS, said=said))

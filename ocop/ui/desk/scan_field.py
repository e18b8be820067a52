"""The field for the scan of a signed decision, in each form that may bring one."""

from __future__ import annotations

import streamlit as st

from ocop.i18n import Language
from ocop.services import evidence
from ocop.store.evidence import KeptFile
from ocop.ui import uploads


def draw(t: Language, prefix: str) -> None:
    """The field of the form whose keys begin so."""
    uploads.field(
        t("Bản quét quyết định đã ký (PDF, JPG, PNG)"), ["pdf", "jpg", "jpeg", "png"], key=_key(prefix),
        largest=evidence.LARGEST,
    )  # fmt: skip


def read(prefix: str) -> KeptFile | None:
    """What lies in it.

    Raises:
        QueryError: a file that is no scan.
    """
    sent = st.session_state.get(_key(prefix))
    return evidence.scan(sent.name, sent.getvalue()) if sent else None


def clear(prefix: str) -> None:
    """An empty field: one that held a file is emptied by another in its place."""
    st.session_state[f"{prefix}files"] = st.session_state.get(f"{prefix}files", 0) + 1


def _key(prefix: str) -> str:
    return f"{prefix}file_{st.session_state.get(f'{prefix}files', 0)}"

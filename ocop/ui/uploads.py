"""Fields for files: whoever has one on the page may send a file, nobody else (`ocop/web/uploads.py`).

Streamlit keeps what was sent until its session ends; here a file goes as soon as no field of the page holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ocop.web.allowances import CAMERA, DESK, LEDGER, MEGABYTE, Allowance

# The files that the fields held in the last whole run, and in this one so far.
HELD, HOLDING = "files_held", "files_holding"


class InMemory:
    """The files that lie in this process."""

    def held(self) -> Mapping[str, Sequence[int]]:
        """The sizes of the files of each session, in bytes."""
        manager = _manager()
        if manager is None:
            return {}
        return {session: [len(each.data) for each in list(files.values())]
                for session, files in list(manager.file_storage.items())}  # fmt: skip

    def forget(self, session: str) -> None:
        """Let the files of a session go."""
        if manager := _manager():
            manager.remove_session_files(session)


def field(label: str, kinds: Sequence[str], *, key: str, largest: int = DESK.largest) -> None:
    """A field of the desk for one file of at most so many bytes; what it holds stands in the session by its key."""
    _open(DESK)
    _hold(st.file_uploader(label, kinds, key=key, max_upload_size=largest // MEGABYTE))


def camera(label: str, *, key: str, on_change: Callable[..., None], args: tuple[object, ...]) -> None:
    """The camera, which anybody may open; its picture stands in the session by its key."""
    _open(CAMERA)
    _hold(
        st.camera_input(label, key=key, on_change=on_change, args=args, label_visibility="collapsed", width="stretch")
    )


@contextmanager
def run() -> Iterator[None]:
    """A whole run of a page; one that is broken off for another changes nothing."""
    session = _session()
    LEDGER.begin(session)
    st.session_state[HOLDING] = set()
    yield
    holding = st.session_state[HOLDING]
    if not LEDGER.settle(session):
        InMemory().forget(session)
    elif manager := _manager():
        # only what a field held before: what has just arrived is not yet known to its field
        for gone in st.session_state.get(HELD, set()) - holding:
            manager.remove_file(session, gone)
    st.session_state[HELD] = holding


def _open(allowance: Allowance) -> None:
    if runtime.exists():
        # a session that lost its connection may come back for two minutes, and its files lie here until then
        held = InMemory().held()
        LEDGER.keep(lambda session: runtime.get_instance().is_active_session(session) or bool(held.get(session)))
    LEDGER.draw(_session(), allowance)


def _hold(file: UploadedFile | None) -> None:
    if file is not None:
        st.session_state.setdefault(HOLDING, set()).add(file.file_id)


def _session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _manager() -> MemoryUploadedFileManager | None:
    manager = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    return manager if isinstance(manager, MemoryUploadedFileManager) else None

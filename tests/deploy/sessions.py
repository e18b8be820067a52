"""A session of the screens as a browser holds one, spoken to in Streamlit's own messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import websockets.sync.client
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.connection import Connection

from tests.deploy.site import NAME, Site, context


@contextmanager
def session(site: Site, seat: str | None = None) -> Iterator[Connection]:
    """A websocket through nginx, under the site's own name."""
    headers = {"Cookie": f"ocop_seat={seat}"} if seat else {}
    with websockets.sync.client.connect(
        f"wss://{NAME}/_stcore/stream", address=("127.0.0.1", site.port), ssl=context(), origin=f"https://{NAME}",
        additional_headers=headers, max_size=None, proxy=None,
    ) as client:  # fmt: skip
        yield client


def rerun(client: Connection, page: str, query: str = "", pressed: str = "") -> str:
    """All texts of one run of a page, where the button with that id was pressed."""
    asked = BackMsg()
    if pressed:
        asked.rerun_script.widget_states.widgets.add(id=pressed, trigger_value=True)
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = page
    client.send(asked.SerializeToString())
    said = []
    for message in client:
        got = ForwardMsg()
        got.ParseFromString(message if isinstance(message, bytes) else message.encode())
        if got.WhichOneof("type") == "script_finished":
            break
        said.append(str(got))
    # protobuf writes what is not ASCII as escaped octets
    return re.sub(r"(?:\\[0-7]{3})+", _text, "".join(said))


def _text(found: re.Match[str]) -> str:
    return bytes(int(octet, 8) for octet in found[0].split("\\")[1:]).decode("utf-8", "replace")

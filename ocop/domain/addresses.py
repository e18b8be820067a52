"""Which address may be printed: one that a phone anywhere reaches, and that nobody on the way can change."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

# Names that lead nowhere outside a machine or an office (RFC 2606, 6761, 6762, 8375).
INSIDE = frozenset({"localhost", "local", "localdomain", "internal", "lan", "home", "test", "invalid", "example"})


def why_not_public(base_url: str) -> str | None:
    """What is wrong with an address that printed codes would lead to; None where nothing is."""
    parts = urlsplit(base_url)
    host = (parts.hostname or "").rstrip(".")
    try:
        is_inside = not ip_address(host).is_global
    except ValueError:
        labels = host.split(".")
        # A last part in digits is an address in a short spelling (127.1), never a name.
        is_inside = len(labels) < 2 or labels[-1] in INSIDE or labels[-1].isdigit()
    if is_inside:
        return "chỉ mở được trên máy này hoặc trong mạng nội bộ"
    return None if parts.scheme == "https" else "không phải https"

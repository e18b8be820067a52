"""What a browser may do with a page of the screens: nothing from another host, no inline script but those we know."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

# The camera is the look-up's; nothing else of the device is asked for.
DEVICE = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()"
# A year, as browsers want it; said only where the register is served by TLS.
TLS_ONLY = "max-age=31536000; includeSubDomains"
_INLINE = re.compile(r"<script>(.*?)</script>", re.S)


def content(html: str) -> str:
    """The Content-Security-Policy of a page of Streamlit's, whose inline scripts are those of `html`.

    Styles may stand inline, since Streamlit writes its own while it runs. Without `unsafe-eval` every page of it is
    refused something (Vega, for one, turns the expressions of a chart into functions).
    """
    known = " ".join(f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in _INLINE.findall(html))
    return (
        f"default-src 'self'; script-src 'self' 'unsafe-eval' {known}; style-src 'self' 'unsafe-inline'; "
        # the camera's picture is a data: address that Streamlit asks for before it sends it to us
        "connect-src 'self' data: blob:; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; "
        "worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )


def headers(base_url: str) -> dict[str, str]:
    """What every page of the screens says besides."""
    said = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Permissions-Policy": DEVICE}
    return said | ({"Strict-Transport-Security": TLS_ONLY} if base_url.startswith("https://") else {})

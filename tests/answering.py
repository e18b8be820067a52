"""Whether a process that was started answers yet; no connection is left open by the asking."""

import ssl
import urllib.error
import urllib.request


def answers(url: str, context: ssl.SSLContext | None = None) -> bool:
    """Whether an address is answered without an error now."""
    try:
        urllib.request.urlopen(url, timeout=5, context=context).close()
    except urllib.error.HTTPError as refused:
        refused.close()
        return False
    except OSError:
        return False
    return True

"""`python -m tests.deploy.environment` writes deploy/ocop.env from the table of docs/settings.md."""

from __future__ import annotations

import re
import textwrap

from ocop.settings import ROOT

FILE = ROOT / "deploy" / "ocop.env"
HEAD = """\
# The settings of one installation: /etc/ocop/ocop.env, readable by root and the group ocop alone.
# Written from docs/settings.md by `python -m tests.deploy.environment`. Secrets do not stand here: the password of the
# database in a file .pgpass (PGPASSFILE), the provider of sign-ins in .streamlit/secrets.toml.
"""
# What an installation with several processes has to decide.
DECIDED = {
    "OCOP_DATABASE_URL": "postgresql://ocop@127.0.0.1/ocop",
    "OCOP_BASE_URL": "https://ocop.example.vn",
    "OCOP_OPERATOR": "",
    "OCOP_DEMO": "0",
    "OCOP_DUMPS": "/srv/ocop-dumps",
}


def written() -> str:
    """What the file says."""
    table = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    parts = [HEAD]
    for name, meaning, usual in re.findall(r"^\| `(OCOP_\w+)` \| (.+?) \| (.+?) \|$", table, re.M):
        said = textwrap.fill(
            f"{meaning}. Default: {usual}.".replace("`", ""), 118, initial_indent="# ", subsequent_indent="# ",
            break_on_hyphens=False, break_long_words=False,
        )  # fmt: skip
        parts.append(f"{said}\n{name}={DECIDED[name]}\n" if name in DECIDED else f"{said}\n#{name}=\n")
    return "\n".join(parts)


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")

"""The program's settings: the only module that reads the environment."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ocop.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
ASSETS = ROOT / "assets"


@dataclass(frozen=True)
class Settings:
    """What an operator decides. `docs/settings.md` lists the variables; a test keeps the two together."""

    database_url: str
    base_url: str
    operator: str
    operator_is_state_body: bool
    today: date | None
    demo_products: int
    demo_signin: bool = False
    read_database_url: str = ""
    pool_size: int = 5
    pool_overflow: int = 10
    statement_seconds: int = 30
    rate_limit: int = 300
    trusted_proxies: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = ()
    upload_bytes: int = 256 * 2**20
    log_json: bool = False
    dumps: Path = ROOT / "var" / "dumps"


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingsError: a variable holds something unusable; the message names it and says what it may hold.

    """
    env = os.environ if environment is None else environment
    return Settings(
        database_url=env.get("OCOP_DATABASE_URL") or f"sqlite:///{ROOT / 'var' / 'ocop.db'}",
        base_url=_base_url(env),
        operator=env.get("OCOP_OPERATOR", "").strip(),
        operator_is_state_body=_flag(env, "OCOP_OPERATOR_IS_STATE_BODY"),
        today=_day(env, "OCOP_TODAY"),
        demo_products=_count(env, "OCOP_DEMO", 18_243),
        demo_signin=_flag(env, "OCOP_DEMO_SIGNIN"),
        read_database_url=env.get("OCOP_READ_DATABASE_URL", "").strip(),
        pool_size=_count(env, "OCOP_POOL_SIZE", 5, least=1, most=1_000),
        pool_overflow=_count(env, "OCOP_POOL_OVERFLOW", 10, most=1_000),
        statement_seconds=_count(env, "OCOP_STATEMENT_TIMEOUT", 30, most=86_400),
        rate_limit=_count(env, "OCOP_RATE_LIMIT", 300, most=100_000),
        trusted_proxies=_networks(env, "OCOP_TRUSTED_PROXIES", "127.0.0.1,::1"),
        upload_bytes=_count(env, "OCOP_UPLOAD_MB", 256, least=80, most=65_536) * 2**20,
        log_json=_flag(env, "OCOP_LOG_JSON"),
        dumps=Path(env.get("OCOP_DUMPS", "").strip() or ROOT / "var" / "dumps"),
    )


def _networks(
    env: Mapping[str, str], name: str, default: str
) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    """Addresses and networks with commas between them; empty is none."""
    given = env.get(name, default)
    try:
        return tuple(ipaddress.ip_network(each.strip()) for each in given.split(",") if each.strip())
    except ValueError:
        raise SettingsError(
            f"{name} là “{given}”: hãy đặt các địa chỉ IP hoặc mạng, ví dụ 127.0.0.1,10.0.0.0/8."
        ) from None


def _base_url(env: Mapping[str, str]) -> str:
    """The public address that printed codes lead to, without a slash at its end."""
    url = env.get("OCOP_BASE_URL") or f"http://127.0.0.1:{_port(env)}"
    shape = re.fullmatch(r"https?://[A-Za-z0-9.-]+(?::(\d{1,5}))?/?", url)
    if not shape or not 0 < int(shape[1] or 1) < 65536:
        raise SettingsError(
            f"OCOP_BASE_URL là “{url}”, không dùng được cho mã in: hãy đặt dạng https://ten-mien.vn, "
            "không kèm đường dẫn, tên miền viết bằng chữ ASCII."
        )
    return url.rstrip("/")


def _port(env: Mapping[str, str]) -> str:
    """The port that `make run` serves on."""
    port = env.get("PORT") or "8501"
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise SettingsError(f"PORT là “{port}”: hãy đặt một số từ 1 đến 65535.")
    return port


def _flag(env: Mapping[str, str], name: str) -> bool:
    """`1` is yes; empty, absent or `0` is no."""
    value = env.get(name, "").strip()
    if value not in {"", "0", "1"}:
        raise SettingsError(f"{name} là “{value}”: hãy đặt 1 (có) hoặc 0 (không).")
    return value == "1"


def _count(env: Mapping[str, str], name: str, default: int, *, least: int = 0, most: int = 1_000_000) -> int:
    """A whole number within bounds."""
    value = env.get(name, "").strip() or str(default)
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise SettingsError(f"{name} là “{value}”: hãy đặt một số nguyên từ {least} đến {most}.")
    return int(value)


def _day(env: Mapping[str, str], name: str) -> date | None:
    """A day as YYYY-MM-DD; None when the variable is empty."""
    value = env.get(name, "").strip()
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise SettingsError(f"{name} là “{value}”: hãy đặt một ngày dạng 2026-11-22.") from None

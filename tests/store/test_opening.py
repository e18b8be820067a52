"""Stores that cannot be opened say so in one sentence."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from ocop.errors import StoreTooNew, StoreUnavailable
from ocop.services import setup
from ocop.services.register import Register


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense", "không phải địa chỉ cơ sở dữ liệu"),
        ("mysql://u@h/d", "loại “mysql”, nhưng sổ đăng ký chỉ chạy trên sqlite hoặc postgresql"),
        ("oracle://u@h/d", "sổ đăng ký chỉ chạy trên sqlite hoặc postgresql"),
        ("postgresql://u:secret@127.0.0.1:1/ocop", "Hãy kiểm tra OCOP_DATABASE_URL"),
        ("sqlite://", "ba dấu gạch chéo"),
        ("sqlite:///:memory:", "ba dấu gạch chéo"),
        ("sqlite://foo/bar.db", "ba dấu gạch chéo"),
        ("sqlite:////dev/null", "Hãy kiểm tra OCOP_DATABASE_URL"),
        ("sqlite:////tmp/ocop-x.db?timeout=abc", "Hãy kiểm tra OCOP_DATABASE_URL"),
        ("postgresql://u:p@127.0.0.1:abc/x", "không phải địa chỉ cơ sở dữ liệu"),
        ("sqlite:////proc/nowhere/ocop.db", "Hãy kiểm tra OCOP_DATABASE_URL"),
    ],
)
def test_a_wrong_address_is_named(url: str, sentence: str) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        setup.ready(url)
    assert sentence in str(refused.value)
    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "ocop.db").write_bytes(b"this is not a database, only some bytes that are long enough" * 40)
    with pytest.raises(StoreUnavailable, match="not a database"):
        setup.ready(f"sqlite:///{tmp_path / 'ocop.db'}")


def test_a_store_from_a_newer_version_is_left_alone(register: Register) -> None:
    with register.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(StoreTooNew) as refused:
        setup.ready(register.settings.database_url)
    assert "do phiên bản mới hơn ghi (mốc 9999)" in str(refused.value)
    with register.engine.connect() as connection:
        assert connection.execute(text("select count(*) from product")).scalar() == 37


def test_sqlite_is_in_write_ahead_mode(tmp_path: Path) -> None:
    setup.ready(f"sqlite:///{tmp_path / 'ocop.db'}").dispose()
    with sqlite3.connect(tmp_path / "ocop.db") as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)

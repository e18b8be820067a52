"""`python -m ocop check`: a sound store is said to be, and each thing that can be broken is named."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from ocop.__main__ import main
from ocop.errors import StoreUnavailable
from ocop.services import demo, photos, setup
from ocop.services.register import Register
from tests.conftest import open_register
from tests.services.test_photos import GIVEN, photograph


def check(register: Register, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    monkeypatch.setenv("OCOP_DATABASE_URL", register.settings.database_url)
    capsys.readouterr()
    return main(["check"]), capsys.readouterr().out


def break_with(register: Register, statement: str) -> None:
    """Change a row as no program of ours would, past the engine's own checks."""
    statement = statement.replace("BYTES", "blob" if register.engine.dialect.name == "sqlite" else "bytea")
    with register.engine.connect() as connection:
        if register.engine.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("pragma foreign_keys=off")  # type: ignore[union-attr]
        else:
            connection.execute(text("set session_replication_role = replica"))
        connection.execute(text(statement))
        connection.commit()
    register.engine.dispose()


def test_a_sound_store_is_said_to_be(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    demo.load(register, products=300, by="thử")
    photos.keep(register, code="FR23-R1AX", file=photograph(tmp_path / "a.jpg"), **GIVEN)
    assert check(register, monkeypatch, capsys) == (0, "Cơ sở dữ liệu nguyên vẹn.\n")


OF = "(select id from product where code = 'M57VH4E6')"


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (f"update recognition set decision_id = 999 where product_id = {OF}", "không có quyết định."),
        (
            f"update recognition set decision_id = 999 where product_id = {OF}",
            "Bảng recognition, cột decision_id: dòng 999 không có trong decision.",
        ),
        (
            f"update decision set source = '' where id = (select decision_id from recognition where product_id = {OF})",
            "không ghi nguồn.",
        ),
        (
            "update photo set picture = cast('abc' as BYTES)",
            "Sản phẩm FR23R1AX: ảnh không khớp với dấu vân của nó.",
        ),
        ("delete from photo", "Sản phẩm FR23R1AX: ghi là có ảnh nhưng không còn ảnh."),
        ("update product set photo = null", "Sản phẩm FR23R1AX: ảnh không khớp với dấu vân của nó."),
        (
            f"update standing set stars = 5 where product_id = {OF}",
            "Sản phẩm M57VH4E6: tình trạng đã lưu không khớp với lịch sử quyết định của nó.",
        ),
        (f"delete from standing where product_id = {OF}", "Sản phẩm M57VH4E6: tình trạng đã lưu không khớp"),
        (
            "update standing set last_day = '2040-01-01' where product_id = "
            "(select max(product_id) from standing where last_day < '2039-01-01')",
            "tình trạng đã lưu không khớp",
        ),
        (
            f"update product set name_key = 'che' where id = {OF}",
            "Sản phẩm M57VH4E6: cột tìm kiếm “che” không khớp với tên “",
        ),
        ("update producer set name_key = 'ai' where id = 3", "Chủ thể 3: cột tìm kiếm “ai” không khớp với tên “"),
        (f"update product set revision = 77 where id = {OF}", "Sản phẩm M57VH4E6: thay đổi ở lần 77, sau lần"),
        ("update audit set revision = 77 where id = 1", "Nhật ký, dòng 1: ghi lần thay đổi sau lần mới nhất"),
        (f"update product set producer_id = 888 where id = {OF}", "dòng 888 không có trong producer."),
    ],
)
def test_what_is_broken_is_named(
    register: Register,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    statement: str,
    sentence: str,
) -> None:
    photos.keep(register, code="FR23-R1AX", file=photograph(tmp_path / "a.jpg", size=(64, 48)), **GIVEN)
    break_with(register, statement)
    code, told = check(register, monkeypatch, capsys)
    assert code == 1
    assert sentence in told
    assert told.endswith(" lỗi.\n")


def spoil(file: Path, where: float) -> None:
    """Overwrite a page of a SQLite file that has been closed."""
    with sqlite3.connect(file) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    content = bytearray(file.read_bytes())
    begin = int(len(content) * where) // 4096 * 4096
    content[begin : begin + 4096] = b"\xa5" * 4096
    file.write_bytes(content)


def test_a_damaged_file_is_named_and_leads_to_the_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    register = open_register(f"sqlite:///{tmp_path / 'ocop.db'}")
    register.engine.dispose()
    spoil(tmp_path / "ocop.db", 0.5)
    code, told = check(register, monkeypatch, capsys)
    assert code == 1
    assert "Tệp cơ sở dữ liệu bị hỏng (" in told
    assert "hãy khôi phục từ bản sao lưu" in told


def test_a_page_that_is_damaged_is_named_by_whatever_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    register = open_register(f"sqlite:///{tmp_path / 'ocop.db'}")
    with register.engine.connect() as connection:
        page = connection.scalar(text("select rootpage from sqlite_master where name = 'standing'"))
        pages = connection.scalar(text("pragma page_count"))
    register.engine.dispose()
    assert page
    assert pages
    spoil(tmp_path / "ocop.db", (page - 1) / pages)
    monkeypatch.setenv("OCOP_DATABASE_URL", register.settings.database_url)
    capsys.readouterr()
    assert main(["init"]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"OCOP: Tệp cơ sở dữ liệu {tmp_path / 'ocop.db'} bị hỏng (")
    assert "python -m ocop restore" in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("spoilt", ["header", "schema", "no database"])
def test_a_start_on_a_damaged_file_names_the_restoration(tmp_path: Path, spoilt: str) -> None:
    file = tmp_path / "ocop.db"
    open_register(f"sqlite:///{file}").engine.dispose()
    if spoilt == "schema":
        spoil(file, 0)
        content = bytearray(file.read_bytes())
        content[:100] = b"SQLite format 3\x00" + content[16:100]
        file.write_bytes(content)
    elif spoilt == "header":
        spoil(file, 0)
    else:
        file.write_bytes(b"not a database at all " * 400)
    with pytest.raises(StoreUnavailable) as refused:
        setup.ready(f"sqlite:///{file}")
    said = str(refused.value)
    assert f"Tệp cơ sở dữ liệu {file} bị hỏng" in said
    assert "python -m ocop restore" in said
    assert "\n" not in said

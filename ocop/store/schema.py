"""Bringing a store to the shape that this version needs."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from ocop.errors import StoreTooNew

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION = "alembic_version"


def migrate(connection: Connection, to: str | None = None) -> bool:
    """Run the migrations that are missing, of all or as far as one; say whether there were any.

    Raises:
        StoreTooNew: a newer version of the program has been here, and its data are left alone.

    """
    present = present_revision(connection)
    if to is None and is_current(connection):
        return False
    # a tenth of a second to import, and a store is hardly ever out of date
    from alembic import command
    from alembic.config import Config

    for number in (present, to):
        if number is not None and number not in _known():
            raise StoreTooNew(
                f"Cơ sở dữ liệu do phiên bản mới hơn ghi (mốc {number}): hãy cập nhật chương trình rồi chạy lại. "
                "Dữ liệu chưa bị thay đổi."
            )
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, to or "head")
    return True


def is_current(connection: Connection) -> bool:
    """Whether the store has the shape that this version needs."""
    return present_revision(connection) == _known()[-1]


def present_revision(connection: Connection) -> str | None:
    """The migration that the store has come to; None where it has none."""
    if not inspect(connection).has_table(VERSION):
        return None
    number: str | None = connection.scalar(text("select version_num from alembic_version"))
    return number


def _known() -> list[str]:
    """The migrations that there are, oldest first, by the numbers that their files begin with."""
    return sorted(file.name[:4] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))

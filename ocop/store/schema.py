"""Bringing a store to the shape that this version needs."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from ocop.errors import StoreTooNew

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(connection: Connection) -> bool:
    """Run the migrations that are missing; say whether there were any.

    Raises:
        StoreTooNew: a newer version of the program has been here, and its data are left alone.

    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    script = ScriptDirectory.from_config(config)
    present = MigrationContext.configure(connection).get_current_revision()
    if present == script.get_current_head():
        return False
    if present is not None and present not in {revision.revision for revision in script.walk_revisions()}:
        raise StoreTooNew(
            f"Cơ sở dữ liệu do phiên bản mới hơn ghi (mốc {present}): hãy cập nhật chương trình rồi chạy lại. "
            "Dữ liệu chưa bị thay đổi."
        )
    command.upgrade(config, "head")
    return True

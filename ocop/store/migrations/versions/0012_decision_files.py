"""Signed decisions are kept as files."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "decision_file",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("media", sa.String(16), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name="fk_decision_file_decision_id"),
        sa.ForeignKeyConstraint(["sha256"], ["kept_file.sha256"], name="fk_decision_file_sha256"),
        sa.PrimaryKeyConstraint("decision_id", "sha256", name="pk_decision_file"),
    )

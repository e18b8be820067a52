"""A product may bear a GTIN; scans of mark pages are counted; readers report labels that are wrong."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

CODE = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("product", sa.Column("gtin", sa.String(14), nullable=True))
    op.create_index("ix_product_gtin", "product", ["scope", "gtin"], unique=True)
    op.create_table(
        "scan",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("code", CODE, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "code", "language", name="pk_scan"),
    )
    op.create_table(
        "label_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("product", sa.String(), nullable=False),
        sa.Column("code", CODE, nullable=True),
        sa.Column("seen_where", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("has_photo", sa.Boolean(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("closed_why", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_label_report"),
        sa.UniqueConstraint("number", name="uq_label_report_number"),
    )
    op.create_index("ix_label_report_received_at", "label_report", ["received_at"], unique=False)
    op.create_table(
        "report_photo",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["label_report.id"], name="fk_report_photo_report_id"),
        sa.PrimaryKeyConstraint("report_id", name="pk_report_photo"),
    )

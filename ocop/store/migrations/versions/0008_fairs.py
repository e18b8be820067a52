"""Lists for booths that staff keep, and what the makers answered."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "fair_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(8), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("province", sa.String(2), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_fair_list"),
    )
    op.create_table(
        "fair_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["list_id"], ["fair_list.id"], name="fk_fair_invitation_list_id"),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_fair_invitation_product_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fair_invitation"),
        sa.UniqueConstraint("list_id", "product_id", name="uq_fair_invitation_list_id_product_id"),
    )
    op.create_index("ix_fair_invitation_list_id", "fair_invitation", ["list_id"], unique=False)
    op.create_index("ix_fair_invitation_product_id", "fair_invitation", ["product_id"], unique=False)

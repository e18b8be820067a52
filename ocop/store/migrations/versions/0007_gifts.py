"""Gift baskets are kept, and what was given stands in a ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

CODE = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "gift_basket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(8), nullable=False),
        sa.Column("province", sa.String(2), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("guest", sa.String(), nullable=True),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_gift_basket"),
    )
    op.create_index("ix_gift_basket_scope", "gift_basket", ["scope"], unique=False)
    op.create_table(
        "gift_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("basket_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("by_key", sa.String(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["basket_id"], ["gift_basket.id"], name="fk_gift_step_basket_id"),
        sa.PrimaryKeyConstraint("id", name="pk_gift_step"),
    )
    op.create_index("ix_gift_step_basket_id", "gift_step", ["basket_id"], unique=False)
    op.create_table(
        "gift_given",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(8), nullable=False),
        sa.Column("province", sa.String(2), nullable=True),
        sa.Column("basket_id", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("code", CODE, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("maker", sa.String(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(2), nullable=True),
        sa.Column("guest_class", sa.String(16), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("guest", sa.String(), nullable=True),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["basket_id"], ["gift_basket.id"], name="fk_gift_given_basket_id"),
        sa.ForeignKeyConstraint(["producer_id"], ["producer.id"], name="fk_gift_given_producer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_gift_given"),
    )
    op.create_index("ix_gift_given_scope", "gift_given", ["scope"], unique=False)
    op.create_index("ix_gift_given_basket_id", "gift_given", ["basket_id"], unique=False)

"""Events that were recorded by mistake are taken back and kept."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "withdrawn",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(40), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("former_producer_id", sa.Integer(), nullable=True),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_withdrawn_product_id"),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name="fk_withdrawn_decision_id"),
        sa.ForeignKeyConstraint(["former_producer_id"], ["producer.id"], name="fk_withdrawn_former_producer_id"),
        sa.ForeignKeyConstraint(["producer_id"], ["producer.id"], name="fk_withdrawn_producer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_withdrawn"),
    )
    op.create_index("ix_withdrawn_product_id", "withdrawn", ["product_id"], unique=False)

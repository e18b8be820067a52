"""Single facts of products and makers have a source and a day; photographs are described in words."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "fact_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_fact_source_product_id"),
        sa.ForeignKeyConstraint(["producer_id"], ["producer.id"], name="fk_fact_source_producer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fact_source"),
    )
    op.create_index("ix_fact_source_product_id", "fact_source", ["product_id"], unique=False)
    op.create_index("ix_fact_source_producer_id", "fact_source", ["producer_id"], unique=False)
    op.add_column("photo", sa.Column("alt_vi", sa.String(), nullable=True))
    op.add_column("photo", sa.Column("alt_en", sa.String(), nullable=True))

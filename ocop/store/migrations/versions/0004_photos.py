"""A product may have its maker's photograph."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "photo",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.Column("credit", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_photo_product_id"),
        sa.PrimaryKeyConstraint("product_id", name="pk_photo"),
    )
    op.add_column("product", sa.Column("photo", sa.String(10), nullable=True))

"""Each product knows when it last changed; what it is found by is kept in memory, no longer as a column."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("product", sa.Column("revision", sa.Integer(), server_default="0", nullable=False))
    op.create_index("ix_product_revision", "product", ["scope", "revision"], unique=False)
    op.drop_column("product", "search_text")
    op.drop_index("ix_standing_first_day_last_day", table_name="standing")

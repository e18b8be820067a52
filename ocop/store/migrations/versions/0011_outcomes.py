"""What came of a reader's report of a label."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("label_report", sa.Column("outcome", sa.String(12), nullable=True))

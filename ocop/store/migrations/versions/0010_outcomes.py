"""What came of a reader's report of a label."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("label_report", sa.Column("outcome", sa.String(12), nullable=True))

"""The register: makers, products, decisions, recognitions, what holds when"""

import sqlalchemy as sa
from alembic import op

from ocop import clock

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_subject", "audit", ["subject"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("stated", sa.String(length=10), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("evidence", sa.String(length=12), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.UniqueConstraint(
            "scope",
            "number",
            "stated",
            "authority",
            "source",
            "note",
            name="uq_decision_scope_number_stated_authority_source_note",
        ),
    )
    op.create_table(
        "producer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("home", sa.String(length=5), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=True),
        sa.Column("place_stated", sa.String(), nullable=False),
        sa.Column("commune", sa.String(length=5), nullable=True),
        sa.Column("province", sa.String(length=2), nullable=True),
        sa.Column("former_province", sa.String(length=2), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_producer"),
        sa.UniqueConstraint("scope", "name_key", "province", "home", name="uq_producer_scope_name_key_province_home"),
    )
    op.create_index("ix_producer_commune", "producer", ["commune"], unique=False)
    op.create_index("ix_producer_former_province", "producer", ["former_province"], unique=False)
    op.create_index("ix_producer_province", "producer", ["province"], unique=False)
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
    )
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code", sa.String(length=32).with_variant(sa.String(length=32, collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("set_number", sa.Integer(), nullable=True),
        sa.Column("set_by", sa.String(length=16), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["producer_id"], ["producer.id"], name="fk_product_producer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_product"),
        sa.UniqueConstraint("code", name="uq_product_code"),
    )
    op.create_index("ix_product_producer_id", "product", ["producer_id"], unique=False)
    op.create_index("ix_product_scope_id", "product", ["scope", "id"], unique=False)
    op.create_table(
        "official_code",
        sa.Column(
            "code", sa.String(length=32).with_variant(sa.String(length=32, collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_official_code_product_id"),
        sa.PrimaryKeyConstraint("code", name="pk_official_code"),
    )
    op.create_index("ix_official_code_product_id", "official_code", ["product_id"], unique=False)
    op.create_table(
        "recognition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("former_producer_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["former_producer_id"], ["producer.id"], name="fk_recognition_former_producer_id"),
        sa.ForeignKeyConstraint(["about_id"], ["recognition.id"], name="fk_recognition_about_id"),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name="fk_recognition_decision_id"),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_recognition_product_id"),
        sa.PrimaryKeyConstraint("id", name="pk_recognition"),
        sa.UniqueConstraint("product_id", "decision_id", "kind", name="uq_recognition_product_id_decision_id_kind"),
    )
    op.create_index("ix_recognition_decision_id", "recognition", ["decision_id"], unique=False)
    op.create_index("ix_recognition_product_id", "recognition", ["product_id"], unique=False)
    op.create_table(
        "standing",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("recognition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_standing_product_id"),
        sa.ForeignKeyConstraint(["recognition_id"], ["recognition.id"], name="fk_standing_recognition_id"),
        sa.PrimaryKeyConstraint("product_id", "first_day", name="pk_standing"),
    )
    op.create_index("ix_standing_first_day_last_day", "standing", ["first_day", "last_day"], unique=False)
    op.execute(
        sa.text("insert into revision (id, number, changed_at) values (1, 1, :now)").bindparams(
            sa.bindparam("now", clock.now(), sa.DateTime(timezone=True))
        )
    )

"""What buyers, gifts, targets and stewards need to know."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "coverage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("former_province", sa.String(length=2), nullable=True),
        sa.Column("province", sa.String(length=2), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("international", sa.Boolean(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("province", sa.String(length=2), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_table(
        "point_of_sale",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("province", sa.String(length=2), nullable=False),
        sa.Column("commune", sa.String(length=5), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("opened", sa.Date(), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_point_of_sale")),
    )
    op.create_index(op.f("ix_point_of_sale_province"), "point_of_sale", ["province"], unique=False)
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("producer", sa.String(), nullable=False),
        sa.Column("producer_key", sa.String(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("stated", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint(
            "scope",
            "name_key",
            "producer_key",
            "stars",
            "stated",
            name=op.f("uq_proposal_scope_name_key_producer_key_stars_stated"),
        ),
    )
    op.create_table(
        "contact",
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["producer_id"], ["producer.id"], name=op.f("fk_contact_producer_id")),
        sa.PrimaryKeyConstraint("producer_id", name=op.f("pk_contact")),
    )
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_certificate_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )
    op.create_index(op.f("ix_certificate_product_id"), "certificate", ["product_id"], unique=False)
    op.create_table(
        "facts",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=True),
        sa.Column("net_weight_g", sa.Integer(), nullable=True),
        sa.Column("volume_ml", sa.Integer(), nullable=True),
        sa.Column("alcohol_percent", sa.Integer(), nullable=True),
        sa.Column("price_vnd", sa.Integer(), nullable=True),
        sa.Column("shelf_life_days", sa.Integer(), nullable=True),
        sa.Column("storage", sa.String(length=8), nullable=True),
        sa.Column("ingredients", sa.String(), nullable=True),
        sa.Column("animal_origin", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("materials", sa.String(), nullable=True),
        sa.Column("fragile", sa.Boolean(), nullable=True),
        sa.Column("lead_time_days", sa.Integer(), nullable=True),
        sa.Column("monthly_capacity", sa.Integer(), nullable=True),
        sa.Column("label_languages", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("story_vi", sa.String(), nullable=True),
        sa.Column("story_en", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_facts_product_id")),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_facts")),
    )
    op.create_table(
        "inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("inspected_on", sa.Date(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("finding", sa.String(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_inspection_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
    )
    op.create_index(op.f("ix_inspection_product_id"), "inspection", ["product_id"], unique=False)
    op.add_column("producer", sa.Column("size", sa.String(length=8), nullable=True))
    op.add_column("producer", sa.Column("led_by_woman", sa.Boolean(), nullable=True))
    op.add_column("producer", sa.Column("led_by_minority", sa.Boolean(), nullable=True))
    op.add_column("producer", sa.Column("workers", sa.Integer(), nullable=True))
    op.add_column("producer", sa.Column("trained_workers", sa.Integer(), nullable=True))
    op.add_column("producer", sa.Column("channels", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("producer", sa.Column("green_chain", sa.Boolean(), nullable=True))
    op.add_column("producer", sa.Column("craft_village", sa.String(), nullable=True))
    op.add_column("recognition", sa.Column("points", sa.Integer(), nullable=True))
    op.add_column("recognition", sa.Column("rule", sa.String(length=40), nullable=True))

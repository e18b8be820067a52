"""Alembic runs inside the transaction that `ocop.store.schema.migrate` opened."""

from alembic import context

from ocop.store.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()

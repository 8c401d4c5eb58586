"""Alembic migrations; run by ``tracker.store.schema``."""

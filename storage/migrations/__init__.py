"""The schema's revisions (Alembic), from the first table on."""

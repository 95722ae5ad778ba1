"""Which schema this program knows: the newest revision."""

SCHEMA_VERSION = "0007"

UNFINISHED = "unfinished copy "
"""What a database that is still being copied says before its version, so that no program takes it for whole."""

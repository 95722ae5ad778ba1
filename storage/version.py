"""Which schema this program knows: the newest revision."""

SCHEMA_VERSION = "0003"

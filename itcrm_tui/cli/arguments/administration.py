"""The options of `db` and `config`."""

from typing import Any

from itcrm_tui.cli.arguments.parser import command


def declare(commands: Any) -> None:
    """Declare the commands that look after database and configuration."""
    database = command(
        commands,
        "db",
        ("database", "database"),
        "info, upgrade or verify the database",
        "itcrm db info",
        "itcrm db verify",
        "itcrm db upgrade --db sqlite:///sample.db",
    )
    database.add_argument("action", choices=("info", "upgrade", "verify"))
    config = command(
        commands,
        "config",
        ("configuration", "configuration"),
        "where the configuration is, and what it says",
        "itcrm config path",
        "itcrm config show --json",
    )
    config.add_argument("action", choices=("path", "show"))

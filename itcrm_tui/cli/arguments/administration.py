"""The options of `db`, `config` and `doctor`."""

import argparse
import difflib
from collections.abc import Callable
from typing import Any

from itcrm_tui.cli.arguments.parser import command, count

DATABASE_ACTIONS = ("info", "upgrade", "backup", "restore", "verify", "copy", "grant", "password")
CONFIG_ACTIONS = ("path", "show", "check")


def declare(commands: Any) -> None:
    """Declare the commands that look after database, configuration and program."""
    _database(commands)
    _configuration(commands)
    command(
        commands,
        "doctor",
        ("doctor", "doctor"),
        "what is installed, where everything is, what is wrong and what to do",
        "itcrm doctor",
        "itcrm doctor --json",
    )


def _database(commands: Any) -> None:
    database = command(
        commands,
        "db",
        ("database", "database"),
        "tell about, upgrade, back up, restore, verify or copy the database; say who may do what",
        "itcrm db info",
        "itcrm db backup             # into the folder beside the database",
        "itcrm db backup --keep 14 .  # for a timer: the newest 14 stay",
        "itcrm db verify",
        "itcrm db copy sample.db new.db  # or postgresql://ana@host/crm",
    )
    database.add_argument(
        "action", metavar="ACTION", choices=DATABASE_ACTIONS, type=one_of(DATABASE_ACTIONS), help=_or(DATABASE_ACTIONS)
    )
    database.add_argument(
        "file",
        metavar="FILE|ROLE",
        nargs="?",
        help="backup: a file or folder; restore: a backup; copy: from where; grant: a role, or none",
    )
    database.add_argument(
        "logins", metavar="LOGIN|TO", nargs="*", help="grant: who has the role; copy: an empty database"
    )
    database.add_argument("--check", action="store_true", help="grant: change nothing, say what is not as it should be")
    database.add_argument("--keep", type=count, metavar="N", help="backup: remove older ones that were made so")
    database.add_argument("--force", action="store_true", help="backup: replace a file that is there")


def _configuration(commands: Any) -> None:
    config = command(
        commands,
        "config",
        ("configuration", "configuration"),
        "where the configuration is, what it says, and what is wrong with it",
        "itcrm config path",
        "itcrm config show --json",
        "itcrm config check",
    )
    config.add_argument(
        "action", metavar="ACTION", choices=CONFIG_ACTIONS, type=one_of(CONFIG_ACTIONS), help=_or(CONFIG_ACTIONS)
    )


def one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    """Return what takes one of the words, and otherwise says which one may be meant."""

    def taken(word: str) -> str:
        if word in words:
            return word
        like = difflib.get_close_matches(word, words, n=1)
        meant = f"did you mean {like[0]}?" if like else f"there is {_or(words)}"
        raise argparse.ArgumentTypeError(f"“{word}” is not one of them; {meant.rstrip('?')}")

    return taken


def _or(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"

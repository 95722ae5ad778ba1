"""The commands and their options. Declared here alone; what a command does is imported when it is called."""

import argparse
import os
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NoReturn

from itcrm_tui import __version__

Command = Callable[[argparse.Namespace], int]

_ABOUT = "Client relationship management for an IT service organization, in the terminal."
_CODES = """\
Without a command: the app. KIND is a word such as client, service, commitment, feedback, person.
A record is named by id, code, external key, or a beginning that no other name has.
Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 3 data or database error."""
_DATE_ORDERS = ("iso", "dmy", "mdy")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, and takes options before, between and after other arguments."""

    _mixing = False

    def __init__(self, **words: Any) -> None:
        super().__init__(allow_abbrev=False, **words)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"itcrm: {message}. See {self.prog} --help.\n")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self._mixing or self._subparsers is not None:
            return super().parse_known_args(args, namespace)
        self._mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing = False


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments; `db` is None when neither they nor ITCRM_DB name a database."""
    arguments = _parser().parse_args(_joined(argv))
    arguments.db = arguments.db or os.environ.get("ITCRM_DB") or None
    return arguments


def command_of(arguments: argparse.Namespace) -> Command:
    """Return the function that does the command."""
    module, function = arguments.command
    command: Command = getattr(import_module(f"itcrm_tui.cli.{module}"), function)
    return command


def _joined(argv: Sequence[str]) -> list[str]:
    """Let `--sort -due` be what it looks like: argparse would take `-due` for an option."""
    joined: list[str] = []
    for word in argv:
        if joined and joined[-1] == "--sort":
            joined[-1] = f"--sort={word}"
        else:
            joined.append(word)
    return joined


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="itcrm", description=_ABOUT, epilog=_CODES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"itcrm {__version__}")
    _add_common(parser)
    parser.set_defaults(command=("starting", "app"), keep=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    for add in (_add_app, _add_reading, _add_writing, _add_files, _add_administration):
        add(commands)
    return parser


def _add_common(parser: argparse.ArgumentParser, *, inside: bool = False) -> None:
    """Add the options that stand anywhere; inside a command they say nothing unless they are given."""
    unset: Any = argparse.SUPPRESS if inside else None
    parser.add_argument("--db", metavar="URL", default=unset, help="the database: sqlite:///FILE or postgresql://...")
    parser.add_argument("--json", action="store_true", default=unset or False, help="print JSON")


def _command(commands: Any, name: str, place: tuple[str, str], words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    _add_common(parser, inside=True)
    parser.set_defaults(command=place)
    return parser


def _add_app(commands: Any) -> None:
    demo = _command(commands, "demo", ("starting", "demo"), "the app on a sample organization")
    demo.add_argument("--keep", metavar="FILE", help="keep the sample in this SQLite file")


def _add_reading(commands: Any) -> None:
    listing = _command(commands, "list", ("listing", "list_records"), "the records of a kind, all or those with words")
    listing.add_argument("kind", metavar="KIND")
    listing.add_argument("words", metavar="QUERY", nargs="*", default=[])
    listing.add_argument("--sort", metavar="FIELD", help="by this field; -FIELD the other way round")
    listing.add_argument("--limit", type=_count, metavar="N", help="at most so many; 0: all")
    listing.add_argument("--csv", action="store_true", help="print CSV")
    show = _command(commands, "show", ("listing", "show"), "one record")
    _add_record(show)
    history = _command(commands, "history", ("listing", "history"), "who changed what, of one record or of all")
    history.add_argument("kind", metavar="KIND", nargs="?")
    history.add_argument("name", metavar="NAME", nargs="*", default=[])
    history.add_argument("--limit", type=_count, metavar="N", default=50, help="at most so many (50)")
    profile = _command(commands, "profile", ("profile", "profile"), "a client at a glance")
    profile.add_argument("name", metavar="CLIENT", nargs="+")
    profile.add_argument("--markdown", action="store_true", help="print Markdown")
    profile.add_argument("--section", metavar="NAME", help="only this part")


def _add_writing(commands: Any) -> None:
    add = _command(commands, "add", ("editing", "add"), "add a record")
    add.add_argument("kind", metavar="KIND")
    add.add_argument("fields", metavar="field=value", nargs="*", default=[])
    edit = _command(commands, "edit", ("editing", "edit"), "change fields of a record; field= empties one")
    edit.add_argument("kind", metavar="KIND")
    edit.add_argument("words", metavar="NAME field=value", nargs="+")
    delete = _command(commands, "delete", ("editing", "delete"), "delete a record with what belongs to it")
    _add_record(delete)
    undo = _command(commands, "undo", ("editing", "undo"), "take back my latest change, or any change set")
    undo.add_argument("change_set", metavar="CHANGESET", nargs="?", help="its number in `itcrm history`")
    undo.add_argument("--rest", action="store_true", help="leave out what has been changed since")
    _command(commands, "redo", ("editing", "redo"), "take back my latest undo")


def _add_record(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND")
    parser.add_argument("name", metavar="NAME", nargs="*", default=[])


def _add_files(commands: Any) -> None:
    words = "take a CSV file in, as one change that `undo` takes back"
    taking = _command(commands, "import", ("importing", "import_file"), words)
    taking.add_argument("file", metavar="FILE")
    taking.add_argument("--as", dest="kind", metavar="KIND", required=True, help="what each row is")
    taking.add_argument("--dry-run", action="store_true", help="only show what would be done")
    taking.add_argument(
        "--map", action="append", default=[], metavar="HEADER=FIELD", help="also HEADER= or =notes, =key"
    )
    taking.add_argument(
        "--set", action="append", default=[], metavar="FIELD=VALUE", help="for rows that leave it blank"
    )
    taking.add_argument("--match", metavar="FIELD", help="the field that tells which record a row is")
    modes = ("both", "create", "update", "skip")
    taking.add_argument("--mode", choices=modes, default="both", help="skip: add new ones, leave the others alone")
    taking.add_argument("--restore", action="store_true", help="bring back deleted records that rows match")
    taking.add_argument("--rejects", metavar="FILE", help="write rejected rows, with reasons, to be repaired")
    taking.add_argument("--system", metavar="NAME", help="the system whose keys the file holds")
    taking.add_argument("--dates", choices=_DATE_ORDERS, default="iso", help="how 12/05/2026 is read")
    taking.add_argument("--decimal", choices=(".", ","), help="what stands before decimals")
    taking.add_argument("--delimiter", metavar="CHAR")
    taking.add_argument("--encoding", metavar="NAME")
    export = _command(
        commands, "export", ("exporting", "export"), "write records as CSV, which imports again, or as JSON"
    )
    export.add_argument("kind", metavar="KIND")
    export.add_argument("words", metavar="QUERY", nargs="*", default=[])
    export.add_argument("-o", "--output", metavar="FILE", help="FILE.csv or FILE.json; without it CSV is printed")


def _add_administration(commands: Any) -> None:
    database = _command(commands, "db", ("database", "database"), "info, upgrade or verify the database")
    database.add_argument("action", choices=("info", "upgrade", "verify"))
    config = _command(
        commands, "config", ("configuration", "configuration"), "where the configuration is, and what it says"
    )
    config.add_argument("action", choices=("path", "show"))


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"“{text}” is not a number")
    return int(text)

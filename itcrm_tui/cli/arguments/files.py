"""The options of `import` and `export`."""

from typing import Any

from itcrm_tui.cli.arguments.parser import command

_DATE_ORDERS = ("iso", "dmy", "mdy")


def declare(commands: Any) -> None:
    """Declare the commands that read and write files."""
    _declare_import(commands)
    words = "write records as CSV, which imports again, or as JSON"
    export = command(commands, "export", ("exporting", "export"), words)
    export.add_argument("kind", metavar="KIND")
    export.add_argument("words", metavar="QUERY", nargs="*", default=[])
    export.add_argument("-o", "--output", metavar="FILE", help="FILE.csv or FILE.json; without it CSV is printed")


def _declare_import(commands: Any) -> None:
    words = "take a CSV file in, as one change that `undo` takes back"
    taking = command(commands, "import", ("importing", "import_file"), words)
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

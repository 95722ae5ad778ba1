"""The options of `import`."""

from typing import Any

from itcrm_tui.cli.arguments.parser import command

_DATE_ORDERS = ("iso", "dmy", "mdy")


def declare(commands: Any) -> None:
    """Declare the commands that read and write files."""
    _declare_import(commands)


def _declare_import(commands: Any) -> None:
    taking = command(
        commands,
        "import",
        ("importing", "import_file"),
        "take a file in, as one change that `undo` takes back: CSV, Excel, JSON, YAML, vCard, iCalendar, mail",
        "itcrm import clients.csv --as clients --dry-run",
        "itcrm import clients.csv --as clients --match code --rejects rejects.csv",
        'itcrm import people.csv --as people --map "Full name=name" --dates dmy',
        "itcrm import contacts.vcf --add-missing",
        "itcrm import tickets.xlsx --as feedback --set kind=complaint",
    )
    taking.add_argument("file", metavar="FILE", help="what to read")
    taking.add_argument("--as", dest="kind", metavar="KIND", help="what each row is, unless the file says it")
    taking.add_argument("--dry-run", action="store_true", help="only show what would be done")
    taking.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="HEADER=FIELD",
        help="HEADER= leaves it out, =notes keeps it in the notes, =key is the other system's key",
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
    taking.add_argument(
        "--dates", choices=_DATE_ORDERS, help="how 12/05/2026 is read; untold: as the other dates show, else rejected"
    )
    taking.add_argument("--decimal", choices=(".", ","), help="what stands before decimals")
    taking.add_argument("--delimiter", metavar="CHAR", help="what stands between cells; also: tab")
    taking.add_argument("--encoding", metavar="NAME", help="such as cp1252; found out unless told")
    forms = ("csv", "workbook", "json", "yaml", "vcard", "calendar", "mail")
    taking.add_argument("--form", choices=forms, help="what the file is, if it does not show")
    taking.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook; else the first with rows")
    taking.add_argument("--strict", action="store_true", help="reject rows with words that are none of ours")
    taking.add_argument("--add-missing", action="store_true", help="add clients, services and so on that rows name")
    taking.add_argument("--again", action="store_true", help="with the mapping that such a file was imported with last")

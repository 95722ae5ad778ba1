"""The options of `export`."""

from typing import Any

from itcrm_tui.cli.arguments.parser import command, count


def declare(commands: Any) -> None:
    """Declare the command that writes files."""
    export = command(
        commands,
        "export",
        ("exporting", "export"),
        "write the records of a kind, all or those of a filter, or everything, to a file that imports again",
        "itcrm export clients -o clients.xlsx",
        "itcrm export feedback is:open 'received>30d' -o waiting.json",
        "itcrm export stakeholders -o contacts.vcf",
        "itcrm export touchpoints -o visits.ics",
        "itcrm export everything -o unit.json",
    )
    export.add_argument("kind", metavar="KIND", help="such as clients, or everything")
    export.add_argument("words", metavar="QUERY", nargs="*", default=[], help="a filter, as in list")
    export.add_argument("--sort", metavar="FIELD", help="by this field; -FIELD the other way round")
    export.add_argument("--limit", type=count, metavar="N", help="at most so many; 0: all")
    endings = "FILE.csv, .xlsx or .json; contacts as .vcf, dates as .ics"
    export.add_argument("-o", "--output", metavar="FILE", help=f"{endings}; without it CSV is printed")

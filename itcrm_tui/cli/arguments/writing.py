"""The options of `add`, `edit` and `delete`."""

from typing import Any

from itcrm_tui.cli.arguments.parser import command
from itcrm_tui.cli.arguments.reading import add_record


def declare(commands: Any) -> None:
    """Declare the commands that write records."""
    add = command(
        commands,
        "add",
        ("editing", "add"),
        "add a record; `itcrm add KIND --help` lists its fields",
        'itcrm add client name="Spare Parts" code=SPA segment=key',
        'itcrm add stakeholder client=FIN name="Ana Lund" role="decision maker"',
        'itcrm add person name="Tom Field" role_shares="DBA:0.6;Network:0.4"',
        'itcrm add commitment client=FIN title="VPN for 40 users" due=+6w',
        "itcrm add --help client     # the fields of a client",
    )
    add.tells_fields = True
    add.add_argument("kind", metavar="KIND", help="what it is, such as client")
    add.add_argument("fields", metavar="field=value", nargs="*", default=[], help="lists are parted by ;")
    edit = command(
        commands,
        "edit",
        ("editing", "edit"),
        "change fields of a record; field= empties one",
        "itcrm edit client FIN tier=2 segment=key",
        'itcrm edit client "Human Resources" deputy=',
        "itcrm edit person dkowalczyk weekly_hours=32",
        "itcrm edit settings currency=CHF",
    )
    edit.tells_fields = True
    edit.add_argument("kind", metavar="KIND", help="what it is, such as client")
    edit.add_argument("words", metavar="NAME field=value", nargs="+", help="the record, then what changes")
    add_record(
        command(
            commands,
            "delete",
            ("editing", "delete"),
            "delete a record with what belongs to it",
            "itcrm delete client TXT",
            'itcrm delete client "Corvane Textiles" --json',
        )
    )

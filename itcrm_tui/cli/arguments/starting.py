"""The options of `demo`."""

from typing import Any

from itcrm_tui.cli.arguments.parser import command


def declare(commands: Any) -> None:
    """Declare the command."""
    demo = command(
        commands,
        "demo",
        ("starting", "demo"),
        "the app on a sample organization",
        "itcrm demo",
        "itcrm demo --keep sample.db   # opened again the next time",
    )
    demo.add_argument("--keep", metavar="FILE", help="keep the sample in this SQLite file")

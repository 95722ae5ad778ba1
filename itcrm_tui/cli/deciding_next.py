"""What is left to decide after a decision: it is numbered anew, so the numbers that a list has shown hold no more."""

from typing import TYPE_CHECKING, Any

from itcrm_tui.cli.printing import print_line, print_text
from itcrm_tui.text import in_a_line

if TYPE_CHECKING:
    from storage.store import Store

PERHAPS_TWICE = "perhaps made twice"
MOST = 20
"""So many are printed; `itcrm offline conflicts` lists them all."""


def left_to_decide(store: "Store") -> list[dict[str, Any]]:
    """Return what is left in a working copy: its number, the record, what clashes, and why it waits."""
    from itcrm_tui.workflows.clash_in_brief import in_brief
    from itcrm_tui.workflows.conflicts import to_decide
    from itcrm_tui.workflows.made_twice import made_twice

    found = [(one.record, str(in_brief(one)), one.reason) for one in to_decide(store)]
    found += [(f"client {one.mine.name}", PERHAPS_TWICE, one.words) for one in made_twice(store)]
    return [
        {"number": at, "record": record, "clash": clash, "reason": reason}
        for at, (record, clash, reason) in enumerate(found, 1)
    ]


def print_left(left: list[dict[str, Any]], *, undecided: bool) -> None:
    """Print what is left, each under the number that it has from now on; where all was meant, how many and why."""
    if not left:
        return
    are = "conflict is" if len(left) == 1 else "conflicts are"
    print_text(f"{len(left):,} {are} left undecided, numbered anew:" if undecided else "Left to decide, numbered anew:")
    for one in left[:MOST]:
        print_line(in_a_line(f"  {one['number']}  {one['record']}: {one['clash']}"))
        if undecided:
            print_line(f"     {in_a_line(one['reason'])}")
    if len(left) > MOST:
        print_text(f"  and {len(left) - MOST:,} more (itcrm offline conflicts)")

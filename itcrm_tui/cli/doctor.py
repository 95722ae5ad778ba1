"""`itcrm doctor`."""

import os
from argparse import Namespace
from itertools import groupby

from itcrm_tui.cli import DONE, NO
from itcrm_tui.cli.printing import print_json, print_pairs, print_text


def doctor(arguments: Namespace) -> int:
    """Print what was found, and what to do; 1 when there is something to do."""
    from itcrm_tui.workflows.examining import examine

    found = examine(arguments.db, os.environ)
    wrong = [one for one in found if one.advice]
    if arguments.json:
        print_json(items=[vars(one) for one in found])
        return NO if wrong else DONE
    for area, group in groupby(found, lambda one: one.area):
        print_text(f"{area.upper()}")
        print_pairs([(f"  {one.name}", one.value) for one in group])
        print_text("")
    print_text("WHAT TO DO" if wrong else "There is nothing to do.")
    for one in wrong:
        print_text(f"  {one.area}, {one.name}: {one.advice}")
    return NO if wrong else DONE

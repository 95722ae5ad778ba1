"""`itcrm keys`: what the keys do in the app."""

from argparse import Namespace

from itcrm_tui.cli import DONE
from itcrm_tui.cli.printing import print_json, print_pairs, print_text
from itcrm_tui.keys import ACTIONS, Action, Group, shown


def keys(arguments: Namespace) -> int:
    """Print every action with its keys, as the app's help sorts them."""
    if arguments.json:
        items = [
            {"id": one.id, "group": str(one.group), "keys": list(one.keys), "hint": one.hint, "help": one.help}
            for one in ACTIONS
        ]
        print_json(items=items)
        return DONE
    widest = max(len(_typed(one)) for one in ACTIONS)
    for number, group in enumerate(Group):
        print_text(f"\n{group.upper()}" if number else group.upper())
        print_pairs((f"  {_typed(one):{widest}}", one.help) for one in ACTIONS if one.group is group)
    return DONE


def _typed(action: Action) -> str:
    """Return the keys as a person types them; what has none is found by `:`."""
    return "  ".join(map(shown, action.keys)) or ":"

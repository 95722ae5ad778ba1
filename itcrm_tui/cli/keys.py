"""`itcrm keys`: what the keys do in the app, as the person has chosen them."""

from argparse import Namespace

from itcrm_tui import here
from itcrm_tui.cli import DONE
from itcrm_tui.cli.printing import print_json, print_pairs, print_text
from itcrm_tui.key_names import shown
from itcrm_tui.keys import BY_ID, Action, Group, remap


def keys(arguments: Namespace) -> int:
    """Print every action with its keys, as the app's help sorts them."""
    remap(here.chosen_keys(here.settled()))
    actions = list(BY_ID.values())
    if arguments.json:
        items = [
            {"id": one.id, "group": str(one.group), "keys": list(one.keys), "hint": one.hint, "help": one.help}
            for one in actions
        ]
        print_json(items=items)
        return DONE
    widest = max(len(_typed(one)) for one in actions)
    groups = [(group, [one for one in actions if one.group is group]) for group in Group]
    for number, (group, of_group) in enumerate((group, found) for group, found in groups if found):
        print_text(f"\n{group.upper()}" if number else group.upper())
        print_pairs((f"  {_typed(one):{widest}}", _told(one)) for one in of_group)
    return DONE


def _typed(action: Action) -> str:
    """Return the keys as a person types them; what has none is found by the palette."""
    return "  ".join(map(shown, action.keys)) or BY_ID["data.commands"].shown_key


def _told(action: Action) -> str:
    return action.help if action.keys else f"{action.hint}: {action.help}"

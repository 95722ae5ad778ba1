"""`itcrm config path|show|check`."""

import os
from argparse import Namespace

from itcrm_tui import here, paths
from itcrm_tui.cli import DONE, NO
from itcrm_tui.cli.printing import print_json, print_pairs, print_text, tell
from itcrm_tui.config import SETTINGS


def configuration(arguments: Namespace) -> int:
    """Do what the action says."""
    return {"path": _path, "show": _show, "check": _check}[arguments.action](arguments)


def _path(arguments: Namespace) -> int:
    if arguments.json:
        print_json(item={"file": str(paths.config_file()), "exists": paths.config_file().exists()})
    else:
        print_text(str(paths.config_file()))
    return DONE


def _show(arguments: Namespace) -> int:
    settled = here.settled()
    values = {name: getattr(settled, name) for name in SETTINGS}
    if arguments.json:
        print_json(item=values)
        return DONE
    if not paths.config_file().exists():
        tell(f"There is no {paths.config_file()}; these are the defaults.")
    for name, value in values.items():
        print_text(f"# {SETTINGS[name].metadata['about']}")
        print_text(f'{name} = "{value}"')
    print_text("")
    print_pairs([("# database in use", here.url_for(arguments.db)), ("# state", str(paths.state_folder()))])
    return DONE


def _check(arguments: Namespace) -> int:
    """Name everything that is wrong, not only the first."""
    from itcrm_tui.workflows.examining.settings import problems

    found = problems(os.environ)
    if arguments.json:
        print_json(items=found)
    else:
        fine = "is not there; the defaults hold" if not paths.config_file().exists() else "is in order"
        print_text("\n".join(found) or f"{paths.config_file()} {fine}.")
    return NO if found else DONE

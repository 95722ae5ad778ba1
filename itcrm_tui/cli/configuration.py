"""`itcrm config path|show`."""

from argparse import Namespace

from itcrm_tui import here, paths
from itcrm_tui.cli import DONE
from itcrm_tui.cli.printing import print_json, print_pairs, print_text, tell
from itcrm_tui.config import SETTINGS


def configuration(arguments: Namespace) -> int:
    """Print where the configuration is, or what it says."""
    if arguments.action == "path":
        print_text(str(paths.config_file()))
        return DONE
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

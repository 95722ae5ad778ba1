"""`itcrm completion bash|zsh|fish`: what a shell reads to complete the command line."""

from argparse import Namespace
from importlib.resources import files

from itcrm_tui.cli import DONE
from itcrm_tui.cli.printing import print_json, print_pieces


def completion(arguments: Namespace) -> int:
    """Print the script of a shell."""
    script = files("itcrm_tui.cli.completing").joinpath("scripts", f"itcrm.{arguments.shell}").read_text("utf-8")
    if arguments.json:
        print_json(item={"shell": arguments.shell, "script": script})
    else:
        print_pieces([script])
    return DONE

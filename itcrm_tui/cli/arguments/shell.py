"""The options of `keys`, `completion` and `ssh`."""

from typing import Any

from itcrm_tui.cli.arguments.parser import command


def declare(commands: Any) -> None:
    """Declare the commands that tell a person's fingers."""
    command(commands, "keys", ("keys", "keys"), "what the keys do in the app", "itcrm keys", "itcrm keys --json")
    completion = command(
        commands,
        "completion",
        ("completion", "completion"),
        "the script by which a shell completes commands, fields and names on Tab",
        'itcrm completion bash   # in ~/.bashrc: eval "$(itcrm completion bash)"',
        "itcrm completion zsh    # likewise in ~/.zshrc, after compinit",
        "itcrm completion fish   # in config.fish: itcrm completion fish | source",
    )
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), help="for which shell")
    command(
        commands,
        "ssh",
        ("ssh", "ssh"),
        "answer what was typed over SSH, as the forced command of an account",
        "itcrm ssh   # in sshd_config: ForceCommand itcrm ssh",
        'itcrm ssh   # in authorized_keys: restrict,command="itcrm ssh" ...',
    )

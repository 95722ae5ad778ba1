"""`itcrm ssh`: what engineers may ask over SSH, as the forced command of an account.

What they typed is data: it is parted into words, looked up in a list, and handed to the same commands as everybody
uses. Nothing of it reaches a shell, an editor, a file or another command.
"""

import os
import shlex
from argparse import Namespace

from itcrm_tui.cli import DONE
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.printing import print_text

TYPED = "SSH_ORIGINAL_COMMAND"
LONGEST = 4_000
ALLOWED: dict[str, frozenset[str]] = {
    "profile": frozenset({"--json", "--markdown", "--section", "--whole"}),
    "who": frozenset({"--json"}),
    "show": frozenset({"--json"}),
    "list": frozenset({"--json", "--csv", "--sort", "--limit"}),
    "accept": frozenset({"--json", "--role", "--by", "--from"}),
    "decline": frozenset({"--json", "--role", "--by", "--why"}),
    "progress": frozenset({"--json", "--role", "--left", "--on"}),
}
"""The commands, each with the options that may go with it."""

ANSWERS = """\
This account answers:
  profile CLIENT           a client at a glance
  who NAME                 whom to call about a service, a client or a person
  show KIND NAME           one record
  list KIND [QUERY]        records, all or those of a filter
  accept REQUIREMENT       a team's part of a promise, for its lead or deputy
  decline REQUIREMENT --why TEXT
  progress REQUIREMENT --left HOURS
For example: ssh ACCOUNT@HOST profile Finance"""


def ssh(arguments: Namespace) -> int:
    """Answer what was typed on the other side; without any of it, say what can be asked."""
    from itcrm_tui.cli import main

    words = asked(os.environ.get(TYPED, ""))
    if not words:
        print_text(ANSWERS)
        return DONE
    return main([*(("--db", arguments.db) if arguments.db else ()), *words])


def asked(typed: str) -> list[str]:
    """Return the words of a command that may be asked; raises UsageError for any other."""
    if len(typed) > LONGEST or not typed.isprintable():
        raise UsageError("That is no command for this account: it is too long, or has characters that nobody types.")
    try:
        words = shlex.split(typed)
    except ValueError:
        raise UsageError("A quotation mark has no partner there.") from None
    if words[:1] == ["itcrm"]:
        words = words[1:]
    if words and words[0] not in ALLOWED:
        raise UsageError(f"This account does not answer {words[0]!r}. It answers: {', '.join(ALLOWED)}.")
    for option in _options(words):
        if option not in ALLOWED[words[0]]:
            raise UsageError(f"{option} does not go with `{words[0]}` for this account.")
    return words


def _options(words: list[str]) -> list[str]:
    """Return what may be taken for an option: behind "--" too, as the parser may go over the words more than once."""
    end = words.index("--") if "--" in words else len(words)
    told = [word for word in words[:end] if word.startswith("-") and word != "-"]
    told += [word for word in words[end + 1 :] if word.startswith("--") or word == "-h"]
    return [word.partition("=")[0] for word in told]
